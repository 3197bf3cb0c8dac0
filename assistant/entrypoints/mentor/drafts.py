"""Drafts of entries: written on the web, run in the sandbox, committed by a person."""

from fastapi import APIRouter, HTTPException, Request
from fastapi.responses import PlainTextResponse, RedirectResponse, Response

from assistant.entrypoints.mentor.desk import Desk, done
from assistant.mentoring.drafts import Draft, checked


def add(router: APIRouter, desk: Desk) -> None:
    """A draft to write, to try, to take away."""

    @router.get("/drafts/{slug}")
    def draft(request: Request, slug: str, tried: bool = False) -> Response:
        """The draft, and what keeps it from being an entry where that was asked."""
        session = desk.mentor(request)
        one = found(desk, slug)
        sandbox = desk.service.assistant.sandbox if tried else None
        problems = checked(one, sandbox) if tried else []
        return desk.page(request, session, "draft.html", draft=one, tried=tried, problems=problems)

    @router.post("/drafts/{slug}")
    async def write(request: Request, slug: str) -> Response:
        """Keep the text, and try it."""
        session, fields = await desk.sent(request)
        await done(lambda: save(desk, Draft(slug, session.name, fields.get("text", ""))))
        return RedirectResponse(f"/mentor/drafts/{slug}?tried=true", 303)

    @router.get("/drafts/{slug}/file")
    def file(request: Request, slug: str) -> Response:
        """The file to put into the knowledge base."""
        desk.mentor(request)
        text = found(desk, slug).text
        headers = {"Content-Disposition": f'attachment; filename="{slug}.md"'}
        return PlainTextResponse(text, headers=headers, media_type="text/markdown")


def found(desk: Desk, slug: str) -> Draft:
    """One draft. Raises HTTPException 404."""
    one = desk.drafts.load(slug)
    if one is None:
        raise HTTPException(404, "There is no such draft.")
    return one


def save(desk: Desk, draft: Draft) -> None:
    """Keep what was written. Raises HTTPException 404."""
    found(desk, draft.slug)
    desk.drafts.save(draft)
