"""A batch from its input to its rows: what is done is skipped, the rest is diagnosed."""

import hashlib
import socket
import sys
import tempfile
from collections import Counter
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING
from uuid import uuid4

from assistant.entrypoints.batch.cases import Case, cases_of, printable
from assistant.entrypoints.batch.progress import progress
from assistant.entrypoints.batch.rows import Key, Rows, read_rows
from assistant.entrypoints.batch.sources import Source
from assistant.entrypoints.batch.streaming import Hands, Known, lines
from assistant.errors import UnreadableInput

if TYPE_CHECKING:
    from assistant.wiring import Assistant


class Batch:
    """An input and its file of results, which is a passing one where the rows are printed.

    Its name is the same when it is started again for the same file.
    """

    def __init__(self, source: Source, out: Path | None) -> None:
        self.source = source
        self.printing = out is None
        told = f"{socket.gethostname()} {out.resolve()}" if out is not None else uuid4().hex
        self.name = hashlib.blake2b(told.encode(), digest_size=12).hexdigest()
        self.folder = tempfile.TemporaryDirectory(prefix="gradmentor-batch-")
        self.rows = Rows(out or Path(self.folder.name) / "rows.jsonl")
        self.wanted: list[Key] = []

    def __enter__(self) -> "Batch":
        return self

    def __exit__(self, *_: object) -> None:
        self.rows.__exit__()
        self.folder.cleanup()

    def run(self, hands: Hands) -> None:
        """Diagnose what has no row yet."""
        known = Known()
        done = self.rows.recovered(known)
        self.refuse_others(done)
        with progress(self.source.count()) as advance:
            for line in lines(self.missing(done, advance), hands, known):
                self.rows.add(line)
                if self.printing:
                    sys.stdout.write(line)
                    sys.stdout.flush()
                advance()
        self.rows.settle(self.wanted)
        self.source.finished(read_rows(self.rows.path))

    def refuse_others(self, done: Counter[Key]) -> None:
        """Raises UnreadableInput for rows of other cases, which would be lost.

        The input is read as far as the last case that has a row; no case is kept meanwhile.
        """
        unmet = {id for id, _ in done}
        coming = self.source.cases() if unmet else iter(())
        for id, _ in coming:
            unmet.discard(printable(id))
            if not unmet:
                return
        if others := sum(count for (id, _), count in done.items() if id in unmet):
            raise UnreadableInput(
                f"{self.rows.path} holds {others} rows of other cases; name another file."
            )

    def missing(self, done: Counter[Key], advance: Callable[[], None]) -> Iterator[Case]:
        """The cases that have no row; a row of what a case was before it changed does not count."""
        for case in cases_of(self.source.cases()):
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
