"""The command `gradmentor`. Heavy imports only where they are reached."""

import json
import sys
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from assistant.errors import GradmentorError, UnreadableInput

if TYPE_CHECKING:
    from rich.table import Table

    from assistant.types import Reply
    from assistant.wiring import Assistant

app = typer.Typer(
    name="gradmentor", add_completion=False, no_args_is_help=True, pretty_exceptions_enable=False
)
AsJson = Annotated[bool, typer.Option("--json", help="Print JSON.")]
Trusted = Annotated[
    bool,
    typer.Option("--trust-my-own-code", help="Run it unconfined: only for code of your own."),
]
LATER = "comes in a later version."


def main() -> None:
    """Run a command; our own failures are one sentence and a status."""
    try:
        app(standalone_mode=True)
    except UnreadableInput as error:
        leave(str(error), 2)
    except GradmentorError as error:
        leave(str(error), 1)
    except BrokenPipeError:
        sys.exit(0)


def leave(sentence: str, status: int) -> None:
    """One sentence on standard error, and the status."""
    print(sentence, file=sys.stderr)
    sys.exit(status)


def assistant(*, trusted: bool = False) -> "Assistant":
    """The assistant of the environment's settings; `trusted` is for one's own code only."""
    from assistant.settings import Settings
    from assistant.wiring import build

    return build(Settings(), trusted=trusted)


@app.command()
def serve(host: str = "127.0.0.1", port: int = 8000) -> None:
    """Serve the web form and the JSON API."""
    import uvicorn

    from assistant.entrypoints.app import create_app
    from assistant.forum.logs import as_json

    as_json()
    with assistant() as built:
        tier = built.sandbox.tier if built.sandbox else None
        print(f"sandbox: {'tier ' + tier if tier else built.why_not}", file=sys.stderr)
        uvicorn.run(create_app(built), host=host, port=port, log_level="info")


@app.command()
def diagnose(
    files: Annotated[list[str] | None, typer.Argument(help="Posts, code or a notebook.")] = None,
    code: Annotated[str | None, typer.Option(help="The student's code.")] = None,
    exercise: Annotated[str, typer.Option(help="An exercise id or function.")] = "",
    loss: Annotated[str, typer.Option(help="The loss of code of no known exercise.")] = "",
    gradient: Annotated[str, typer.Option(help="The function that gives its gradient.")] = "",
    rung: Annotated[int, typer.Option(min=1, max=20, help="How many hints the reply gives.")] = 1,
    as_json: AsJson = False,
    mentor: Annotated[bool, typer.Option(help="Add the confirmed repair.")] = False,
    trusted: Trusted = False,
) -> None:
    """Diagnose one post, its code, or both."""
    from dataclasses import replace

    from assistant.entrypoints.inputs import post_of
    from assistant.replying.contract import as_json as contract
    from assistant.settings import Settings

    post = post_of(files or [], code, exercise, Settings().max_input_bytes)
    post = replace(post, loss=loss, gradient=gradient)
    with assistant(trusted=trusted) as built:
        if exercise and exercise not in names(built):
            raise UnreadableInput(f"There is no exercise {exercise!r}; see `gradmentor exercises`.")
        reply = built.answer(post, rung)
    found = contract(reply, mentor=mentor)
    show(found, as_json, lambda: said(reply, found))


def names(built: "Assistant") -> set[str]:
    """Ids, and functions that only one exercise has."""
    functions = [one.function for one in built.exercises.values()]
    return {*built.exercises, *(name for name in functions if functions.count(name) == 1)}


def said(reply: "Reply", found: dict[str, Any]) -> None:
    """A diagnosis for a terminal."""
    from rich.console import Console

    console = Console(highlight=False)
    console.print(f"[bold]{found['exercise'] or 'no exercise recognised'}[/]: {found['verdict']}")
    console.print(reply.text, markup=False)
    for repair in found.get("repair", ()):
        console.print(f"line {repair['line']}: {repair['text']}", markup=False)
    if found.get("table"):
        console.print(values(found["table"]))


def values(rows: list[dict[str, Any]]) -> "Table":
    """The student's assignments beside the formula's values, for mentors."""
    from rich.table import Table

    shown = Table("line", "variable", "shape", "equals", "", box=None)
    for one in rows:
        mark = "right" if one["right"] else "differs"
        shape = "" if one["shape"] is None else str(tuple(one["shape"]))
        shown.add_row(str(one["line"]), one["variable"], shape, ", ".join(one["equals"]), mark)
    return shown


def show(found: Any, as_json: bool, otherwise: Callable[[], None]) -> None:
    """JSON where it is asked for."""
    if as_json:
        print(json.dumps(found, ensure_ascii=False))
    else:
        otherwise()


@app.command()
def batch(
    source: Annotated[Path, typer.Argument(metavar="INPUT", help="A .jsonl or a folder.")],
    out: Annotated[Path | None, typer.Option("-o", help="A .jsonl to write.")] = None,
    jobs: Annotated[int, typer.Option(min=1, help="How many at the same time.")] = 1,
    report: Annotated[Path | None, typer.Option(help="An HTML report.")] = None,
    trusted: Trusted = False,
) -> None:
    """Diagnose many cases, one JSON object a line."""
    from assistant.entrypoints.batch import diagnose_all
    from assistant.entrypoints.inputs import cases_in
    from assistant.settings import Settings

    if report is not None:
        raise UnreadableInput(f"The option --report {LATER}")
    if not source.exists():
        raise UnreadableInput(f"{source} does not exist.")
    cases = cases_in(source, Settings().max_input_bytes)
    with assistant(trusted=trusted) as built:
        target = out.open("w", encoding="utf-8") if out else sys.stdout
        for found in diagnose_all(built, cases, jobs):
            print(json.dumps(found, ensure_ascii=False), file=target, flush=True)
        if out:
            target.close()


@app.command()
def run(
    file: Annotated[str, typer.Argument(help="A snippet; - reads standard input.")] = "-",
    as_json: AsJson = False,
    timeout: Annotated[float | None, typer.Option(help="Seconds of wall clock.")] = None,
    self_test: Annotated[bool, typer.Option(help="Only test the sandbox.")] = False,
    trusted: Trusted = False,
) -> None:
    """Run a snippet in the sandbox and say what happened."""
    from assistant.entrypoints.inputs import read_text
    from assistant.entrypoints.running import ran, tested
    from assistant.settings import Settings

    settings = Settings()
    if self_test:
        print(tested(settings))
        return
    source = read_text(file, settings.max_source_bytes)
    found = ran(settings, source, timeout, trusted=trusted)
    show(found, as_json, lambda: print(json.dumps(found, indent=2, ensure_ascii=False)))


@app.command()
def explain(slug: str) -> None:
    """Print one entry."""
    from assistant.settings import Settings

    file = Settings().knowledge_base / "entries" / f"{slug}.md"
    if "/" in slug or not file.is_file():
        raise UnreadableInput(f"There is no entry {slug!r}.")
    print(file.read_text(encoding="utf-8").split("+++", 2)[2].strip())


@app.command()
def exercises() -> None:
    """List the exercises."""
    from assistant.library.exercises import load_exercises
    from assistant.settings import Settings

    for one in load_exercises(Settings().knowledge_base / "exercises").values():
        print(f"{one.id}  {one.title}")


@app.command()
def checkpoints(id: str, variant: str = "", as_json: AsJson = False) -> None:
    """Print the values to check against."""
    from assistant.entrypoints.checkpoints import listed, told
    from assistant.settings import Settings

    found = listed(Settings(), id, variant)
    show(found, as_json, lambda: print(told(found)))


@app.command()
def check() -> None:
    """Validate and execute the whole knowledge base."""
    from assistant.entrypoints.checking import problems
    from assistant.settings import Settings

    found = problems(Settings())
    for problem in found:
        print(problem, file=sys.stderr)
    if found:
        sys.exit(1)
    print("The knowledge base holds.")


@app.command(name="new-entry")
def new_entry(slug: str) -> None:
    """Write the skeleton of an entry."""
    from assistant.entrypoints.checking import write_skeleton
    from assistant.settings import Settings

    print(write_skeleton(Settings().knowledge_base / "entries", slug))


@app.command(name="new-exercise")
def new_exercise(id: str) -> None:
    """Write the skeleton of an exercise."""
    leave(f"The command new-exercise {LATER}", 1)


@app.command(name="check-forum")
def check_forum() -> None:
    """Try keys, scopes and categories against the real forum; post nothing."""
    from assistant.entrypoints.operating import checked

    lines = checked()
    for holds, line in lines:
        print(f"{'ok' if holds else 'NOT'}  {line}")
    if not all(holds for holds, _ in lines):
        sys.exit(1)


@app.command(name="forum-stop")
def forum_stop() -> None:
    """Stop all posting in the forum, at once and in every process."""
    from assistant.entrypoints.operating import switched

    print(switched("the command line"))


@app.command(name="forum-start")
def forum_start() -> None:
    """Let posting in the forum go on."""
    from assistant.entrypoints.operating import switched

    print(switched(""))


@app.command()
def evaluate(cases: Path, as_json: AsJson = False) -> None:
    """Run labelled cases and print accuracy, coverage and calibration."""
    from assistant.entrypoints.evaluating import evaluated, table
    from assistant.entrypoints.inputs import cases_in
    from assistant.settings import Settings

    with assistant() as built:
        found = evaluated(built, cases_in(cases, Settings().max_input_bytes))
    show(found, as_json, lambda: print(table(found)))


@app.command()
def bench(as_json: AsJson = False) -> None:
    """Time a diagnosis and a sandboxed run against a plain subprocess, in the same run."""
    from assistant.entrypoints.benchmark import measured, table

    with assistant() as built:
        found = measured(built)
    show(found, as_json, lambda: print(table(found)))
