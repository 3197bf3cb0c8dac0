"""The FastAPI application: both doors, the errors, the headers."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from fastapi import FastAPI, Request
from fastapi.exceptions import RequestValidationError
from fastapi.responses import Response
from starlette.concurrency import run_in_threadpool
from starlette.datastructures import MutableHeaders
from starlette.exceptions import HTTPException
from starlette.staticfiles import StaticFiles
from starlette.templating import Jinja2Templates
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from assistant import __version__
from assistant.database import open_database
from assistant.entrypoints import api, queue, start, web, webhook
from assistant.entrypoints.problems import answered
from assistant.entrypoints.results import Results
from assistant.entrypoints.service import Service
from assistant.forum.generic import Generic
from assistant.wiring import Assistant, build_bot

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
    service = Service(assistant)

    bot = build_bot(assistant, engine)
    rules = settings.forum
    generic = Generic(rules, engine, assistant.answer) if rules.generic_secret else None

    @asynccontextmanager
    async def lifespan(app: FastAPI) -> AsyncIterator[None]:
        if bot is not None:
            await run_in_threadpool(bot.start)
        yield
        if bot is not None:
            await run_in_threadpool(bot.stop)
        engine.dispose()

    app = FastAPI(
        title="gradmentor", version=__version__, lifespan=lifespan, docs_url=None, redoc_url=None
    )
    app.mount("/static", StaticFiles(directory=settings.templates / "static"), name="static")
    app.include_router(api.routes(service))
    app.include_router(web.routes(service, pages, results))
    app.include_router(webhook.routes(service, bot, generic))
    app.include_router(queue.routes(service, pages, bot))
    app.include_router(start.routes(service, pages))
    if bot is not None:
        service.metrics.count_answers(bot.answers.by_state)
    add_errors(app, pages)
    add_headers(app, service)
    return app


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

    app.add_middleware(Headers, service=service)


class Headers:
    """The middleware, as plain ASGI: Starlette's own costs more than all of an event's work."""

    def __init__(self, app: ASGIApp, service: Service) -> None:
        self.app = app
        self.service = service

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass a request on, and add to its answer."""

        async def send_safely(message: Message) -> None:
            if message["type"] == "http.response.start":
                given = MutableHeaders(scope=message)
                for name, value in HEADERS.items():
                    given.setdefault(name, value)
                self.service.metrics.requests.labels(str(message["status"])).inc()
            await send(message)

        await self.app(scope, receive, send_safely if scope["type"] == "http" else send)
