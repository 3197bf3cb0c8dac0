"""The port to a durable engine: work named by a row is run until it is done."""

from collections.abc import Callable, Mapping
from typing import Literal, Protocol

Kind = Literal["diagnose", "write", "batch"]
Handler = Callable[[int, int], None]


class Engine(Protocol):
    """What the bot needs of an engine: take work once by its name, run it, survive."""

    def start(self, handlers: Mapping[Kind, Handler]) -> None:
        """Begin to work, first with what an earlier process left."""

    def submit(self, name: str, kind: Kind, id: int, run: int) -> None:
        """Take work; a name that is known is not taken twice."""

    def lost(self, name: str) -> bool:
        """Whether the work of this name will not be run any more, or was never taken."""

    def give_up(self, executors: list[str]) -> list[str]:
        """Drop what processes that are gone had begun; gives its names, to be handed out anew."""

    def forget(self, before: float) -> None:
        """Delete what is known of work that was done before a time."""

    def stop(self) -> None:
        """End."""
