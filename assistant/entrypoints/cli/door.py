"""What all commands share: the application, the ways out, JSON; heavy imports where reached."""

import json
import sys
from collections.abc import Callable
from typing import TYPE_CHECKING, Annotated, Any

import typer

from assistant.errors import GradmentorError, UnreadableInput

if TYPE_CHECKING:
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


def show(found: Any, as_json: bool, otherwise: Callable[[], None]) -> None:
    """JSON where it is asked for."""
    if as_json:
        print(json.dumps(found, ensure_ascii=False))
    else:
        otherwise()
