"""Lines come in the order of the input, and the same submission is diagnosed once."""

import json
from collections.abc import Mapping, Sequence
from typing import Any

from assistant.entrypoints.batch import streaming
from assistant.entrypoints.batch.cases import cases_of
from assistant.entrypoints.batch.streaming import Known, lines
from assistant.errors import UnreadableInput


class Backwards:
    """Hands that do the latest first, and note what they were given."""

    def __init__(self, room: int) -> None:
        self.room = room
        self.taken: list[str] = []
        self.waiting: list[tuple[str, Mapping[str, Any]]] = []

    def has_room(self) -> bool:
        """Whether fewer wait than it can hold."""
        return len(self.waiting) < self.room

    def take(self, digest: str, body: Mapping[str, Any]) -> None:
        """Note a case."""
        self.taken.append(digest)
        self.waiting.append((digest, body))

    def done(self) -> Sequence[tuple[str, str]]:
        """The latest."""
        digest, body = self.waiting.pop()
        return [(digest, json.dumps({"said": body["post"]}))]


def streamed(hands: Backwards, raw: list[tuple[str, Any]]) -> list[dict[str, Any]]:
    """The rows of raw cases."""
    return [json.loads(line) for line in lines(cases_of(raw), hands, Known())]


def test_whoever_is_done_first_waits_for_those_before() -> None:
    found = streamed(Backwards(5), [(f"s{n}", {"post": f"p{n}"}) for n in range(40)])

    assert [(row["id"], row["said"]) for row in found] == [(f"s{n}", f"p{n}") for n in range(40)]


def test_the_same_submission_is_handed_out_once() -> None:
    hands = Backwards(3)

    found = streamed(hands, [(f"s{n}", {"post": f"p{n % 4}"}) for n in range(40)])

    assert len(hands.taken) == 4
    assert [row["said"] for row in found] == [f"p{n % 4}" for n in range(40)]


def test_blanks_at_the_ends_of_lines_make_no_other_submission() -> None:
    codes = ("x = 1\ny = 2\n", "x = 1  \r\ny = 2", "x = 1\n\ny = 2")
    first, second, third = cases_of((name, {"code": name}) for name in codes)

    assert first.digest == second.digest != third.digest


def test_notebooks_that_differ_in_text_and_outputs_are_one_submission() -> None:
    code = {"cell_type": "code", "source": ["x = 1 \n", "y = 2"], "outputs": [], "metadata": {}}
    text = {"cell_type": "markdown", "source": "Name: Ana"}
    shown = {"output_type": "stream", "text": "7"}
    failed = {"output_type": "error", "ename": "E", "evalue": "e", "traceback": []}
    books = [
        [text, code],
        [text | {"source": "Name: Bo"}, code | {"outputs": [shown]}],
        [text, code | {"outputs": [failed]}],
        [code, text],
    ]
    raw = [{"notebook": json.dumps({"nbformat": 4, "cells": cells})} for cells in books]

    first, second, third, fourth = (case.digest for case in cases_of(("n", one) for one in raw))

    assert first == second
    assert len({first, third, fourth}) == 3


def test_what_cannot_be_read_is_handed_to_nobody() -> None:
    hands = Backwards(2)

    found = streamed(hands, [("a", UnreadableInput("No.")), ("b", 7), ("c", {"post": "p"})])

    assert [row.get("error") for row in found] == ["No.", "A case is a JSON object.", None]
    assert len(hands.taken) == 1


def test_only_the_latest_rows_are_remembered() -> None:
    known = Known()
    for number in range(streaming.MOST_KNOWN + 5):
        known.keep(str(number), "{}")

    assert "4" not in known
    assert "5" in known
    assert len(known.rows) == streaming.MOST_KNOWN


def test_an_id_that_is_no_text_is_said_with_the_id_escaped() -> None:
    (row,) = streamed(Backwards(1), [("i\ud800", {"post": "p"})])

    assert row["id"] == r"i\ud800"
    assert "no character" in row["error"]
