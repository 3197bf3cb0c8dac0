"""The author's own code gets a while; what has not ended by then is said with its line."""

import traceback
from collections.abc import Iterator
from contextlib import contextmanager

from assistant.errors import UnreadableInput
from assistant.exercise.ending import NotEnded, limited_to
from assistant.tracing.source import Source


@contextmanager
def ended_within(seconds: float, source: Source, doing: str) -> Iterator[None]:
    """Let the author's code run so long. Raises UnreadableInput with the line of its loop."""
    try:
        with limited_to(seconds):
            yield
    except NotEnded as error:
        raise UnreadableInput(
            f"{standing(error, source)}: {doing} has not ended after {seconds:g} seconds; is there "
            "a loop without an end? If it is only slow, say --seconds or take a smaller call."
        ) from None


def standing(error: NotEnded, source: Source) -> str:
    """The innermost line of the author's cells that is at work."""
    places = {source.cell.place, *(one.place for one in source.calls)}
    frames = traceback.extract_tb(error.__traceback__)
    lines = [(one.filename, one.lineno) for one in frames if one.filename in places]
    return f"{lines[-1][0]}, line {lines[-1][1]}" if lines else source.cell.place
