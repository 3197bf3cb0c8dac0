"""The service's end of the zygote: starts it, asks it for workers, hears how they ended."""

import array
import contextlib
import json
import os
import queue
import select
import signal
import socket
import subprocess
import sys
import threading
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from assistant.errors import SandboxUnavailable

if TYPE_CHECKING:
    from assistant.settings import Settings

ZYGOTE = Path(__file__).with_name("zygote.py")
START_SECONDS = 20
NOT_CONFINED = 97  # the exit status of a worker that could not be locked down
ONE_THREAD = ("OPENBLAS", "OMP", "MKL", "NUMEXPR", "VECLIB")


@dataclass
class Worker:
    """A confined process that waits for its job, and the ends of its pipes."""

    pid: int
    handle: int
    job: int
    frames: int
    text: int

    def dead(self) -> bool:
        """Whether it ended before it was used."""
        return bool(select.select([self.handle], [], [], 0)[0])

    def kill(self) -> None:
        """End the process, whatever it does, and close everything."""
        with contextlib.suppress(ProcessLookupError, OSError):
            signal.pidfd_send_signal(self.handle, signal.SIGKILL)
        for descriptor in (self.handle, self.job, self.frames, self.text):
            os.close(descriptor)


class Zygote:
    """A running fork server. Raises SandboxUnavailable when it does not start."""

    def __init__(self, settings: "Settings") -> None:
        ours, theirs = socket.socketpair(socket.AF_UNIX, socket.SOCK_SEQPACKET)
        self.control = ours
        self.running = 0
        self.runs = 0
        self.failed = False
        self.gone = False
        self.spawning = threading.Lock()
        self.spawned: queue.Queue[tuple[int, int] | None] = queue.Queue()
        self.ended: dict[int, int] = {}
        self.heard = threading.Condition()
        self.process = self.start(theirs, settings)
        theirs.close()
        self.tier = self.ready()
        threading.Thread(target=self.listen, name="zygote", daemon=True).start()

    def start(self, theirs: socket.socket, settings: "Settings") -> "subprocess.Popen[bytes]":
        """Exec the zygote with a clean environment and one BLAS thread."""
        told = {
            "root": str(Path(__file__).parents[2]),
            "cpu_seconds": settings.cpu_seconds,
            "memory_bytes": settings.memory_mib << 20,
        }
        clean = {"PATH": "/usr/bin:/bin", "LC_ALL": "C.UTF-8", "PYTHONHASHSEED": "0"}
        clean |= {f"{name}_NUM_THREADS": "1" for name in ONE_THREAD}
        clean["VECLIB_MAXIMUM_THREADS"] = "1"
        return subprocess.Popen(
            [sys.executable, "-I", str(ZYGOTE), str(theirs.fileno()), json.dumps(told)],
            pass_fds=[theirs.fileno()],
            env=clean,
            cwd="/",
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.PIPE,
        )

    def ready(self) -> str:
        """The tier that the zygote found."""
        self.control.settimeout(START_SECONDS)
        try:
            message = self.control.recv(256)
        except TimeoutError:
            message = b""
        if not message:
            self.process.kill()
            _, errors = self.process.communicate()
            reason = (errors or b"").decode(errors="replace").strip().rsplit("\n", 1)[-1]
            raise SandboxUnavailable(f"The sandbox could not be started: {reason[:300]}")
        self.control.settimeout(None)
        return str(json.loads(message)["ready"])

    def usable(self) -> bool:
        """It lives and answers, and every worker of it could be locked down."""
        return self.process.poll() is None and not self.gone and not self.failed

    def listen(self) -> None:
        """Sort what the zygote says: a new worker, or the end of one."""
        while True:
            try:
                message, rights, *_ = self.control.recvmsg(512, socket.CMSG_SPACE(4))
            except OSError:
                message = b""
            if not message:
                self.gone = True
                self.spawned.put(None)
                return
            told = json.loads(message)
            if "pid" in told:
                handles = array.array("i")
                handles.frombytes(rights[0][2][:4])
                self.spawned.put((told["pid"], handles[0]))
            else:
                self.note_end(told["exit"], told["status"])

    def note_end(self, pid: int, status: int) -> None:
        """Remember how the last few workers ended."""
        if os.WIFEXITED(status) and os.WEXITSTATUS(status) == NOT_CONFINED:
            self.failed = True
        with self.heard:
            self.ended[pid] = status
            while len(self.ended) > 200:
                self.ended.pop(next(iter(self.ended)))
            self.heard.notify_all()

    def spawn(self, *, waits: bool = False) -> Worker:
        """A new worker, warmed up if it `waits` for its job.

        Raises ConnectionError when the zygote is gone.
        """
        self.runs += 1
        pipes = [os.pipe() for _ in range(3)]
        (job_in, job), (frames, frames_out), (text, text_out) = pipes
        given = array.array("i", [job_in, frames_out, text_out])
        with self.spawning:
            try:
                rights = (socket.SOL_SOCKET, socket.SCM_RIGHTS, given)
                self.control.sendmsg([b"wait" if waits else b"fork"], [rights])
                told = self.spawned.get(timeout=START_SECONDS)
            except (OSError, queue.Empty):
                told = None
        for descriptor in given:
            os.close(descriptor)
        if told is None:
            # Its socket closes a while before the process is dead; what it says late is for nobody.
            self.gone = True
            for descriptor in (job, frames, text):
                os.close(descriptor)
            raise ConnectionError("the zygote is gone")
        return Worker(told[0], told[1], job, frames, text)

    def status(self, pid: int, seconds: float = 1.0) -> int | None:
        """How a worker ended, waited for a moment."""
        with self.heard:
            self.heard.wait_for(lambda: pid in self.ended, seconds)
            return self.ended.get(pid)

    def close(self) -> None:
        """End the zygote; its workers die with it."""
        if self.control.fileno() >= 0:
            self.control.close()
            self.process.kill()
            self.process.communicate()
