"""How a run ended, whoever ran it, with one sentence for the student."""

import os
import signal
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Literal, Protocol

from assistant.types import Raised

if TYPE_CHECKING:
    from assistant.settings import Settings

Kind = Literal["returned", "raised", "timed-out", "out-of-memory", "refused", "killed"]
Answer = Callable[[str, tuple[Any, ...], dict[str, Any]], Any]
Stopped = Literal["ended", "time", "text", "frame"]
FORBIDDEN = ("PermissionError", "BlockingIOError")


@dataclass(frozen=True)
class Outcome:
    """How a run ended, and what it left: a result, text, or an exception.

    `message` says in one sentence why it ended, empty where it just returned; it is
    not `settled` where the process was killed from outside, as far as one can tell.
    """

    kind: Kind
    result: Any = None
    stdout: str = ""
    raised: Raised | None = None
    elapsed_ms: float = 0.0
    message: str = ""
    settled: bool = True


class Runner(Protocol):
    """Runs jobs (see `inside`); every runner keeps the same contract."""

    settings: "Settings"

    @property
    def tier(self) -> str:
        """Which fence stands around a run."""

    def run(
        self, job: Mapping[str, Any], *, answer: Answer | None = None, wall: float | None = None
    ) -> Outcome:
        """Run one job, at most `wall` seconds."""

    def close(self) -> None:
        """End every process of the runner."""


def outcome_of(
    settings: "Settings",
    stopped: Stopped,
    last: dict[str, Any] | None,
    status: Callable[[], int | None],
) -> Outcome:
    """The outcome, from the last frame or, without one, from how the process died.

    `status` is the wait status of the process, asked for only where it is needed.
    """
    if stopped == "time":
        return Outcome("timed-out", message=time_sentence(settings))
    if stopped == "text":
        return Outcome("killed", message=f"It printed more than {settings.max_output_bytes} bytes.")
    if stopped == "frame":
        return Outcome("killed", message="What came back is too large, or is not a result.")
    if last is not None and "done" in last:
        return finished(last["done"])
    if last is not None and last.get("memory"):
        return Outcome("out-of-memory", message=f"It needs more than {settings.memory_mib} MiB.")
    if last is not None and "raised" in last:
        parts = last["raised"] if isinstance(last["raised"], list) else []
        kind, text = [*map(str, parts), "", ""][:2]
        return Outcome("raised", raised=Raised(kind[:80], text[:500]))
    return died(settings, status())


def finished(result: Any) -> Outcome:
    """A job that came to its end; the crash of a plain program decides its kind."""
    crash = result.get("crash") if isinstance(result, dict) else None
    if not isinstance(crash, dict):
        return Outcome("returned", result)
    line = crash.get("line")
    raised = Raised(
        str(crash.get("type", ""))[:80],
        str(crash.get("message", ""))[:500],
        line if isinstance(line, int) else None,
        str(crash.get("text", ""))[:200],
        str(crash.get("function", ""))[:80],
    )
    kind: Kind = "refused" if raised.type in FORBIDDEN else "raised"
    return Outcome(kind, result, raised=raised, message=crash_sentence(raised))


def crash_sentence(raised: Raised) -> str:
    """What the type of an exception means in here; empty where it needs no word of ours."""
    if raised.type in FORBIDDEN:
        return "Files, network, processes and signals are forbidden here."
    if raised.type == "ModuleNotFoundError":
        return (
            "That module is not available here: NumPy and much of the standard library are, "
            "and stand-ins for the course's own files."
        )
    if raised.type == "RuntimeError" and "thread" in raised.message:
        return "Threads are forbidden here."
    return ""


def died(settings: "Settings", status: int | None) -> Outcome:
    """What the signal says that ended a process without a last frame."""
    number = os.WTERMSIG(status) if status is not None and os.WIFSIGNALED(status) else 0
    if number == signal.SIGSYS:
        return Outcome("refused", message="It asked the system for something forbidden.")
    if number in (signal.SIGXCPU, signal.SIGKILL):
        return Outcome("timed-out", message=time_sentence(settings), settled=False)
    message = "The process died without an exception, as a segfault does."
    return Outcome("killed", message=message, settled=status is not None)


def time_sentence(settings: "Settings") -> str:
    """The limits of time."""
    return (
        f"It did not end in time: a run has {settings.wall_seconds:g} s, if no other limit is "
        f"given, and {settings.cpu_seconds} s of processor time."
    )
