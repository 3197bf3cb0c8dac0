"""One diagnosis at a time for each client: a few more may wait, the rest are told to."""

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field

from fastapi import Request

from assistant.errors import SandboxBusy


@dataclass
class Turns:
    """A client's diagnoses: one running, some waiting."""

    lock: threading.Lock = field(default_factory=threading.Lock)
    there: int = 0


class Clients:
    """Keeps one client from taking every place of the sandbox."""

    def __init__(self, queue: int) -> None:
        self.queue = queue
        self.lock = threading.Lock()
        self.turns: dict[str, Turns] = {}

    @contextmanager
    def turn(self, client: str) -> Iterator[None]:
        """Wait for one's turn. Raises SandboxBusy where too many of this client wait."""
        with self.lock:
            turns = self.turns.setdefault(client, Turns())
            if turns.there > self.queue:
                raise SandboxBusy("Your earlier runs are not done yet; try again in a moment.")
            turns.there += 1
        try:
            with turns.lock:
                yield
        finally:
            with self.lock:
                turns.there -= 1
                if not turns.there:
                    del self.turns[client]


def client_of(request: Request) -> str:
    """Who asks: the address, as the server in front of us tells it."""
    return request.client.host if request.client else ""
