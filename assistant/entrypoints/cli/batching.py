"""The command `batch`: many cases, their file of results, and the report for the mentor."""

import os
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from assistant.entrypoints.cli.door import Trusted, app, assistant
from assistant.errors import UnreadableInput

if TYPE_CHECKING:
    from assistant.entrypoints.batch.sharing import Shared
    from assistant.entrypoints.batch.sources import Source
    from assistant.entrypoints.batch.workers import Workers
    from assistant.wiring import Assistant


Jobs = Annotated[int | None, typer.Option(min=1, help="Processes; all cores if none.")]


@app.command()
def batch(
    source: Annotated[
        Path | None, typer.Argument(metavar="INPUT", help="A .jsonl or a folder.")
    ] = None,
    out: Annotated[Path | None, typer.Option("-o", help="A .jsonl to write, or to go on.")] = None,
    jobs: Jobs = None,
    report: Annotated[Path | None, typer.Option(help="An HTML page for the mentor.")] = None,
    database: Annotated[
        str, typer.Option(help="postgresql://… whose batch-workers diagnose, instead of us.")
    ] = "",
    nbgrader: Annotated[
        Path | None, typer.Option(help="nbgrader's course folder, instead of an INPUT.")
    ] = None,
    otter: Annotated[
        Path | None, typer.Option(help="A folder of what otter's students hand in.")
    ] = None,
    trusted: Trusted = False,
) -> None:
    """Diagnose many cases, one JSON object a line; started again, it goes on where it was."""
    from assistant.entrypoints.batch.going import Batch

    alone()
    out = out or next((one / "gradmentor.jsonl" for one in (nbgrader, otter) if one), None)
    refuse([one for one in (source, nbgrader, otter) if one is not None], out)
    if database:
        reached(database)
    with (
        assistant(trusted=trusted) as built,
        Batch(chosen(built, source, nbgrader, otter), out) as one,
    ):
        with hands(built, database, one.name, jobs) as several:
            one.run(several)
        if report is not None:
            one.report(report, built)


def refuse(given: list[Path], out: Path | None) -> None:
    """Raise UnreadableInput for what cannot be a batch."""
    from assistant.entrypoints.inputs import SUFFIXES

    if len(given) != 1:
        raise UnreadableInput("Give one input: a .jsonl, a folder, --nbgrader or --otter.")
    if not given[0].exists():
        raise UnreadableInput(f"{given[0]} does not exist.")
    if out is not None and out.resolve() == given[0].resolve():
        raise UnreadableInput("The results need a file of their own, not that of the input.")
    if out is not None and out.suffix.lower() in SUFFIXES:
        raise UnreadableInput(f"The results are lines of JSON; name {out} with .jsonl.")
    if given[0].is_file() and given[0].suffix.lower() in SUFFIXES:
        raise UnreadableInput(f"{given[0]} is one file; give its folder, or diagnose it alone.")


def chosen(
    built: "Assistant", source: Path | None, nbgrader: Path | None, otter: Path | None
) -> "Source":
    """The one input that was given."""
    from assistant.entrypoints.batch.feedback import Feedback
    from assistant.entrypoints.batch.graders import Nbgrader, Otter
    from assistant.entrypoints.batch.sources import Plain
    from assistant.wiring import functions_of

    limit = built.settings.max_input_bytes
    if source is not None:
        return Plain(source, limit)
    feedback = Feedback(built.settings.templates, built.entries)
    functions = functions_of(built.exercises)
    if nbgrader is not None:
        return Nbgrader(nbgrader, limit, functions, feedback)
    assert otter is not None
    return Otter(otter, limit, functions, feedback)


@app.command(name="batch-worker")
def batch_worker(
    database: Annotated[str, typer.Option(help="postgresql://…; else that of the settings.")] = "",
    jobs: Jobs = None,
) -> None:
    """Diagnose for batches that are started with --database, until it is stopped."""
    alone()
    from assistant.entrypoints.batch.serving import serve
    from assistant.settings import Settings

    url = database or Settings().database
    reached(url)
    with assistant() as built:
        serve(built, url, jobs or cores())


def reached(url: str) -> None:
    """Say at once what keeps a database from being shared; nothing of it lives on in a fork."""
    from assistant.entrypoints.batch.sharing import opened

    opened(url).dispose()


def alone() -> None:
    """The processes are all that the cores have: no threads for arithmetic, no sandbox ahead."""
    os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
    os.environ.setdefault("GRADMENTOR_SANDBOX_WORKERS", "0")


def cores() -> int:
    """How many cores this process may use."""
    return len(os.sched_getaffinity(0))


def hands(built: "Assistant", database: str, name: str, jobs: int | None) -> "Shared | Workers":
    """Workers behind a database, or processes of our own."""
    if database:
        from assistant.entrypoints.batch.sharing import Shared

        return Shared(database, name)
    from assistant.entrypoints.batch.workers import Workers

    return Workers(built, jobs or cores())
