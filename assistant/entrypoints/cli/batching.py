"""The command `batch`: many cases, their file of results, and the report for the mentor."""

import os
import sys
from pathlib import Path
from typing import Annotated

import typer

from assistant.entrypoints.cli.door import Trusted, app, assistant
from assistant.errors import UnreadableInput


@app.command()
def batch(
    source: Annotated[Path, typer.Argument(metavar="INPUT", help="A .jsonl or a folder.")],
    out: Annotated[Path | None, typer.Option("-o", help="A .jsonl to write, or to go on.")] = None,
    jobs: Annotated[int | None, typer.Option(min=1, help="Processes; all cores if none.")] = None,
    report: Annotated[Path | None, typer.Option(help="An HTML page for the mentor.")] = None,
    trusted: Trusted = False,
) -> None:
    """Diagnose many cases, one JSON object a line; started again, it goes on where it was."""
    os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")  # the processes are all the cores have
    from assistant.entrypoints.batch.going import Batch
    from assistant.entrypoints.batch.workers import Workers

    if not source.exists():
        raise UnreadableInput(f"{source} does not exist.")
    with assistant(trusted=trusted) as built, Batch(source, out, built.settings) as one:
        with Workers(built, jobs or len(os.sched_getaffinity(0))) as hands:
            one.run(hands)
        if report is not None:
            one.report(report, built)
    if out is not None and sys.stderr.isatty():
        print(f"{out} holds a row for each of {one.count} cases.", file=sys.stderr)
