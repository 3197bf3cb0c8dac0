"""The forums' door: `2xx` only once an event is durable, and never 404 or 410."""

import json
from functools import partial

from fastapi import APIRouter, HTTPException, Request
from fastapi.responses import JSONResponse, Response
from sqlalchemy.exc import SQLAlchemyError

from assistant.entrypoints.service import Service, body_of
from assistant.errors import UnreadableInput
from assistant.forum.bot import Bot
from assistant.forum.generic import Generic, fields
from assistant.forum.receiving import NotFromTheForum
from assistant.types import Post

LARGEST = 1024 * 1024
OFF = "No forum is connected here: the service has no webhook secret."


def routes(service: Service, bot: Bot | None, generic: Generic | None) -> APIRouter:
    """The routes for forums."""
    router = APIRouter(include_in_schema=False)
    add_discourse(router, service, bot)
    add_generic(router, service, generic)
    return router


def add_discourse(router: APIRouter, service: Service, bot: Bot | None) -> None:
    """`POST /webhooks/discourse`."""
    counted = service.metrics.forum_events

    @router.post("/webhooks/discourse/")
    @router.post("/webhooks/discourse")
    async def discourse(request: Request) -> Response:
        """One event; what is not ours is counted and accepted."""
        if bot is None:
            raise HTTPException(503, OFF)
        body = await body_of(request, LARGEST)
        try:
            event = bot.receiving.event(request.headers, body)
        except NotFromTheForum as error:
            counted.labels("refused").inc()
            raise HTTPException(403, str(error)) from None
        except UnreadableInput as error:
            counted.labels("unreadable").inc()
            raise HTTPException(422, str(error)) from None
        arrival, word = bot.receiving.arrival(event) if event else (None, "ping")
        counted.labels(word).inc()
        if arrival is None:
            return Response(status_code=200)
        try:
            await bot.inbox.put(arrival)
        except SQLAlchemyError:
            raise HTTPException(503, "The event could not be kept; send it again.") from None
        return Response(status_code=202)


def add_generic(router: APIRouter, service: Service, generic: Generic | None) -> None:
    """`POST /webhooks/generic`, for bridges to other forums, within every client's limits."""

    @router.post("/webhooks/generic/")
    @router.post("/webhooks/generic")
    async def other(request: Request) -> JSONResponse:
        """A post in, what to do with it out; the same post gets the same answer."""
        if generic is None:
            raise HTTPException(503, "The generic webhook is off: it has no secret.")
        body = await body_of(request, LARGEST)
        if not generic.signed(request.headers.get("x-gradmentor-signature", ""), body):
            raise HTTPException(403, "The signature is not right.")
        given = posted(body)
        ask = partial(service.answer, request)
        answer = partial(generic.answer, given, ask)
        return JSONResponse(await service.apart(Post(text=given["text"]), answer))


def posted(body: bytes) -> dict[str, str]:
    """A bridge's post. Raises HTTPException with one sentence."""
    try:
        return fields(json.loads(body))
    except UnreadableInput as error:
        raise HTTPException(error.status, str(error)) from None
    except (ValueError, RecursionError):
        raise HTTPException(422, "The body is not JSON.") from None
