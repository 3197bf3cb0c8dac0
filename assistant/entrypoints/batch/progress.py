"""The progress bar of a batch: on a terminal only, and without a thread beside the forks."""

import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager

SECONDS = 0.1  # between two pictures


@contextmanager
def progress(total: int) -> Iterator[Callable[[], None]]:
    """Gives what is to be called after each case."""
    if not sys.stderr.isatty():
        yield lambda: None
        return
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn
    from rich.progress import TimeRemainingColumn as Remaining

    columns = (TextColumn("diagnosing"), BarColumn(), MofNCompleteColumn(), Remaining())
    with Progress(*columns, console=Console(stderr=True), auto_refresh=False) as bar:
        task, shown = bar.add_task("", total=total), 0.0

        def advance() -> None:
            nonlocal shown
            bar.advance(task)
            if time.monotonic() - shown > SECONDS:
                shown = time.monotonic()
                bar.refresh()

        yield advance
        bar.refresh()
