"""The trusted side: a short queue, one worker for each job, watched and killed."""

import platform
import threading
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from assistant.errors import SandboxBusy, SandboxUnavailable
from assistant.sandbox.conversation import Conversation
from assistant.sandbox.outcome import Answer, Outcome
from assistant.sandbox.pool import Pool

if TYPE_CHECKING:
    from assistant.settings import Settings

ELSEWHERE = (
    "Code is run on Linux only, where it can be confined: use a Linux machine or a container, "
    "or run code of your own, on your own machine, with --trust-my-own-code."
)


class Sandbox:
    """Runs jobs in confined workers; safe to share between threads.

    Raises SandboxUnavailable where this machine cannot confine code, with what
    its self-test found.
    """

    def __init__(self, settings: "Settings") -> None:
        if platform.system() != "Linux":
            raise SandboxUnavailable(ELSEWHERE)
        self.settings = settings
        self.working = threading.Semaphore(settings.sandbox_running)
        self.places = threading.Semaphore(settings.sandbox_running + settings.sandbox_queue)
        self.pool = Pool(settings)

    @property
    def tier(self) -> str:
        """A, B or C: which layers stand."""
        return self.pool.zygote.tier

    def __enter__(self) -> "Sandbox":
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def close(self) -> None:
        """End every process of the sandbox."""
        self.pool.close()

    def run(
        self, job: Mapping[str, Any], *, answer: Answer | None = None, wall: float | None = None
    ) -> Outcome:
        """Run one job in a worker of its own. Raises SandboxBusy when the queue is full."""
        if not self.places.acquire(blocking=False):
            raise SandboxBusy("Too many runs are waiting; try again in a moment.")
        try:
            with self.working:
                seconds = self.settings.wall_seconds if wall is None else wall
                outcome = self.once(job, answer, seconds)
                # Before its limit of time only others kill it, which is no fault of the code.
                early = outcome.elapsed_ms < 1000 * self.settings.cpu_seconds
                if outcome.settled or not early:
                    return outcome
                return self.once(job, answer, seconds)
        finally:
            self.places.release()

    def once(self, job: Mapping[str, Any], answer: Answer | None, seconds: float) -> Outcome:
        """One worker's conversation."""
        zygote, worker = self.pool.take()
        try:
            return Conversation(self.settings, zygote, worker, answer).hold(job, seconds)
        finally:
            self.pool.leave(zygote, worker)
