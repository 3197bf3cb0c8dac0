"""Where the cases of a batch come from: a `.jsonl` or a folder."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Protocol

from assistant.entrypoints.inputs import cases_in, count_of


class Source(Protocol):
    """What a batch needs of its input."""

    def cases(self) -> Iterator[tuple[str, Any]]:
        """Ids and cases in their order; an UnreadableInput in place of a broken one."""

    def count(self) -> int:
        """How many there will be."""

    def finished(self, rows: Iterable[Mapping[str, Any]]) -> None:
        """What is to be done with the rows at the end, in the order of the cases."""


@dataclass(frozen=True)
class Plain:
    """A `.jsonl` of cases, or a folder of files."""

    path: Path
    limit: int

    def cases(self) -> Iterator[tuple[str, Any]]:
        """Each line or file."""
        return cases_in(self.path, self.limit)

    def count(self) -> int:
        """Lines or files."""
        return count_of(self.path)

    def finished(self, rows: Iterable[Mapping[str, Any]]) -> None:
        """The rows are all there is to it."""
