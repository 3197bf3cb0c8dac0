"""Errors over HTTP: RFC 9457 problem bodies for the API, a page with one sentence for people."""

from http import HTTPStatus

from fastapi import Request
from fastapi.responses import JSONResponse, Response
from starlette.exceptions import HTTPException
from starlette.templating import Jinja2Templates

MEDIA = "application/problem+json"


def problem(status: int, sentence: str, headers: dict[str, str] | None = None) -> JSONResponse:
    """A problem body."""
    body = {
        "type": "about:blank",
        "title": HTTPStatus(status).phrase,
        "status": status,
        "detail": sentence,
    }
    return JSONResponse(body, status, headers, media_type=MEDIA)


def answered(pages: Jinja2Templates, request: Request, error: HTTPException) -> Response:
    """A problem for programs, a page for people."""
    headers = dict(error.headers or {})
    sentence = str(error.detail)
    if request.url.path.startswith(("/api/", "/webhooks/")):
        return problem(error.status_code, sentence, headers)
    title = HTTPStatus(error.status_code).phrase
    return pages.TemplateResponse(
        request, "error.html", {"title": title, "sentence": sentence}, error.status_code, headers
    )
