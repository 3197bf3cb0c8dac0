"""The FastAPI application: both doors, the errors, the headers."""

import asyncio
import logging
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from fastapi import FastAPI, Request
from fastapi.exceptions import RequestValidationError
from fastapi.responses import Response
from sqlalchemy.engine import Engine
from sqlalchemy.exc import SQLAlchemyError
from starlette.concurrency import run_in_threadpool
from starlette.exceptions import HTTPException

import assistant.entrypoints.batch.tables
import assistant.forum.forgetting  # noqa: F401 -- with it every table says how it lets go
from assistant import __version__
from assistant.database import open_database
from assistant.entrypoints import api, mentor, privacy, queue, start, web, webhook
from assistant.entrypoints.headers import HEADERS, Headers
from assistant.entrypoints.mentor.desk import Desk
from assistant.entrypoints.pages.rendering import Pages
from assistant.entrypoints.problems import answered
from assistant.entrypoints.results import Results
from assistant.entrypoints.service import Service
from assistant.forum.generic import Generic
from assistant.mentoring.keeping import expire
from assistant.settings import Settings
from assistant.wiring import Assistant, build_bot

HOUR = 3600
LOG = logging.getLogger("gradmentor")
FAILED = "Something failed on our side; nothing of yours is at fault."


def create_app(assistant: Assistant) -> FastAPI:
    """The application; results live in the database of the settings."""
    settings = assistant.settings
    pages = Pages(settings)
    engine = open_database(settings.database)
    results = Results(engine, settings.result_days)
    service = Service(assistant, engine)
    desk = Desk.of(service, pages, results, engine)

    bot = build_bot(assistant, engine)
    rules = settings.forum
    generic = Generic(rules, engine) if rules.generic_secret else None

    @asynccontextmanager
    async def lifespan(app: FastAPI) -> AsyncIterator[None]:
        sweeping = asyncio.create_task(sweep(engine, settings))
        if bot is not None:
            await run_in_threadpool(bot.start)
        yield
        if bot is not None:
            await run_in_threadpool(bot.stop)
        sweeping.cancel()
        engine.dispose()

    app = FastAPI(
        title="gradmentor", version=__version__, lifespan=lifespan, docs_url=None, redoc_url=None
    )
    app.mount("/static", pages.assets, name="static")
    app.include_router(webhook.routes(service, bot, generic))  # first: events come most often
    app.include_router(api.routes(service, bot))
    app.include_router(web.routes(service, pages, results, desk.details))
    app.include_router(mentor.routes(desk))
    app.include_router(privacy.routes(settings, pages))
    app.include_router(queue.routes(service, pages, bot))
    app.include_router(start.routes(service, pages))
    if bot is not None:
        service.metrics.count_answers(bot.answers.by_state)
    add_errors(app, pages)
    app.add_middleware(Headers, metrics=service.metrics)
    return app


async def sweep(engine: Engine, settings: Settings) -> None:
    """Delete what has expired, now and every hour; where the database is away, the next time."""
    while True:
        try:
            await run_in_threadpool(expire, engine, settings)
        except SQLAlchemyError as error:
            LOG.warning("Expired rows could not be deleted: %s", error)
        await asyncio.sleep(HOUR)


def add_errors(app: FastAPI, pages: Pages) -> None:
    """One sentence for each error."""

    @app.exception_handler(HTTPException)
    async def refused(request: Request, error: HTTPException) -> Response:
        return answered(pages, request, error)

    @app.exception_handler(RequestValidationError)
    async def invalid(request: Request, error: RequestValidationError) -> Response:
        return answered(pages, request, HTTPException(422, "The request is not of the right form."))

    @app.exception_handler(Exception)
    async def failed(request: Request, error: Exception) -> Response:
        return answered(pages, request, HTTPException(500, FAILED, HEADERS))
