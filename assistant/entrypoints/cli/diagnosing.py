"""Commands that run code: `diagnose`, `run`."""

import json
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Annotated, Literal

import typer

from assistant.entrypoints.cli.door import AsJson, Trusted, app, assistant, show
from assistant.errors import UnreadableInput


@app.command()
def diagnose(
    files: Annotated[list[str] | None, typer.Argument(help="Posts, code or a notebook.")] = None,
    code: Annotated[str | None, typer.Option(help="The student's code.")] = None,
    exercise: Annotated[str, typer.Option(help="An exercise id or function.")] = "",
    loss: Annotated[str, typer.Option(help="The loss of code of no known exercise.")] = "",
    gradient: Annotated[str, typer.Option(help="The function that gives its gradient.")] = "",
    rung: Annotated[int, typer.Option(min=1, max=20, help="How many hints the reply gives.")] = 1,
    form: Annotated[
        Literal["forum", "web", "terminal"] | None, typer.Option(help="How the reply is written.")
    ] = None,
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
    with working(), assistant(trusted=trusted) as built:
        if exercise and not built.exercise_known(exercise):
            raise UnreadableInput(f"There is no exercise {exercise!r}; see `gradmentor exercises`.")
        reply = built.answer(post, rung, form or ("forum" if as_json else "terminal"))
    found = contract(reply, mentor=mentor)

    def otherwise() -> None:
        if sys.stdout.isatty():
            from assistant.entrypoints.terminal import shown

            shown(reply, found, rung)
        else:
            from assistant.entrypoints.plain import told

            print(told(reply, found))

    show(found, as_json, otherwise)


@contextmanager
def working() -> Iterator[None]:
    """What is being done, where a person watches."""
    if not sys.stderr.isatty():
        yield
        return
    from rich.console import Console

    from assistant.watching import watched

    status = Console(stderr=True).status("starting …")
    with status, watched(lambda stage: status.update(f"{stage} …")):
        yield


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
