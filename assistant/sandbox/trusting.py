"""`--trust-my-own-code`: one's own code, on one's own machine, in a subprocess with limits only.

Built of plain pipes and threads, so that it works where the sandbox does not
(macOS, Windows). Never reachable over HTTP.
"""

import json
import subprocess
import sys
import threading
import time
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path
from typing import IO, TYPE_CHECKING, Any

from assistant.sandbox.conversation import MOST_ASKED
from assistant.sandbox.outcome import Answer, Outcome, Stopped, outcome_of
from assistant.sandbox.values import HEADER, dumps, loads

if TYPE_CHECKING:
    from assistant.settings import Settings

OWN = Path(__file__).with_name("own.py")
SAID = "This code is trusted: it runs unconfined on this machine, with limits of time and memory."


class Trusting:
    """The same contract as the sandbox, without its fence; says so each time."""

    def __init__(self, settings: "Settings") -> None:
        self.settings = settings
        print(SAID, file=sys.stderr)

    @property
    def tier(self) -> str:
        """No fence stands."""
        return "none: trusted code"

    def __enter__(self) -> "Trusting":
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def close(self) -> None:
        """Every run has ended its own process."""

    def run(
        self, job: Mapping[str, Any], *, answer: Answer | None = None, wall: float | None = None
    ) -> Outcome:
        """Run one job in a process of its own."""
        start = time.monotonic()
        with self.start() as process:
            try:
                seconds = self.settings.wall_seconds if wall is None else wall
                talk = Talk(self.settings, process, answer, seconds)
                stopped, last = talk.hold(dict(job))
            finally:
                process.kill()
                process.wait()
            found = outcome_of(self.settings, stopped, last, lambda: -process.returncode)
        elapsed = round((time.monotonic() - start) * 1000, 3)
        return replace(found, stdout=talk.printed(), elapsed_ms=elapsed)

    def start(self) -> "subprocess.Popen[bytes]":
        """The child, with an environment of its own."""
        told = {
            "root": str(Path(__file__).parents[2]),
            "cpu_seconds": self.settings.cpu_seconds,
            "memory_bytes": self.settings.memory_mib << 20,
        }
        pipe = subprocess.PIPE
        command = [sys.executable, "-I", str(OWN), json.dumps(told)]
        return subprocess.Popen(command, stdin=pipe, stdout=pipe, stderr=pipe)


class Talk:
    """One job with one child: a timer ends it, a thread keeps what it prints."""

    def __init__(
        self,
        settings: "Settings",
        process: "subprocess.Popen[bytes]",
        answer: Answer | None,
        seconds: float,
    ) -> None:
        self.settings = settings
        self.process = process
        self.answer = answer
        self.text = bytearray()
        self.stopped: Stopped = "ended"
        self.timer = threading.Timer(seconds, self.stop, ("time",))
        self.reader = threading.Thread(target=self.keep_text, daemon=True)

    def stop(self, why: Stopped) -> None:
        """End the child; its pipes then end too."""
        self.stopped = why
        self.process.kill()

    def hold(self, job: dict[str, Any]) -> tuple[Stopped, dict[str, Any] | None]:
        """Why it ended, and the last frame."""
        self.timer.start()
        self.reader.start()
        last = None
        try:
            self.send(job)
            last = self.listen()
        except (BrokenPipeError, ValueError):
            self.stopped = "frame" if self.stopped == "ended" and last else self.stopped
        self.timer.cancel()
        self.reader.join(1.0)
        return self.stopped, last

    def listen(self) -> dict[str, Any] | None:
        """Answer what is asked until the last frame comes."""
        asked = 0
        while (frame := self.frame()) is not None:
            if "ask" not in frame:
                return frame
            asked += 1
            if self.answer is None or asked > MOST_ASKED:
                break
            self.send(self.answer(*frame["ask"]))
        return None

    def frame(self) -> dict[str, Any] | None:
        """The next frame; None at the end."""
        pipe = self.pipe(self.process.stdout)
        header = pipe.read(HEADER.size)
        if len(header) < HEADER.size:
            return None
        (length,) = HEADER.unpack(header)
        if length > self.settings.max_result_bytes:
            self.stop("frame")
            return None
        found = loads(pipe.read(length))
        return found if isinstance(found, dict) else None

    def send(self, value: Any) -> None:
        """One frame to the child."""
        body = dumps(value)
        pipe = self.pipe(self.process.stdin)
        pipe.write(HEADER.pack(len(body)) + body)
        pipe.flush()

    def keep_text(self) -> None:
        """Keep what is printed; too much of it ends the child."""
        pipe = self.pipe(self.process.stderr)
        while part := pipe.read1(1 << 16):  # type: ignore[attr-defined]
            self.text += part
            if len(self.text) > self.settings.max_output_bytes:
                self.stop("text")
                return

    def printed(self) -> str:
        """What was printed, cut at the limit."""
        return bytes(self.text[: self.settings.max_output_bytes]).decode(errors="replace")

    @staticmethod
    def pipe(pipe: IO[bytes] | None) -> IO[bytes]:
        """A pipe that is there, as the child was started with all three."""
        assert pipe is not None
        return pipe
