"""What both HTTP doors share: one diagnosis, counted and timed, its failures as statuses."""

from collections.abc import Callable
from contextlib import nullcontext
from typing import Any, TypeVar

from anyio import CapacityLimiter, to_thread
from fastapi import HTTPException, Request
from sqlalchemy.engine import Engine

from assistant.entrypoints.clients import Clients, client_of
from assistant.entrypoints.doorkeeper import Doorkeeper
from assistant.entrypoints.metrics import Metrics
from assistant.entrypoints.rates import Rates
from assistant.errors import SandboxBusy, UnreadableInput
from assistant.replying.contract import as_json
from assistant.types import Post, Reply
from assistant.wiring import Assistant

TEXTS = 2  # at the same time; they only compute, and threads that compute slow each other down
Made = TypeVar("Made")


class Service:
    """The assistant behind the doors."""

    def __init__(self, assistant: Assistant, engine: Engine) -> None:
        self.assistant = assistant
        self.settings = assistant.settings
        self.metrics = Metrics()
        self.clients = Clients(self.settings.client_queue)
        self.doorkeeper = Doorkeeper(engine, self.settings)
        self.rates = Rates(self.settings)
        self.texts = CapacityLimiter(TEXTS)

    async def apart(self, post: Post, work: Callable[[], Made]) -> Made:
        """Do some work for a post in a thread; texts wait for texts alone."""
        return await to_thread.run_sync(work, limiter=None if may_run(post) else self.texts)

    def diagnose(
        self, request: Request, post: Post, rung: int = 1, *, mentor: bool = False
    ) -> dict[str, Any]:
        """The contract's object. Raises HTTPException with one sentence."""
        return as_json(self.answer(request, post, rung), mentor=mentor)

    def answer(self, request: Request, post: Post, rung: int = 1) -> Reply:
        """The reply to a post. Raises HTTPException with one sentence."""
        self.rates.require("diagnose", client_of(request))
        self.require_known(post.exercise)
        turn = self.clients.turn(client_of(request)) if may_run(post) else nullcontext()
        try:
            with turn, self.metrics.seconds.time():
                reply = self.assistant.answer(post, rung)
        except UnreadableInput as error:
            raise HTTPException(error.status, str(error)) from None
        except SandboxBusy as error:
            raise HTTPException(429, str(error), {"Retry-After": "2"}) from None
        self.metrics.diagnoses.labels(reply.diagnosis.trial.verdict).inc()
        return reply

    def recognised(self, post: Post) -> str | None:
        """The exercise that a post speaks for, None where none stands out."""
        try:
            return self.assistant.road.read(post).exercise
        except UnreadableInput:
            return None

    def require_known(self, exercise: str) -> None:
        """An exercise that is asked for must exist. Raises HTTPException 422."""
        functions = {one.function for one in self.assistant.exercises.values()}
        if exercise and exercise not in self.assistant.exercises and exercise not in functions:
            raise HTTPException(422, f"There is no exercise {exercise[:80]!r}.")

    def require_mentor(self, request: Request) -> str:
        """The mentor who asks, by token or session. Raises HTTPException 401, 403, or 429."""
        return self.doorkeeper.require(request)

    async def body(self, request: Request) -> bytes:
        """The body, never more than the settings allow. Raises HTTPException 413."""
        return await body_of(request, self.settings.max_input_bytes)


async def body_of(request: Request, limit: int) -> bytes:
    """The body of a request, never more than a limit. Raises HTTPException 413."""
    parts = bytearray()
    async for part in request.stream():
        parts += part
        if len(parts) > limit:
            raise HTTPException(413, f"The input is larger than {limit} bytes.")
    return bytes(parts)


def may_run(post: Post) -> bool:
    """Code takes one of the client's turns; a text alone is answered at once."""
    return bool(post.code or post.notebook) or "def " in post.text
