"""One job with one worker: what is said, what is asked, and how it ended."""

import os
import select
import time
from collections.abc import Mapping
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from assistant.sandbox.channel import Worker, Zygote
from assistant.sandbox.outcome import Answer, Outcome, Stopped, outcome_of
from assistant.sandbox.values import HEADER, dumps, loads

if TYPE_CHECKING:
    from assistant.settings import Settings

MOST_ASKED = 5000


class Conversation:
    """One job with one worker: send, listen, answer what is asked, until it ends."""

    def __init__(
        self, settings: "Settings", zygote: Zygote, worker: Worker, answer: Answer | None
    ) -> None:
        self.settings = settings
        self.zygote = zygote
        self.worker = worker
        self.answer = answer
        self.frames = bytearray()
        self.text = bytearray()
        self.open = {worker.frames: self.frames, worker.text: self.text}
        self.last: dict[str, Any] | None = None
        self.asked = 0

    def hold(self, job: Mapping[str, Any], seconds: float) -> Outcome:
        """The whole conversation, within the wall clock."""
        start = time.monotonic()
        stopped = self.talk(dict(job), start + seconds)
        elapsed = (time.monotonic() - start) * 1000
        limit = self.settings.max_output_bytes
        text = bytes(self.text[:limit]).decode("utf-8", errors="replace")
        pid = self.worker.pid
        found = outcome_of(self.settings, stopped, self.last, lambda: self.zygote.status(pid))
        return replace(found, stdout=text, elapsed_ms=round(elapsed, 3))

    def talk(self, job: dict[str, Any], deadline: float) -> Stopped:
        """Why the conversation ended: `ended`, `time`, `text` or `frame`."""
        poll = select.poll()
        for descriptor in self.open:
            poll.register(descriptor, select.POLLIN)
        if not self.send(job, deadline):
            return "ended"
        while self.open:
            left = deadline - time.monotonic()
            events = poll.poll(left * 1000) if left > 0 else []
            if not events:
                return "time"
            for descriptor, _ in events:
                part = os.read(descriptor, 1 << 18)
                if not part:
                    poll.unregister(descriptor)
                    del self.open[descriptor]
                    continue
                self.open[descriptor].extend(part)
            if len(self.text) > self.settings.max_output_bytes:
                return "text"
            if not self.read_frames(deadline):
                return "frame"
        return "ended"

    def send(self, value: Any, deadline: float) -> bool:
        """Write one frame without ever waiting longer than the deadline."""
        body = dumps(value)
        data = memoryview(HEADER.pack(len(body)) + body)
        os.set_blocking(self.worker.job, False)
        poll = select.poll()
        poll.register(self.worker.job, select.POLLOUT)
        while data:
            left = deadline - time.monotonic()
            if left <= 0 or not poll.poll(left * 1000):
                return False
            try:
                data = data[os.write(self.worker.job, data) :]
            except BlockingIOError:
                continue
            except BrokenPipeError:
                return False
        return True

    def read_frames(self, deadline: float) -> bool:
        """Take whole frames off the buffer; False where a frame breaks the rules."""
        while len(self.frames) >= HEADER.size:
            (length,) = HEADER.unpack(self.frames[: HEADER.size])
            if length > self.settings.max_result_bytes or self.last is not None:
                return False
            if len(self.frames) < HEADER.size + length:
                return True
            body = bytes(self.frames[HEADER.size : HEADER.size + length])
            del self.frames[: HEADER.size + length]
            try:
                frame = loads(body)
            except ValueError:
                return False
            if not isinstance(frame, dict) or not self.take(frame, deadline):
                return False
        return True

    def take(self, frame: dict[str, Any], deadline: float) -> bool:
        """A question is answered, anything else is the last frame."""
        if "ask" not in frame:
            self.last = frame
            return True
        self.asked += 1
        asked = frame["ask"]
        well_formed = isinstance(asked, list) and len(asked) == 3 and isinstance(asked[2], dict)
        if self.answer is None or not well_formed or self.asked > MOST_ASKED:
            return False
        name, args, kwargs = asked
        if not isinstance(name, str) or not isinstance(args, tuple):
            return False
        return self.send(self.answer(name, args, kwargs), deadline)
