"""What both HTTP doors share: one diagnosis, counted and timed, its failures as statuses."""

import secrets
from typing import Any

from fastapi import HTTPException, Request

from assistant.entrypoints.clients import Clients
from assistant.entrypoints.metrics import Metrics
from assistant.errors import SandboxBusy, UnreadableInput
from assistant.replying.contract import as_json
from assistant.types import Post
from assistant.wiring import Assistant


class Service:
    """The assistant behind the doors."""

    def __init__(self, assistant: Assistant) -> None:
        self.assistant = assistant
        self.settings = assistant.settings
        self.metrics = Metrics()
        self.clients = Clients(self.settings.client_queue)

    def diagnose(
        self, request: Request, post: Post, rung: int = 1, *, mentor: bool = False
    ) -> dict[str, Any]:
        """The contract's object. Raises HTTPException with one sentence."""
        self.require_known(post.exercise)
        try:
            with self.clients.turn(client_of(request)), self.metrics.seconds.time():
                reply = self.assistant.answer(post, rung)
        except UnreadableInput as error:
            raise HTTPException(error.status, str(error)) from None
        except SandboxBusy as error:
            raise HTTPException(429, str(error), {"Retry-After": "2"}) from None
        self.metrics.diagnoses.labels(reply.diagnosis.trial.verdict).inc()
        return as_json(reply, mentor=mentor)

    def require_known(self, exercise: str) -> None:
        """An exercise that is asked for must exist. Raises HTTPException 422."""
        functions = {one.function for one in self.assistant.exercises.values()}
        if exercise and exercise not in self.assistant.exercises and exercise not in functions:
            raise HTTPException(422, f"There is no exercise {exercise[:80]!r}.")

    def require_mentor(self, request: Request) -> str:
        """The name of who holds the mentor's token. Raises HTTPException 401 or 403."""
        given = request.headers.get("authorization", "")
        if not given.startswith("Bearer "):
            raise HTTPException(
                401, "The mentor view needs the mentor token.", {"WWW-Authenticate": "Bearer"}
            )
        token = self.settings.mentor_token
        right = secrets.compare_digest(given.removeprefix("Bearer ").encode(), token.encode())
        if not token or not right:
            raise HTTPException(403, "That is not the mentor token.")
        return "mentor"

    async def body(self, request: Request) -> bytes:
        """The body, never more than the limit. Raises HTTPException 413."""
        limit = self.settings.max_input_bytes
        parts = bytearray()
        async for part in request.stream():
            parts += part
            if len(parts) > limit:
                raise HTTPException(413, f"The input is larger than {limit} bytes.")
        return bytes(parts)


def client_of(request: Request) -> str:
    """Who asks: the address, as the server in front of us tells it."""
    return request.client.host if request.client else ""
