"""The page that says what is stored and how long; each table says it for itself."""

from fastapi import APIRouter, Request
from fastapi.responses import Response

from assistant.entrypoints.pages.rendering import Pages
from assistant.mentoring.keeping import PROMISES
from assistant.settings import Settings


def routes(settings: Settings, pages: Pages) -> APIRouter:
    """`/privacy`."""
    router = APIRouter(include_in_schema=False)

    @router.get("/privacy")
    def privacy(request: Request) -> Response:
        """What is stored."""
        kept = [(one.what, one.how_long(settings)) for one in PROMISES.values()]
        return pages.show(request, "privacy.html", {"kept": kept})

    return router
