"""Errors over HTTP: RFC 9457 problem bodies for the API, a page with one sentence for people."""

from http import HTTPStatus

from fastapi import Request
from fastapi.responses import JSONResponse, Response
from starlette.exceptions import HTTPException

from assistant.entrypoints.pages.rendering import Pages

MEDIA = "application/problem+json"
TITLES = {
    403: "That did not come from here",
    404: "Not found",
    413: "That is too large",
    422: "That cannot be read",
    429: "Many are asking just now",
}


def said(error: HTTPException) -> str:
    """Why in one sentence, also where the web framework says two words."""
    if error.status_code == 405:
        return f"This address takes {(error.headers or {}).get('Allow', 'another method')} only."
    if error.detail == HTTPStatus.NOT_FOUND.phrase:
        return "There is nothing at this address."
    return str(error.detail)


def problem(status: int, sentence: str, headers: dict[str, str] | None = None) -> JSONResponse:
    """A problem body."""
    body = {
        "type": "about:blank",
        "title": HTTPStatus(status).phrase,
        "status": status,
        "detail": sentence,
    }
    return JSONResponse(body, status, headers, media_type=MEDIA)


def answered(pages: Pages, request: Request, error: HTTPException) -> Response:
    """A problem for programs, a page for people."""
    headers = dict(error.headers or {})
    sentence = said(error)
    if request.url.path.startswith(("/api/", "/webhooks/")):
        return problem(error.status_code, sentence, headers)
    shown = {"title": TITLES.get(error.status_code) or HTTPStatus(error.status_code).phrase}
    shown["sentence"] = sentence
    return pages.show(request, "error.html", shown, error.status_code, headers)
