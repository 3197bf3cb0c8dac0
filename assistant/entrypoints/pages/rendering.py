"""Renders the pages: templates, addresses of static files, and the token of a form."""

from typing import Any

from fastapi import Request
from fastapi.responses import Response
from starlette.templating import Jinja2Templates

from assistant.entrypoints.assets import Assets
from assistant.entrypoints.forgery import Forgery
from assistant.settings import Settings

PRIVATE = {"Cache-Control": "no-store"}
FRESH = {"Cache-Control": "private, no-cache"}  # the way back finds what was typed


class Pages:
    """The templates of the settings; everything in them is escaped."""

    def __init__(self, settings: Settings) -> None:
        self.templates = Jinja2Templates(settings.templates)
        self.assets = Assets(settings.templates / "static")
        self.forgery = Forgery(settings)
        self.templates.env.globals["static"] = self.assets.url
        self.templates.env.trim_blocks = True
        self.templates.env.lstrip_blocks = True

    def show(
        self,
        request: Request,
        name: str,
        context: dict[str, Any],
        status: int = 200,
        headers: dict[str, str] | None = None,
    ) -> Response:
        """A page without a form of ours."""
        return self.templates.TemplateResponse(request, name, context, status, headers)

    def show_form(
        self,
        request: Request,
        name: str,
        context: dict[str, Any],
        status: int = 200,
        headers: dict[str, str] = FRESH,
    ) -> Response:
        """A page with a form: it carries a token, and belongs to one browser alone."""
        value = self.forgery.value(request)
        filled = {**context, "csrf": self.forgery.signed(value)}
        response = self.show(request, name, filled, status, headers)
        self.forgery.give(response, value)
        return response
