"""Workers on hand: a few warm ones, more on demand, and a proven zygote behind them."""

import collections
import contextlib
import logging
import threading
import time
from typing import TYPE_CHECKING

from assistant.errors import SandboxUnavailable
from assistant.sandbox.channel import Worker, Zygote
from assistant.sandbox.selftest import prove

if TYPE_CHECKING:
    from assistant.settings import Settings

# All workers of a zygote share its hash seed and memory layout, so it is not kept for long.
RUNS_PER_ZYGOTE = 400
# Seconds before each new zygote where the one before was killed, as by a machine out of memory.
PAUSES = (0.0, 0.2, 1.0)
STOPPED = "The sandbox stopped and could not be started again."
log = logging.getLogger(__name__)


class Pool:
    """Hands out single-use workers; safe to share between threads.

    A zygote is replaced after `RUNS_PER_ZYGOTE` runs (off the path of the runs),
    when it died, and when one of its workers could not be locked down. Each new
    one passes the self-test first, else SandboxUnavailable is raised.
    """

    def __init__(self, settings: "Settings") -> None:
        self.settings = settings
        self.lock = threading.Lock()  # of the fields below; never held for long
        self.renewal = threading.Lock()  # held while a zygote is started and proven
        self.idle: collections.deque[tuple[Zygote, Worker]] = collections.deque()
        self.closed = False
        self.wanted = threading.Event()
        self.zygote = self.proven()
        log.info("the sandbox stands: tier %s", self.zygote.tier)
        threading.Thread(target=self.keep_full, name="sandbox-pool", daemon=True).start()
        self.wanted.set()

    def take(self) -> tuple[Zygote, Worker]:
        """A warm worker, else one forked on demand; to be given back with `leave`."""
        with self.lock:
            found = self.idle.popleft() if self.idle else None
            if found is not None:
                found[0].running += 1
        self.wanted.set()
        if found is None:
            return self.fork()
        if found[0].usable() and not found[1].dead():
            return found
        self.leave(*found)
        return self.fork()

    def leave(self, zygote: Zygote, worker: Worker | None = None) -> None:
        """End a worker; the last one of a zygote that was replaced takes it along."""
        if worker is not None:
            worker.kill()
        with self.lock:
            zygote.running -= 1
            if zygote is not self.zygote and not zygote.running:
                zygote.close()

    def fork(self, *, waits: bool = False) -> tuple[Zygote, Worker]:
        """A worker forked on demand, from a new zygote if the old one died."""
        for _ in PAUSES:
            zygote = self.living()
            with self.lock:
                zygote.running += 1
            try:
                return zygote, zygote.spawn(waits=waits)
            except ConnectionError:
                self.leave(zygote)
        raise SandboxUnavailable(STOPPED)

    def living(self) -> Zygote:
        """The zygote; a new one where it died."""
        if self.closed:
            raise SandboxUnavailable("The sandbox is closed.")
        if not self.zygote.usable():
            with self.renewal:
                if not self.zygote.usable():
                    log.warning("the zygote died or could not confine; a new one is started")
                    self.replace()
        return self.zygote

    def proven(self) -> Zygote:
        """A new zygote whose workers hold. Raises SandboxUnavailable if one does not."""
        for pause in PAUSES:
            time.sleep(pause)
            zygote = Zygote(self.settings)
            try:
                prove(zygote, self.settings)
                return zygote
            except ConnectionError:
                zygote.close()
            except SandboxUnavailable:
                zygote.close()
                raise
        raise SandboxUnavailable(STOPPED)

    def replace(self) -> None:
        """A new zygote in the place of the old; its idle workers are not used any more."""
        new = self.proven()
        with self.lock:
            old, self.zygote = self.zygote, new
            stale = [worker for zygote, worker in self.idle if zygote is old]
            self.idle = collections.deque(pair for pair in self.idle if pair[0] is not old)
            if self.closed:
                new.close()
            if not old.running:
                old.close()
        for worker in stale:
            worker.kill()

    def keep_full(self) -> None:
        """Refill the pool and renew a zygote that served long enough, off the path of the runs."""
        while not self.closed:
            self.wanted.wait()
            self.wanted.clear()
            with contextlib.suppress(SandboxUnavailable, OSError):
                if self.zygote.runs >= RUNS_PER_ZYGOTE:
                    with self.renewal:
                        self.replace()
                while not self.closed and len(self.idle) < self.settings.sandbox_workers:
                    self.add_one()

    def add_one(self) -> None:
        """One more warm worker."""
        zygote, worker = self.fork(waits=True)
        with self.lock:
            wanted = zygote is self.zygote and not self.closed
            if wanted:
                zygote.running -= 1
                self.idle.append((zygote, worker))
        if not wanted:
            self.leave(zygote, worker)

    def close(self) -> None:
        """End every process."""
        with self.lock:
            self.closed = True
            while self.idle:
                self.idle.popleft()[1].kill()
            self.zygote.close()
        self.wanted.set()
