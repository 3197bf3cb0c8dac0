"""The file of results: only ever appended to, repaired after a kill, in order at the end."""

import fcntl
import json
import os
from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from assistant.entrypoints.batch.streaming import Known
from assistant.errors import UnreadableInput

Key = tuple[str, str]
BEGINNING = b'{"id": '  # of each line of ours
LONGEST = 2**26  # bytes of a line; no row comes near


class Rows:
    """A `.jsonl` whose lines are known by id and digest. Raises UnreadableInput where it is
    not ours to write."""

    def __init__(self, path: Path) -> None:
        self.path = path
        try:
            self.file = path.open("a+b")
            fcntl.lockf(self.file, fcntl.LOCK_EX | fcntl.LOCK_NB)  # not inherited by a fork
        except BlockingIOError:
            raise UnreadableInput(f"Another batch is writing {path}.") from None
        except OSError as error:
            raise UnreadableInput(f"{path} cannot be written: {error.strerror}.") from None

    def __enter__(self) -> "Rows":
        return self

    def __exit__(self, *_: object) -> None:
        self.file.close()

    def recovered(self, known: Known) -> Counter[Key]:
        """How often each row is there; a torn last line is cut off, the latest rows are known."""
        found: Counter[Key] = Counter()
        whole = 0
        for start, line in self.lines():
            if line.endswith(b"\n"):
                whole = start + len(line)
                key = key_of(line)
                if key is None:
                    raise self.foreign()
                found[key] += 1
                known.keep(key[1], row_of(line))
            elif len(line) > LONGEST or not is_torn(line):
                raise self.foreign()
        self.file.truncate(whole)
        return found

    def foreign(self) -> UnreadableInput:
        """Said before anything is changed."""
        return UnreadableInput(f"{self.path} holds lines that no batch wrote; name another file.")

    def add(self, line: str) -> None:
        """Append a line, at once."""
        self.file.write(line.encode())
        self.file.flush()

    def settle(self, wanted: Sequence[Key]) -> None:
        """Bring the rows into the order of the input, where cases were changed or added later."""
        places: dict[Key, list[tuple[int, int]]] = {}
        order = []
        for start, line in self.lines():
            key = key_of(line)
            order.append(key)
            if key is not None:
                places.setdefault(key, []).append((start, len(line)))
        if order == list(wanted):
            return
        new = self.path.with_name(f"{self.path.name}.new")
        with new.open("wb") as target:
            for key in wanted:
                start, length = places[key].pop(0)
                self.file.seek(start)
                target.write(self.file.read(length))
            target.flush()
            os.fsync(target.fileno())
        os.replace(new, self.path)

    def lines(self) -> Iterator[tuple[int, bytes]]:
        """Each line with the place where it starts; of one that is not ours no more than that."""
        start = 0
        self.file.flush()
        with self.path.open("rb") as reading:
            while line := reading.read(len(BEGINNING)):
                if line == BEGINNING:
                    line += reading.readline(LONGEST)
                yield start, line
                start += len(line)


def key_of(line: bytes) -> Key | None:
    """Id and digest of a line; None for a line that is none of ours."""
    try:
        row = json.loads(line)
        return str(row["id"]), str(row["digest"])
    except (ValueError, TypeError, KeyError, RecursionError):
        return None


def is_torn(line: bytes) -> bool:
    """The beginning of a line of ours, as a kill leaves it."""
    try:
        json.loads(line)
    except (ValueError, RecursionError):
        return line.startswith(BEGINNING[: len(line)])
    return key_of(line) is not None


def row_of(line: bytes) -> str:
    """The row of a line as twins share it."""
    row = json.loads(line)
    del row["id"], row["digest"]
    return json.dumps(row, ensure_ascii=False)


def read_rows(path: Path) -> Iterator[dict[str, Any]]:
    """The rows of a batch, one after the other."""
    with path.open(encoding="utf-8") as lines:
        for line in lines:
            yield json.loads(line)
