"""The file of results is repaired after a kill, and in the order of the input at the end."""

import json
import tracemalloc
from collections import Counter
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any, ClassVar

import pytest

from assistant.entrypoints.batch.cases import cases_of
from assistant.entrypoints.batch.diagnosing import line
from assistant.entrypoints.batch.going import Batch
from assistant.entrypoints.batch.rows import Rows, read_rows
from assistant.entrypoints.batch.sources import Plain
from assistant.entrypoints.batch.streaming import Known
from assistant.errors import UnreadableInput
from tests.entrypoints.batch.test_streaming import Backwards

A, B, C = (line(id, f"d-{id}", '{"verdict": "ran"}') for id in "abc")


def test_a_torn_last_line_is_cut_off_and_the_rest_is_known(tmp_path: Path) -> None:
    file = tmp_path / "out.jsonl"
    file.write_text(A + B + C[:25])

    with Rows(file) as rows:
        known = Known()
        assert rows.recovered(known) == Counter({("a", "d-a"): 1, ("b", "d-b"): 1})
        assert known["d-a"] == '{"verdict": "ran"}'
        rows.add(C)

    assert file.read_text() == A + B + C


@pytest.mark.parametrize(
    ("held", "wanted"),
    [
        (A + C + B, A + B + C),
        (A + line("b", "before it changed", "{}") + C + B, A + B + C),
        (A + B + C, A + B + C),
    ],
)
def test_rows_are_brought_into_the_order_of_the_input(
    tmp_path: Path, held: str, wanted: str
) -> None:
    file = tmp_path / "out.jsonl"
    file.write_text(held)

    with Rows(file) as rows:
        rows.settle([(id, f"d-{id}") for id in "abc"])

    assert file.read_text() == wanted
    assert [one.name for one in tmp_path.iterdir()] == ["out.jsonl"]


def test_a_file_that_cannot_be_written_is_said(tmp_path: Path) -> None:
    with pytest.raises(UnreadableInput, match="cannot be written"):
        Rows(tmp_path / "no folder" / "out.jsonl")


@pytest.mark.parametrize("held", ["precious\nlast", "last", '{"id": "x"}\n', '{"id": "x"}'])
def test_a_file_that_no_batch_wrote_is_left_as_it_is(tmp_path: Path, held: str) -> None:
    file = tmp_path / "notes.txt"
    file.write_text(held)

    with Rows(file) as rows, pytest.raises(UnreadableInput, match="no batch wrote"):
        rows.recovered(Known())

    assert file.read_text() == held


@pytest.mark.parametrize("begins", [b"precious", b'{"id": '])
def test_a_large_file_of_one_line_that_no_batch_wrote_is_not_read_whole(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, begins: bytes
) -> None:
    monkeypatch.setattr("assistant.entrypoints.batch.rows.LONGEST", 2**16)
    file = tmp_path / "image.bin"
    with file.open("wb") as writing:
        writing.write(begins)
        writing.truncate(2**28)

    tracemalloc.start()
    with Rows(file) as rows, pytest.raises(UnreadableInput, match="no batch wrote"):
        rows.recovered(Known())
    most = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()

    assert most < 2**20
    assert file.stat().st_size == 2**28


def test_rows_of_another_class_are_not_dropped(tmp_path: Path) -> None:
    file, other = tmp_path / "out.jsonl", tmp_path / "other.jsonl"
    file.write_text(A + B)
    other.write_text('{"id": "z", "post": "hello"}\n')
    nobody = Backwards(1)

    with Batch(Plain(other, 10**6), file) as one, pytest.raises(UnreadableInput, match="2 rows"):
        one.run(nobody)

    assert file.read_text() == A + B
    assert nobody.taken == []


class Counted(Plain):
    """A source that notes which cases are read."""

    reads: ClassVar[list[str]] = []

    def cases(self) -> Iterator[tuple[str, Any]]:
        """Each with a note."""
        for id, case in super().cases():
            self.reads.append(id)
            yield id, case


class Noting(Backwards):
    """Hands that note how many cases were read when they were given one."""

    def __init__(self) -> None:
        super().__init__(1)
        self.read: list[int] = []

    def take(self, digest: str, body: Mapping[str, Any]) -> None:
        """Note the count."""
        self.read.append(len(Counted.reads))
        super().take(digest, body)


def test_a_batch_that_goes_on_holds_no_case_back(tmp_path: Path) -> None:
    file, out = tmp_path / "cases.jsonl", tmp_path / "out.jsonl"
    asked = [{"id": id, "post": id} for id in ("new", "a", "b", "c")]
    file.write_text("".join(f"{json.dumps(one)}\n" for one in asked))
    done = cases_of((one["id"], one) for one in asked[1:3])
    out.write_text("".join(line(one.id, one.digest, '{"verdict": "ran"}') for one in done))
    hands = Noting()

    with Batch(Counted(file, 10**6), out) as batch:
        batch.run(hands)

    assert Counted.reads == ["new", "a", "b", "new", "a", "b", "c"]
    assert hands.read == [4, 7]
    assert [row["id"] for row in read_rows(out)] == ["new", "a", "b", "c"]
