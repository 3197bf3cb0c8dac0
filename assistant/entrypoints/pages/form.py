"""The form: a post, code, a notebook; examples; what is recognised; and on to the result."""

from collections.abc import Mapping
from functools import partial
from typing import Any

from fastapi import APIRouter, HTTPException, Request
from fastapi.responses import RedirectResponse, Response
from python_multipart.exceptions import FormParserError
from starlette.datastructures import FormData, UploadFile

from assistant.entrypoints.clients import client_of
from assistant.entrypoints.forgery import STALE
from assistant.entrypoints.inputs import kind_of
from assistant.entrypoints.pages import progress
from assistant.entrypoints.pages.examples import EXAMPLES
from assistant.entrypoints.pages.kept import kept
from assistant.entrypoints.pages.rendering import Pages
from assistant.entrypoints.results import Results
from assistant.entrypoints.service import Service
from assistant.errors import UnreadableInput
from assistant.mentoring.details import Details
from assistant.reading import decode
from assistant.types import Post

FIELDS = {"text": "post", "code": "code", "notebook": "notebook"}
EMPTY = "The form is empty; paste a post, code or both."


def add_form(
    router: APIRouter, service: Service, pages: Pages, results: Results, details: Details
) -> None:
    """The form, its target, and what is recognised while one types."""

    @router.get("/")
    def form(request: Request, example: str = "") -> Response:
        """The form, empty or with an example."""
        chosen = next((one for one in EXAMPLES if one.name == example), None)
        filled = chosen.fields if chosen else {}
        return pages.show_form(request, "form.html", form_page(service, filled))

    @router.post("/diagnose")
    async def diagnose(request: Request) -> Response:
        """Diagnose what the form sent, and go to the result."""
        pages.forgery.refuse_foreign(request)
        post, csrf = await sent(request, service)
        if not any(part.strip() for part in (post.text, post.code, post.notebook, post.title)):
            raise HTTPException(422, EMPTY)
        if not pages.forgery.genuine(request, csrf):
            shown = form_page(service, fields_of(post)) | {"problem": STALE}
            return pages.show_form(request, "form.html", shown, 403)
        work = partial(diagnosed, service, results, details, request, post)
        waiting = partial(service.apart, post, work)
        if progress.wanted(request):
            return progress.streamed(waiting)
        return RedirectResponse(await waiting(), 303)

    @router.post("/recognise")
    async def recognise(request: Request) -> Response:
        """The exercise that the fields speak for so far, for the script of the form."""
        service.rates.require("recognise", client_of(request))
        post, _ = await sent(request, service)
        exercise = await service.apart(Post(), partial(service.recognised, post))
        shown = {"exercise": exercise, "empty": not (post.text + post.code + post.title).strip()}
        return pages.show(request, "recognised.html", shown)


def diagnosed(
    service: Service, results: Results, details: Details, request: Request, post: Post
) -> str:
    """Diagnose and keep; gives the address of the result. Raises HTTPException."""
    reply = service.answer(request, post)
    token = results.save(kept(reply, post))
    details.save(token, post, reply)
    return f"/r/{token}"


def form_page(service: Service, filled: Mapping[str, str]) -> dict[str, Any]:
    """What the form shows."""
    courses: dict[str, list[str]] = {}
    for one in service.assistant.exercises.values():
        courses.setdefault(one.course, []).append(one.id)
    return {"courses": courses, "examples": EXAMPLES, "filled": filled}


def fields_of(post: Post) -> dict[str, str]:
    """A post as the fields of the form, to be sent again; a notebook's file must be chosen anew."""
    return {
        "title": post.title,
        "post": post.text,
        "code": post.code,
        "exercise": post.exercise,
    }


async def sent(request: Request, service: Service) -> tuple[Post, str]:
    """The post that the form sent, and its token. Raises HTTPException with one sentence."""
    length = request.headers.get("content-length", "")
    limit = service.settings.max_input_bytes
    if not length.isdigit() or int(length) > limit:
        raise HTTPException(413, f"The input is larger than {limit} bytes.")
    try:
        async with request.form(max_files=1, max_fields=10, max_part_size=limit) as form:
            return await post_of_form(form, limit), str(form.get("csrf", ""))
    except (FormParserError, UnreadableInput) as error:
        status = error.status if isinstance(error, UnreadableInput) else 422
        raise HTTPException(status, str(error)) from None


async def post_of_form(form: FormData, limit: int) -> Post:
    """Title, post, code, exercise and one file. Raises UnreadableInput."""
    given = {name: value for name, value in form.items() if isinstance(value, str)}
    if any("\0" in value for value in given.values()):
        raise UnreadableInput("The input is binary; paste text, code or a notebook.")
    parts = {ours: given.get(theirs, "").replace("\r\n", "\n") for ours, theirs in FIELDS.items()}
    file = form.get("file")
    if isinstance(file, UploadFile) and file.filename:
        text = decode(await file.read(), limit)
        kind = kind_of(file.filename, text)
        parts[kind] = "\n\n".join(part for part in (parts[kind], text) if part)
    return Post(title=given.get("title", ""), exercise=given.get("exercise", ""), **parts)
