"""The worker's end of the pipes: frames in, frames out, one job done between them."""

import json
import os
from typing import Any

from assistant.sandbox.inside import perform
from assistant.sandbox.values import HEADER, dumps, loads

# Kept from before the snippet runs, which may put others in their place.
_write, _read, _exit = os.write, os.read, os._exit


class Line:
    """Two descriptors; the end of the incoming one is the end of the process."""

    def __init__(self, incoming: int, outgoing: int) -> None:
        self.incoming = incoming
        self.outgoing = outgoing

    def attempt(self, job: dict[str, Any]) -> dict[str, Any]:
        """Do the job; an exception that gets here is told by type and text."""
        try:
            return {"done": perform(job, self.ask)}
        except MemoryError:
            return {"memory": True}
        except BaseException as error:
            try:
                text = str(error)[:500]
            except BaseException:
                text = ""
            return {"raised": [type(error).__name__, text]}

    def ask(self, name: str, args: tuple[Any, ...], kwargs: dict[str, Any]) -> Any:
        """Have an earlier function of the assignment computed outside."""
        self.write({"ask": [name, args, kwargs]})
        return self.read()

    def read(self) -> Any:
        """The next frame from the service."""
        (length,) = HEADER.unpack(self.exactly(HEADER.size))
        return loads(self.exactly(length))

    def exactly(self, count: int) -> bytes:
        """That many bytes."""
        parts = b""
        while len(parts) < count:
            part = _read(self.incoming, min(count - len(parts), 1 << 20))
            if not part:
                _exit(0)
            parts += part
        return parts

    def write(self, value: dict[str, Any]) -> None:
        """Send one frame; what cannot be encoded is sent as such."""
        try:
            body = dumps(value)
        except (ValueError, RecursionError, TypeError):
            body = json.dumps({"raised": ["ValueError", "the result cannot be sent"]}).encode()
            body = dumps(json.loads(body))
        data = HEADER.pack(len(body)) + body
        while data:
            data = data[_write(self.outgoing, data) :]
