"""Commands that measure: `evaluate`, `bench`."""

from pathlib import Path
from typing import Annotated

import typer

from assistant.entrypoints.cli.door import AsJson, app, assistant, show
from assistant.errors import UnreadableInput


@app.command()
def evaluate(
    cases: Annotated[Path | None, typer.Argument(help="Labelled cases, a .jsonl.")] = None,
    numbers: Annotated[int, typer.Option(help="Posts of numbers to make, a campaign.")] = 0,
    seed: Annotated[int, typer.Option(help="The seed of what is made.")] = 1,
    as_json: AsJson = False,
) -> None:
    """Run labelled cases, or posts that are made, and print accuracy, coverage, calibration."""
    if cases is None:
        by_numbers(numbers, seed, as_json)
        return
    from assistant.entrypoints.evaluating import evaluated, table
    from assistant.entrypoints.inputs import cases_in
    from assistant.settings import Settings

    with assistant() as built:
        found = evaluated(built, cases_in(cases, Settings().max_input_bytes))
    show(found, as_json, lambda: print(table(found)))


def by_numbers(count: int, seed: int, as_json: bool) -> None:
    """The campaign of the numbers; the misses come with JSON."""
    from assistant.evaluating.numbers import figures

    if not count:
        raise UnreadableInput("Name a file of labelled cases, or a number of posts to make.")
    with assistant() as built:
        found = figures(built, count, seed)
    plain = {k: {n: v for n, v in one.items() if n != "misses"} for k, one in found.items()}
    show(found, as_json, lambda: print("\n".join(f"{k:20}{one}" for k, one in plain.items())))


@app.command()
def bench(
    threads: Annotated[int, typer.Option(help="Search an archive of so many made threads.")] = 0,
    entries: Annotated[int, typer.Option(help="Answer from so many made entries.")] = 0,
    seed: Annotated[int, typer.Option(help="The seed of what is made.")] = 1,
    as_json: AsJson = False,
) -> None:
    """Time a diagnosis and a sandboxed run against a plain subprocess, in the same run."""
    from assistant.entrypoints.benchmark import measured, table

    if threads or entries:
        from assistant.evaluating import answering_speed, archive_speed

        rows = archive_speed.measured(threads, seed) if threads else []
        rows += answering_speed.measured(entries, seed) if entries else []
        found = {"rows": rows}
    else:
        with assistant() as built:
            found = measured(built)
    show(found, as_json, lambda: print(table(found)))
