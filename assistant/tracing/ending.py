"""The author's own code gets a while; what has not ended by then is said with its line."""

import signal
from collections.abc import Iterator
from contextlib import contextmanager
from types import FrameType

from assistant.errors import UnreadableInput
from assistant.tracing.source import Source


@contextmanager
def ended_within(seconds: float, source: Source, doing: str) -> Iterator[None]:
    """Let the author's code run so long. Raises UnreadableInput with the line where it stands."""

    def stop(_: int, frame: FrameType | None) -> None:
        raise UnreadableInput(
            f"{standing(frame, source)}: {doing} has not ended after {seconds:g} seconds; is there "
            "a loop without an end? If it is only slow, say --seconds or take a smaller call."
        )

    before = signal.signal(signal.SIGALRM, stop)
    signal.setitimer(signal.ITIMER_REAL, seconds)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
        signal.signal(signal.SIGALRM, before)


def standing(frame: FrameType | None, source: Source) -> str:
    """The innermost line of the author's cells that is at work."""
    places = {source.cell.place, *(one.place for one in source.calls)}
    while frame is not None and frame.f_code.co_filename not in places:
        frame = frame.f_back
    if frame is None:
        return source.cell.place
    return f"{frame.f_code.co_filename}, line {frame.f_lineno}"
