"""Whoever waits for a diagnosis hears what is being done, and may call it off."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from typing import Literal

from assistant.errors import GradmentorError

Stage = Literal["reading", "running", "trying", "weighing", "writing"]
Watcher = Callable[[Stage], None]


class CalledOff(GradmentorError):
    """Nobody waits for this diagnosis any more; a watcher raises it."""


def nobody(stage: Stage) -> None:
    """The watcher where there is none."""


WATCHER: ContextVar[Watcher] = ContextVar("watcher", default=nobody)


def tell(stage: Stage) -> None:
    """Say what comes next. Raises CalledOff where the watcher does."""
    WATCHER.get()(stage)


@contextmanager
def watched(watcher: Watcher) -> Iterator[None]:
    """Everything in this context, and in threads that inherit it, tells this watcher."""
    token = WATCHER.set(watcher)
    try:
        yield
    finally:
        WATCHER.reset(token)
