"""The JSON API: a case in, a diagnosis out."""

import json
from functools import partial
from typing import Any

from fastapi import APIRouter, HTTPException, Request
from fastapi.responses import JSONResponse, PlainTextResponse
from starlette.concurrency import run_in_threadpool

from assistant.entrypoints.inputs import post_of_case, rung_of
from assistant.entrypoints.service import Service
from assistant.errors import UnreadableInput
from assistant.forum.bot import Bot
from assistant.reading import decode

UNREADABLE = "The database cannot be read, so no event of the forum can be kept."


def routes(service: Service, bot: Bot | None) -> APIRouter:
    """The routes for programs."""
    router = APIRouter()
    add_diagnosis(router, service)
    add_content(router, service)
    add_health(router, service, bot)
    return router


def add_diagnosis(router: APIRouter, service: Service) -> None:
    """`POST /api/diagnose`."""

    @router.post("/api/diagnose")
    async def diagnose(request: Request) -> JSONResponse:
        """A case of the contract in, a diagnosis out."""
        mentor = "mentor" in request.query_params
        if mentor:
            await run_in_threadpool(service.require_mentor, request)
        case = case_of(request, await service.body(request))
        try:
            post, rung = post_of_case(case), rung_of(case)
        except UnreadableInput as error:
            raise HTTPException(error.status, str(error)) from None
        work = partial(service.diagnose, request, post, rung, mentor=mentor)
        return JSONResponse(await service.apart(post, work))


def case_of(request: Request, body: bytes) -> Any:
    """The JSON of a request. Raises HTTPException 415 or 422."""
    if request.headers.get("content-type", "").partition(";")[0].strip() != "application/json":
        raise HTTPException(415, "Send a case as application/json.")
    try:
        return json.loads(decode(body, len(body)))
    except UnreadableInput as error:
        raise HTTPException(422, str(error)) from None
    except (ValueError, RecursionError):
        raise HTTPException(422, "The body is not JSON.") from None


def add_content(router: APIRouter, service: Service) -> None:
    """Exercises and entries."""

    @router.get("/api/exercises")
    def exercises() -> list[dict[str, str]]:
        """Ids and titles."""
        known = service.assistant.exercises.values()
        return [{"id": one.id, "title": one.title, "function": one.function} for one in known]

    @router.get("/api/entries/{slug}")
    def entry(slug: str) -> dict[str, Any]:
        """One entry, without its code."""
        found = service.assistant.entries.get(slug)
        if found is None:
            raise HTTPException(404, "There is no such entry.")
        fields = ("slug", "title", "kind", "topics", "symptom", "why", "hints")
        return {field: getattr(found, field) for field in fields}


def add_health(router: APIRouter, service: Service, bot: Bot | None) -> None:
    """Liveness, readiness, metrics."""

    @router.get("/healthz")
    def healthz() -> dict[str, str]:
        """The process answers."""
        return {"status": "ok"}

    @router.get("/readyz")
    def readyz() -> dict[str, Any]:
        """What is ready: without a sandbox texts are answered and nothing is run."""
        if bot is not None and not bot.answers.readable():
            raise HTTPException(503, UNREADABLE)
        sandbox = service.assistant.sandbox
        tier = sandbox.tier if sandbox else None
        return {"ready": True, "sandbox": tier, "why": service.assistant.why_not or None}

    @router.get("/metrics")
    def metrics() -> PlainTextResponse:
        """Prometheus text."""
        return PlainTextResponse(service.metrics.text(), media_type="text/plain; version=0.0.4")
