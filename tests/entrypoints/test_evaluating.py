"""Labelled cases that cannot be measured are one sentence with the line, not figures without them."""

import json
from pathlib import Path

import pytest

from assistant.entrypoints.evaluating import evaluated, table
from assistant.entrypoints.inputs import cases_in
from assistant.errors import UnreadableInput
from assistant.evaluating.rows import right_line
from assistant.wiring import Assistant

BROKEN = {
    "": "No case has a `cause`",
    '{"id": "a", "post": "x"}': "No case has a `cause`",
    '\n{"id": "a"': "line 2: Line 2 is not JSON",
    "[1]": "line 1: A case is a JSON object",
    '{"id": "c", "cause": 5}': "c: The field 'cause' of a case is a slug",
    '{"id": "c", "cause": [5]}': "c: The field 'cause' of a case is a slug",
    '{"id": "c", "cause": "sign-error", "lines": "3"}': "c: The field 'lines' of a case is a list",
}


@pytest.mark.parametrize("text", BROKEN)
def test_what_cannot_be_measured_is_said_with_its_line(
    assistant: Assistant, tmp_path: Path, text: str
) -> None:
    file = tmp_path / "cases.jsonl"
    file.write_text(text)

    with pytest.raises(UnreadableInput, match=BROKEN[text]):
        evaluated(assistant, cases_in(file, 1000))


def test_what_is_no_case_is_left_out_and_told(assistant: Assistant, tmp_path: Path) -> None:
    file = tmp_path / "cases.jsonl"
    file.write_text('{"id": "a", "post": "my dW1 is wrong", "cause": "sign-error"}\n{"id"')

    found = evaluated(assistant, cases_in(file, 1000))

    assert (found["cases"], found["unreadable"]) == (2, ["line 2: Line 2 is not JSON."])
    assert table(found).startswith("left out: line 2: Line 2 is not JSON.")


def test_a_file_that_begins_with_a_byte_order_mark_is_measured(
    assistant: Assistant, tmp_path: Path
) -> None:
    file = tmp_path / "cases.jsonl"
    case = {"id": "a", "post": "my dW1 is wrong", "cause": "sign-error"}
    file.write_text(json.dumps(case), encoding="utf-8-sig")

    assert evaluated(assistant, cases_in(file, 1000))["cases"] == 1


def test_a_fault_without_a_line_stands_in_no_labelled_line() -> None:
    fault = {"line": None, "end_line": None}

    assert not right_line({"lines": [3]}, {"faults": [fault]})
