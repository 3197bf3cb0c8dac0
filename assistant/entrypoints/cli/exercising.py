"""The command that makes an exercise out of a reference function: `new-exercise`."""

import sys
from pathlib import Path
from typing import Annotated

import typer

from assistant.entrypoints.cli.door import app


@app.command(name="new-exercise")
def new_exercise(
    id: Annotated[str, typer.Argument(help="Course and function: my-course/e_step.")],
    source: Annotated[
        Path | None, typer.Argument(help="A .py or .ipynb with the reference function.")
    ] = None,
    function: Annotated[str, typer.Option(help="Its name there, if another.")] = "",
    input: Annotated[
        list[str] | None, typer.Option("--input", help="'X: (n, m) positive'; once for each.")
    ] = None,
    inputs: Annotated[Path | None, typer.Option(help="The same as a TOML table.")] = None,
    title: Annotated[str, typer.Option(help="The title of its page.")] = "",
    loss: Annotated[str, typer.Option(help="A value, or a function beside it.")] = "",
    gradient: Annotated[
        list[str] | None, typer.Option(help="'dW:W', checked by differences of the loss.")
    ] = None,
    folder: Annotated[Path | None, typer.Option(help="Where exercises of your own lie.")] = None,
    whole: Annotated[bool, typer.Option("--whole", help="Do not split formulas.")] = False,
    again: Annotated[bool, typer.Option("--again", help="Write over the file.")] = False,
    seconds: Annotated[float, typer.Option(help="How long your code may run.", min=1)] = 30,
) -> None:
    """Propose an exercise from a reference function, plain NumPy; without one, a skeleton."""
    from assistant.entrypoints.new_exercise import Asked, new_exercise
    from assistant.settings import Settings

    asked = Asked(
        id,
        source,
        function,
        tuple(input or ()),
        inputs,
        title,
        loss,
        tuple(gradient or ()),
        folder,
        whole,
        again,
        seconds,
    )
    print(new_exercise(asked, Settings(), ask if sys.stdin.isatty() else None))


def ask(question: str) -> str:
    """A question on the terminal; no answer ends the command."""
    print(question, end="", file=sys.stderr, flush=True)
    return sys.stdin.readline().rstrip("\n")
