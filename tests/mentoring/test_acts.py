"""Acts: kept with who and when, safe in a spreadsheet, counted by the week."""

import csv
import io
from datetime import UTC, datetime

import pytest
from sqlalchemy.engine import Engine

from assistant.errors import UnreadableInput
from assistant.mentoring.acts import OURS, Act, Acts, as_csv
from assistant.mentoring.summary import named, told, week_of

MONDAY = datetime(2026, 11, 23, tzinfo=UTC).timestamp()


def test_an_act_is_kept_with_who_and_when(engine: Engine) -> None:
    acts = Acts(engine)
    acts.record(Act("ana", "edited", "token", "Kim", "before", "after"))

    (found,) = acts.since(0)
    assert (found.who, found.what, found.student) == ("ana", "edited", "kim")
    assert abs(found.at - datetime.now(UTC).timestamp()) < 60
    assert acts.since(found.at + 1) == []


@pytest.mark.parametrize("start", ["=", "+", "-", "@", "\t", "\r"])
def test_no_cell_is_a_formula(start: str) -> None:
    danger = f'{start}HYPERLINK("http://x")'
    act = Act("ana", "edited", before=danger, after="two\nlines", at=MONDAY)

    (row,) = csv.DictReader(io.StringIO(as_csv([act]), newline=""))

    assert row["before"] == f"'{danger}"
    assert row["after"] == "two\nlines"
    assert row["when"] == "2026-11-23T00:00:00+00:00"


def test_the_week_counts_what_was_done_in_it(engine: Engine) -> None:
    acts = Acts(engine)
    for what, cause in (("answered", "sign-error"), ("answered", "wrong-axis"), ("abstained", "sign-error")):  # fmt: skip
        acts.record(Act(OURS, what, cause=cause, at=MONDAY + 1))
    acts.record(Act("ana", "corrected", cause="sign-error", at=MONDAY + 6 * 86400))
    acts.record(Act(OURS, "answered", at=MONDAY - 1))
    acts.record(Act(OURS, "answered", at=MONDAY + 7 * 86400))

    week = week_of(acts, "2026-W48")

    assert week.done == {"answered": 2, "abstained": 1, "corrected": 1}
    assert week.causes[0] == ("sign-error", 3)
    assert week.by == (("ana", 1),)
    assert (str(week.first), str(week.last), week.before) == ("2026-11-23", "2026-11-29", "2026-W47")  # fmt: skip
    assert "    3  sign-error" in told(week)


def test_without_a_name_it_is_this_week(engine: Engine) -> None:
    assert week_of(Acts(engine)).name == named(datetime.now(UTC).date())


@pytest.mark.parametrize("name", ["x", "2026-W60", "2026-48", "9999-W53", "2026-W48' --"])
def test_what_is_no_week_is_said(engine: Engine, name: str) -> None:
    with pytest.raises(UnreadableInput):
        week_of(Acts(engine), name)
