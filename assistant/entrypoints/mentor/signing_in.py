"""Signing in and out, and the page where a mentor begins."""

import re
from urllib.parse import unquote

from fastapi import APIRouter, HTTPException, Request
from fastapi.responses import RedirectResponse, Response
from starlette.concurrency import run_in_threadpool

from assistant.entrypoints.doorkeeper import SIGN_IN, from_elsewhere
from assistant.entrypoints.mentor.desk import Desk

HERE = re.compile(r"/(?:[\w.~-]+(?:/[\w.~-]+)*/?)?")  # a path of ours, not another host
TOKEN = re.compile(r"(?:.*/r/)?([\w-]{8,64})/?")


def add(router: APIRouter, desk: Desk) -> None:
    """Sign-in, sign-out, the first page."""
    add_doors(router, desk)

    @router.get("")
    def start(request: Request, link: str = "") -> Response:
        """Where a mentor begins; with the link of a result, that result."""
        session = desk.mentor(request)
        if not link:
            return desk.page(request, session, "start.html", drafts=desk.drafts.all())
        found = TOKEN.fullmatch(unquote(link.strip()).partition("?")[0].partition("#")[0])
        if found is None:
            raise HTTPException(422, "That is not the link of a result.")
        return RedirectResponse(f"/mentor/r/{found.group(1)}", 303)


def add_doors(router: APIRouter, desk: Desk) -> None:
    """In and out."""
    door = desk.service.doorkeeper

    @router.get("/sign-in")
    def sign_in(request: Request, next: str = "") -> Response:
        """Ask for the token."""
        return desk.page(request, None, "sign-in.html", next=next, wrong=False)

    @router.post("/sign-in")
    async def signed_in(request: Request) -> Response:
        """A token for a session."""
        if from_elsewhere(request):
            raise HTTPException(403, "That was sent by another site.")
        fields = await desk.fields(request)
        wanted = fields.get("next", "")
        name = door.recognise(request, fields.get("token", "").strip())
        if name is None:
            response = desk.page(request, None, "sign-in.html", next=wanted, wrong=True)
            response.status_code = 403
            return response
        response = RedirectResponse(wanted if HERE.fullmatch(wanted) else "/mentor", 303)
        await run_in_threadpool(door.sign_in, request, response, name)
        return response

    @router.post("/sign-out")
    async def sign_out(request: Request) -> Response:
        """End the session."""
        await desk.sent(request)
        response = RedirectResponse(SIGN_IN, 303)
        await run_in_threadpool(door.sign_out, request, response)
        return response
