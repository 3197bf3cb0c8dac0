"""The pages: the form, a result, the knowledge base; everything works without JavaScript."""

from typing import Any

from fastapi import APIRouter, HTTPException, Request
from fastapi.responses import RedirectResponse, Response
from python_multipart.exceptions import FormParserError
from starlette.concurrency import run_in_threadpool
from starlette.datastructures import FormData, UploadFile
from starlette.templating import Jinja2Templates

from assistant.entrypoints.inputs import kind_of
from assistant.entrypoints.results import Results
from assistant.entrypoints.service import Service
from assistant.entrypoints.showing import answer_page, entry_page
from assistant.errors import UnreadableInput
from assistant.reading import decode
from assistant.types import Post

FIELDS = {"text": "post", "code": "code", "notebook": "notebook"}


def routes(service: Service, pages: Jinja2Templates, results: Results) -> APIRouter:
    """The routes for people."""
    router = APIRouter(include_in_schema=False)
    add_form(router, service, pages, results)
    add_knowledge(router, service, pages)
    return router


def add_form(router: APIRouter, service: Service, pages: Jinja2Templates, results: Results) -> None:
    """The form, its target, and the private result page."""

    @router.get("/")
    def form(request: Request) -> Response:
        """The form."""
        exercises = [one.id for one in service.assistant.exercises.values()]
        return pages.TemplateResponse(request, "form.html", {"exercises": exercises})

    @router.post("/diagnose")
    async def diagnose(request: Request) -> Response:
        """Diagnose what the form sent, and go to the result."""
        post = await sent_post(request, service)
        found = await run_in_threadpool(service.diagnose, request, post)
        kept = {"diagnosis": found, "title": post.title, "code": post.code}
        token = await run_in_threadpool(results.save, kept)
        return RedirectResponse(f"/r/{token}", 303)

    @router.get("/r/{token}")
    def result(request: Request, token: str) -> Response:
        """A result, while it is kept."""
        kept = results.load(token)
        if kept is None:
            raise HTTPException(404, "There is no such result, or it has expired.")
        shown = answer_page(kept, service.assistant.entries)
        return pages.TemplateResponse(request, "result.html", shown)


async def sent_post(request: Request, service: Service) -> Post:
    """The post that the form sent. Raises HTTPException with one sentence."""
    length = request.headers.get("content-length", "")
    limit = service.settings.max_input_bytes
    if not length.isdigit() or int(length) > limit:
        raise HTTPException(413, f"The input is larger than {limit} bytes.")
    try:
        async with request.form(max_files=1, max_fields=10, max_part_size=limit) as form:
            return await post_of_form(form, limit)
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
    title = given.get("title", "")
    if not any(part.strip() for part in (*parts.values(), title)):
        raise UnreadableInput("The form is empty; paste a post, code or both.")
    return Post(title=title, exercise=given.get("exercise", ""), **parts)


def add_knowledge(router: APIRouter, service: Service, pages: Jinja2Templates) -> None:
    """The knowledge base to read."""

    @router.get("/kb")
    def entries(request: Request) -> Response:
        """All entries by kind."""
        kinds: dict[str, list[Any]] = {"mistake": [], "idea": [], "course-life": []}
        for entry in service.assistant.entries.values():
            kinds[entry.kind].append(entry)
        return pages.TemplateResponse(request, "entries.html", {"kinds": kinds})

    @router.get("/kb/{slug}")
    def entry(request: Request, slug: str) -> Response:
        """One entry."""
        found = service.assistant.entries.get(slug)
        if found is None:
            raise HTTPException(404, "There is no such entry.")
        return pages.TemplateResponse(request, "entry.html", entry_page(found))
