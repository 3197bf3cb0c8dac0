"""Commands that measure: `evaluate`, `bench`."""

import sys
from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from assistant.entrypoints.cli.door import AsJson, app, assistant, show
from assistant.errors import UnreadableInput

if TYPE_CHECKING:
    from assistant.evaluating.baselines import Document
    from assistant.wiring import Assistant

Cases = list[tuple[str, Any]]


@app.command()
def evaluate(
    cases: Annotated[Path | None, typer.Argument(help="Labelled cases, a .jsonl.")] = None,
    numbers: Annotated[int, typer.Option(help="Posts of numbers to make, a campaign.")] = 0,
    seed: Annotated[int, typer.Option(help="The seed of what is made.")] = 1,
    baselines: Annotated[bool, typer.Option("--baselines", help="TF-IDF, BM25, MiniLM.")] = False,
    report: Annotated[Path | None, typer.Option(help="A page of all of it, an .html.")] = None,
    as_json: AsJson = False,
) -> None:
    """Run labelled cases, or posts that are made, and print accuracy, coverage, calibration."""
    if cases is None:
        if baselines or report is not None:
            raise UnreadableInput("Baselines and a report need a file of labelled cases.")
        by_numbers(numbers, seed, as_json)
        return
    from assistant.entrypoints.evaluating import evaluated, table
    from assistant.entrypoints.inputs import cases_in
    from assistant.evaluating.report import page, ready
    from assistant.settings import Settings

    settings = Settings()
    if report is not None:
        ready(report)
    with assistant() as built:
        several = watched(list(cases_in(cases, settings.max_input_bytes)))
        found = evaluated(built, several, documents_of(built) if baselines else ())
    show(found, as_json, lambda: print(table(found)))
    if report is not None:
        report.write_text(page(found, settings.templates), encoding="utf-8")


def watched(cases: Cases) -> Iterable[tuple[str, Any]]:
    """The cases, with a bar on the terminal of a person who waits."""
    from rich.console import Console
    from rich.progress import track

    return track(cases, "Diagnosing", console=Console(stderr=True), disable=not sys.stderr.isatty())


def documents_of(built: "Assistant") -> "list[Document]":
    """What the baselines read: the entries and the examples."""
    from assistant.evaluating.baselines import documents
    from assistant.library.examples import load_examples

    return documents(built.entries, load_examples(built.settings.knowledge_base / "examples"))


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
