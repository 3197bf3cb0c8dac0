"""The private link of a reply: the form, with the exercise chosen; what is pasted is not posted."""

from fastapi import APIRouter, HTTPException, Request
from fastapi.responses import Response

from assistant.entrypoints.pages.form import form_page
from assistant.entrypoints.pages.rendering import Pages
from assistant.entrypoints.service import Service
from assistant.forum.links import Links


def routes(service: Service, pages: Pages) -> APIRouter:
    """The route of private links."""
    router = APIRouter(include_in_schema=False)
    links = Links(service.settings.forum)

    @router.get("/start/{signed}")
    def start(request: Request, signed: str) -> Response:
        """The form, as the link asks for it."""
        exercise = links.read(signed)
        if exercise is None:
            raise HTTPException(404, "This link is not whole; copy it once more from the reply.")
        shown = form_page(service, {"exercise": exercise}) | {"private": True}
        return pages.show_form(request, "form.html", shown)

    return router
