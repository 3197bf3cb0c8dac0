"""What is counted of labelled cases: by hand where it can be, then over a file of our own words."""

import json
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from assistant.entrypoints.evaluating import evaluated, table
from assistant.entrypoints.inputs import cases_in
from assistant.evaluating.calibration import calibration
from assistant.evaluating.intervals import Share
from assistant.evaluating.knowledge import figures
from assistant.evaluating.rows import Row, asked, row
from assistant.wiring import Assistant

CASES = Path(__file__).parent / "cases.jsonl"
RIGHT = Row(
    id="own-02",
    title="a title",
    text="a title and a post",
    course="c1",
    truth=("sign-error",),
    person=False,
    said=("sign-error", "wrong-axis"),
    confidence=0.9,
    strength="matched",
    answered=True,
)
WRONG = replace(RIGHT, id="own-04", said=("wrong-axis", "sign-error"), confidence=0.3)
LEFT = replace(RIGHT, id="own-01", truth=(), person=True, answered=False)


def diagnosis(*slugs: str, **more: Any) -> dict[str, Any]:
    """A diagnosis of the contract that names some causes."""
    answers = [{"entry": one, "confidence": 0.5, "strength": "similar"} for one in slugs]
    return {"faults": [], "answers": answers, "abstained": True, **more}


@pytest.mark.parametrize(
    ("hits", "of", "interval"),
    [(8, 10, (0.4902, 0.9433)), (0, 5, (0.0, 0.4345)), (5, 5, (0.5655, 1.0)), (0, 0, None)],
)
def test_the_interval_is_wilsons(hits: int, of: int, interval: tuple[float, float] | None) -> None:
    assert Share(hits, of).interval == interval


def test_the_calibration_error_is_the_mean_gap_of_the_bins() -> None:
    found = calibration([0.95, 0.95, 0.95, 0.95, 0.10, 0.11], [True, True, True, False, True, True])

    assert found["rows"] == 6
    assert found["error"] == pytest.approx((4 * 0.2 + 2 * 0.895) / 6, abs=1e-4)
    assert [one["rows"] for one in found["bins"]] == [2, 4]
    assert found["interval"][0] <= found["error"] <= found["interval"][1]
    assert calibration([], [])["error"] is None


def test_a_confidence_on_an_edge_belongs_to_the_lower_bin() -> None:
    found = calibration([0.2, 1.0, 0.0], [True, True, True])["bins"]

    assert [one["to"] for one in found] == [0.0667, 0.2, 1.0]


def test_any_of_several_labels_is_right() -> None:
    case = {"id": "a", "post": "x", "cause": ["sign-error", "wrong-axis"]}

    assert row("a", case, diagnosis("wrong-axis")).first
    assert row("a", case, diagnosis("missing-axis", "x", "sign-error")).in_three
    assert not row("a", case, diagnosis("missing-axis", "x", "y", "sign-error")).in_three


@pytest.mark.parametrize(
    ("case", "person"),
    [
        ({"cause": "sign-error"}, False),
        ({"cause": "sign-error", "expect_answer": False}, True),
        ({"cause": "", "expect_answer": True}, True),
        ({"cause": "asks-for-solution"}, True),
        ({"cause": ["how-to-start", "sign-error"]}, False),
    ],
)
def test_a_person_is_meant_by_label_or_by_what_is_expected(
    case: dict[str, Any], person: bool
) -> None:
    assert row("a", case, diagnosis()).person is person


def test_a_post_is_read_without_its_labels_exercise() -> None:
    assert "exercise" not in asked({"post": "x", "exercise": "dls-c1-w2/propagate"})
    assert "exercise" in asked({"code": "x = 1", "exercise": "dls-c1-w2/propagate"})


def test_faults_come_before_answers_each_cause_once() -> None:
    fault = {"cause": "b", "confidence": 0.9, "strength": "proved", "line": 3, "end_line": 3}
    open_fault = {**fault, "cause": None}
    found = row("a", {"cause": "b"}, diagnosis("a", "b", "c", faults=[open_fault, fault]))

    assert found.said == ("b", "a", "c")
    assert (found.confidence, found.strength, found.proved) == (0.9, "proved", True)


def test_rows_for_a_person_are_counted_for_themselves() -> None:
    found = figures([RIGHT, WRONG, LEFT, replace(LEFT, answered=True)])["sets"]["all"]

    assert (found["rows"], found["known"]) == (4, 2)
    assert (found["top1"]["hits"], found["top3"]["hits"]) == (1, 2)
    assert found["answered"]["right"] == 1
    assert found["answered"]["coverage"]["share"] == 1.0
    assert (found["person"]["hits"], found["person"]["of"]) == (1, 2)
    assert found["calibration_error"]["all"]["rows"] == 4
    assert found["calibration_error"]["answered"]["error"] == pytest.approx(0.2)


def test_a_third_is_set_aside_by_the_hash_of_the_id() -> None:
    assert [replace(RIGHT, id=f"own-{n:02d}").aside for n in range(1, 5)] == [
        True,
        False,
        True,
        False,
    ]


def test_a_file_of_cases_gives_every_figure(assistant: Assistant) -> None:
    found = evaluated(assistant, cases_in(CASES, 100_000))

    assert (found["cases"], found["labelled"], found["line_first"]) == (10, 8, 1.0)
    assert found["proved_and_wrong"] == 0
    sets = found["sets"]
    assert [sets[name]["rows"] for name in ("all", "aside", "rest")] == [9, 5, 4]
    assert [sets[name]["known"] for name in ("all", "aside", "rest")] == [5, 3, 2]
    assert sets["all"]["person"]["of"] == 4
    assert sets["all"]["top3"]["hits"] >= 3
    assert found["courses"]["dls-c1-w3"]["line_first"]["share"] == 1.0
    assert json.loads(json.dumps(found)) == found
    assert "for a person, but answered" in table(found)


def test_every_share_tells_what_it_is_of() -> None:
    asks = replace(LEFT, truth=("asks-for-solution",), said=())
    found = {"cases": 5, **figures([RIGHT, WRONG, LEFT, asks])}

    assert (found["labelled"], found["cause_first"], found["counted"]["cause_first"]["of"]) == (
        3,
        0.3333,
        3,
    )
    assert (found["sets"]["all"]["top1"]["share"], found["sets"]["all"]["top1"]["of"]) == (0.5, 2)
    told = table(found)
    assert "cause_first       0.3333, 1 of 3 rows with a label, one for a person too" in told
    assert "line_first        None, 0 of 0 rows with labelled lines" in told
    assert "precision         0.5, 1 of 2 rows with a label that were answered" in told
    assert "Of the rows whose cause is known" in told
    assert set(found["counted"]) < set(found)
