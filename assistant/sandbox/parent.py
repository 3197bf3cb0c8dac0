"""The trusted side: a small pool of warm workers, one job each, watched and killed."""

import collections
import os
import platform
import threading
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from assistant.errors import SandboxBusy, SandboxUnavailable
from assistant.sandbox.channel import Worker, Zygote
from assistant.sandbox.conversation import Answer, Conversation, Outcome

if TYPE_CHECKING:
    from assistant.settings import Settings

RUNS_PER_ZYGOTE = 400


class Sandbox:
    """Runs jobs in confined workers; safe to share between threads.

    Raises SandboxUnavailable where this machine cannot confine code.
    """

    def __init__(self, settings: "Settings") -> None:
        if platform.system() != "Linux":
            raise SandboxUnavailable(
                "Code is run on Linux only; use a Linux machine or a container to have it run."
            )
        self.settings = settings
        self.lock = threading.Lock()
        self.idle: collections.deque[tuple[Zygote, Worker]] = collections.deque()
        cores = os.cpu_count() or 1
        self.working = threading.Semaphore(2 * cores)
        self.places = threading.Semaphore(2 * cores + settings.sandbox_queue)
        self.zygote = Zygote(settings)
        self.closed = False
        self.wanted = threading.Event()
        threading.Thread(target=self.refill, name="sandbox-pool", daemon=True).start()
        self.wanted.set()

    @property
    def tier(self) -> str:
        """A, B or C: which layers stand."""
        return self.zygote.tier

    def __enter__(self) -> "Sandbox":
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def close(self) -> None:
        """End every process of the sandbox."""
        with self.lock:
            self.closed = True
            while self.idle:
                self.idle.popleft()[1].kill()
            self.zygote.close()
        self.wanted.set()

    def run(
        self, job: Mapping[str, Any], *, answer: Answer | None = None, wall: float | None = None
    ) -> Outcome:
        """Run one job in a worker of its own. Raises SandboxBusy when the queue is full."""
        if not self.places.acquire(blocking=False):
            raise SandboxBusy("Too many runs are waiting; try again in a moment.")
        try:
            with self.working:
                zygote, worker = self.worker()
                try:
                    seconds = self.settings.wall_seconds if wall is None else wall
                    return Conversation(self.settings, zygote, worker, answer).hold(job, seconds)
                finally:
                    worker.kill()
                    self.leave(zygote)
        finally:
            self.places.release()

    def worker(self) -> tuple[Zygote, Worker]:
        """A warm worker from the pool, else a new one, from a new zygote if the old one died."""
        with self.lock:
            found = self.idle.popleft() if self.idle else None
            if found is not None:
                found[0].running += 1
        self.wanted.set()
        if found is not None and found[0].process.poll() is None:
            return found
        if found is not None:
            found[1].kill()
            self.leave(found[0])
        return self.fresh()

    def fresh(self) -> tuple[Zygote, Worker]:
        """A worker forked on demand."""
        for _ in range(3):
            zygote = self.living_zygote()
            try:
                worker = zygote.spawn()
            except ConnectionError:
                continue
            with self.lock:
                zygote.running += 1
            return zygote, worker
        raise SandboxUnavailable("The sandbox stopped and could not be started again.")

    def living_zygote(self) -> Zygote:
        """The zygote, started again when it is dead or has served long enough."""
        with self.lock:
            if self.closed:
                raise SandboxUnavailable("The sandbox is closed.")
            old = self.zygote
            dead = old.process.poll() is not None
            if dead or old.runs >= RUNS_PER_ZYGOTE:
                self.zygote = Zygote(self.settings)
                self.drop_idle(old)
                if not old.running:
                    old.close()
            self.zygote.runs += 1
            return self.zygote

    def drop_idle(self, zygote: Zygote) -> None:
        """Workers of a zygote that is replaced are not used any more."""
        for pair in [pair for pair in self.idle if pair[0] is zygote]:
            self.idle.remove(pair)
            pair[1].kill()

    def leave(self, zygote: Zygote) -> None:
        """One run less; a zygote that was replaced is closed by the last."""
        with self.lock:
            zygote.running -= 1
            if zygote is not self.zygote and not zygote.running:
                zygote.close()

    def refill(self) -> None:
        """Keep the pool full, off the path of the runs."""
        while not self.closed:
            self.wanted.wait()
            self.wanted.clear()
            while not self.closed and len(self.idle) < self.settings.sandbox_workers:
                try:
                    zygote, worker = self.fresh()
                except (SandboxUnavailable, OSError):
                    break
                with self.lock:
                    wanted = zygote is self.zygote and not self.closed
                    if wanted:
                        zygote.running -= 1
                        self.idle.append((zygote, worker))
                if not wanted:
                    worker.kill()
                    self.leave(zygote)
