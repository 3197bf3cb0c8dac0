"""The FastAPI application: both doors, the errors, the headers."""

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager

from fastapi import FastAPI, Request
from fastapi.exceptions import RequestValidationError
from fastapi.responses import Response
from sqlalchemy.engine import Engine
from starlette.concurrency import run_in_threadpool
from starlette.exceptions import HTTPException
from starlette.staticfiles import StaticFiles
from starlette.templating import Jinja2Templates

from assistant import __version__
from assistant.database import open_database
from assistant.entrypoints import api, mentor, privacy, web
from assistant.entrypoints.mentor.desk import Desk
from assistant.entrypoints.problems import answered
from assistant.entrypoints.results import Results
from assistant.entrypoints.service import Service
from assistant.mentoring.keeping import expire
from assistant.settings import Settings
from assistant.wiring import Assistant

HOUR = 3600
HEADERS = {
    "Content-Security-Policy": "default-src 'none'; style-src 'self'; img-src 'self'; "
    "form-action 'self'; base-uri 'none'; frame-ancestors 'none'",
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
    "Cross-Origin-Opener-Policy": "same-origin",
}


def create_app(assistant: Assistant) -> FastAPI:
    """The application; results live in the database of the settings."""
    settings = assistant.settings
    pages = Jinja2Templates(settings.templates)
    engine = open_database(settings.database)
    results = Results(engine, settings.result_days)
    service = Service(assistant, engine)
    desk = Desk.of(service, pages, engine)

    @asynccontextmanager
    async def lifespan(app: FastAPI) -> AsyncIterator[None]:
        sweeping = asyncio.create_task(sweep(engine, settings))
        yield
        sweeping.cancel()
        engine.dispose()

    app = FastAPI(
        title="gradmentor", version=__version__, lifespan=lifespan, docs_url=None, redoc_url=None
    )
    app.mount("/static", StaticFiles(directory=settings.templates / "static"), name="static")
    app.include_router(api.routes(service))
    app.include_router(web.routes(service, pages, results, desk.details))
    app.include_router(mentor.routes(desk))
    app.include_router(privacy.routes(settings, pages))
    add_errors(app, pages)
    add_headers(app, service)
    return app


async def sweep(engine: Engine, settings: Settings) -> None:
    """Delete what has expired, now and every hour."""
    while True:
        await run_in_threadpool(expire, engine, settings)
        await asyncio.sleep(HOUR)


def add_errors(app: FastAPI, pages: Jinja2Templates) -> None:
    """One sentence for each error."""

    @app.exception_handler(HTTPException)
    async def refused(request: Request, error: HTTPException) -> Response:
        return answered(pages, request, error)

    @app.exception_handler(RequestValidationError)
    async def invalid(request: Request, error: RequestValidationError) -> Response:
        return answered(pages, request, HTTPException(422, "The request is not of the right form."))

    @app.exception_handler(Exception)
    async def failed(request: Request, error: Exception) -> Response:
        sentence = "Something failed on our side; nothing of yours is at fault."
        return answered(pages, request, HTTPException(500, sentence))


def add_headers(app: FastAPI, service: Service) -> None:
    """Safe headers on every answer, and a count of the answers."""

    @app.middleware("http")
    async def headers(
        request: Request, forward: Callable[[Request], Awaitable[Response]]
    ) -> Response:
        response = await forward(request)
        for name, value in HEADERS.items():
            response.headers.setdefault(name, value)
        service.metrics.requests.labels(str(response.status_code)).inc()
        return response
