"""What the page of an evaluation says of its rows, and that it can be written."""

from pathlib import Path

import pytest

from assistant.errors import UnreadableInput
from assistant.evaluating.knowledge import figures
from assistant.evaluating.report import confusions, in_order, page, ready
from assistant.settings import Settings

ROW = {
    "id": "a",
    "truth": ["sign-error"],
    "said": ["wrong-axis"],
    "person": False,
    "first": False,
    "answered": False,
    "confidence": 0.5,
}


def test_the_commonest_confusions_come_first() -> None:
    right = {**ROW, "first": True}
    person = {**ROW, "person": True}
    other = {**ROW, "truth": ["x", "y"], "said": []}

    assert confusions([other, ROW, ROW, right, person]) == [
        ("sign-error", "wrong-axis", 2),
        ("x or y", "nothing", 1),
    ]


def test_what_was_answered_wrongly_stands_first() -> None:
    rows = [ROW, {**ROW, "answered": True}, {**ROW, "person": True}, {**ROW, "first": True}]

    told = [outcome for outcome, _ in in_order(rows)]
    assert told == ["answered wrongly", "wrong first", "right first", "left"]


def test_a_page_that_cannot_be_written_is_said_before_the_work(tmp_path: Path) -> None:
    with pytest.raises(UnreadableInput, match="its folder does not exist"):
        ready(tmp_path / "nowhere" / "report.html")


def test_a_file_without_labels_still_gives_a_page(settings: Settings) -> None:
    assert "0 labelled cases" in page({"cases": 1, **figures([])}, settings.templates)
