"""A batch from its input to its rows: what is done is skipped, the rest is diagnosed."""

import sys
import tempfile
from collections import Counter
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from assistant.entrypoints.batch.cases import Case, cases_of
from assistant.entrypoints.batch.progress import progress
from assistant.entrypoints.batch.rows import Key, Rows
from assistant.entrypoints.batch.streaming import Hands, Known, lines
from assistant.entrypoints.inputs import cases_in, count_of
from assistant.errors import UnreadableInput
from assistant.settings import Settings

if TYPE_CHECKING:
    from assistant.wiring import Assistant


class Batch:
    """An input and its file of results, which is a passing one where the rows are printed."""

    def __init__(self, source: Path, out: Path | None, settings: Settings) -> None:
        if out is not None and out.resolve() == source.resolve():
            raise UnreadableInput("The results need a file of their own, not that of the input.")
        self.source = source
        self.limit = settings.max_input_bytes
        self.printing = out is None
        self.folder = tempfile.TemporaryDirectory(prefix="gradmentor-batch-")
        self.rows = Rows(out or Path(self.folder.name) / "rows.jsonl")
        self.wanted: list[Key] = []

    def __enter__(self) -> "Batch":
        return self

    def __exit__(self, *_: object) -> None:
        self.rows.__exit__()
        self.folder.cleanup()

    @property
    def count(self) -> int:
        """How many cases there were."""
        return len(self.wanted)

    def run(self, hands: Hands) -> None:
        """Diagnose what has no row yet."""
        known = Known()
        done = self.rows.recovered(known)
        with progress(count_of(self.source)) as advance:
            for line in lines(self.missing(done, advance), hands, known):
                self.rows.add(line)
                if self.printing:
                    sys.stdout.write(line)
                    sys.stdout.flush()
                advance()
        self.rows.settle(self.wanted)

    def missing(self, done: Counter[Key], advance: Callable[[], None]) -> Iterator[Case]:
        """The cases that have no row; a row of what a case was before it changed does not count."""
        for case in cases_of(cases_in(self.source, self.limit)):
            self.wanted.append(case.key)
            if done[case.key]:
                done[case.key] -= 1
                advance()
            else:
                yield case

    def report(self, page: Path, assistant: "Assistant") -> None:
        """Write the page for the mentor."""
        from assistant.entrypoints.batch.report import write_report

        write_report(page, self.rows.path, assistant)
