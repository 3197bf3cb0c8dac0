"""The private link of a reply: the form, with the exercise chosen; what is pasted is not posted."""

from fastapi import APIRouter, HTTPException, Request
from fastapi.responses import Response
from starlette.templating import Jinja2Templates

from assistant.entrypoints.service import Service
from assistant.forum.links import Links


def routes(service: Service, pages: Jinja2Templates) -> APIRouter:
    """The route of private links."""
    router = APIRouter(include_in_schema=False)
    links = Links(service.settings.forum)

    @router.get("/start/{signed}")
    def start(request: Request, signed: str) -> Response:
        """The form, as the link asks for it."""
        exercise = links.read(signed)
        if exercise is None:
            raise HTTPException(404, "This link is not whole; copy it once more from the reply.")
        exercises = [one.id for one in service.assistant.exercises.values()]
        shown = {"exercises": exercises, "chosen": exercise, "private": True}
        return pages.TemplateResponse(request, "form.html", shown)

    return router
