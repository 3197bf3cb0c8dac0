"""A result as mentors see it: evidence, repair, a reply to edit, a word on what was wrong."""

from collections.abc import Mapping
from typing import Any

from fastapi import APIRouter, HTTPException, Request
from fastapi.responses import RedirectResponse, Response

from assistant.entrypoints.mentor.desk import Desk, done
from assistant.entrypoints.pages.markdown import as_forum
from assistant.entrypoints.pages.rendering import PRIVATE
from assistant.entrypoints.pages.result import GONE, result_page
from assistant.mentoring.acts import Act
from assistant.mentoring.anonymous import code_of_nobody, text_of_nobody
from assistant.mentoring.cases import Correction
from assistant.mentoring.drafts import Draft, begun


def add(router: APIRouter, desk: Desk) -> None:
    """The result and what a mentor does with it."""

    @router.get("/r/{token}")
    def result(request: Request, token: str, kept: str = "") -> Response:
        """The evidence."""
        session = desk.mentor(request)
        return desk.page(
            request, session, "result.html", token=token, kept=kept, **shown(desk, token)
        )

    @router.post("/r/{token}/reply")
    async def reply(request: Request, token: str) -> Response:
        """Keep the reply as the mentor worded it."""
        session, fields = await desk.sent(request)
        await done(lambda: edit(desk, token, fields.get("reply", ""), session.name))
        return RedirectResponse(f"/mentor/r/{token}?kept=reply#reply", 303)

    @router.post("/r/{token}/wrong")
    async def wrong(request: Request, token: str) -> Response:
        """Keep a labelled case: this was wrong, the cause is another."""
        session, fields = await desk.sent(request)
        await done(lambda: correct(desk, token, fields, session.name))
        return RedirectResponse(f"/mentor/r/{token}?kept=wrong#wrong", 303)

    @router.post("/r/{token}/draft")
    async def draft(request: Request, token: str) -> Response:
        """Begin an entry from this case."""
        session, fields = await desk.sent(request)
        slug = fields.get("slug", "").strip()
        await done(lambda: begin(desk, token, slug, session.name))
        return RedirectResponse(f"/mentor/drafts/{slug}", 303)


def found(desk: Desk, token: str) -> dict[str, Any]:
    """The details of a result. Raises HTTPException 404."""
    kept = desk.details.load(token)
    if kept is None:
        raise HTTPException(404, GONE, PRIVATE)
    return kept


def edit(desk: Desk, token: str, text: str, who: str) -> None:
    """Keep the words, and the act with the words before."""
    kept = found(desk, token)
    if text != kept["edited"]:
        desk.details.edit(token, text)
        desk.acts.record(Act(who, "edited", token, kept["student"], kept["edited"], text))


def correct(desk: Desk, token: str, fields: Mapping[str, str], who: str) -> None:
    """Keep the case with its label."""
    kept = found(desk, token)
    names = ("cause", "lines", "title", "post", "code")
    given = {name: fields.get(name, "").strip("\n") for name in names}
    given["cause"] = given["cause"].strip()
    correction = Correction(
        **given, exercise=kept["diagnosis"]["exercise"] or "", keep_code="keep_code" in fields
    )
    before = next((f["cause"] for f in kept["findings"] if f["cause"]), "")
    desk.cases.correct(correction, who=who, about=token, student=kept["student"], before=before)


def begin(desk: Desk, token: str, slug: str, who: str) -> None:
    """Keep a draft that says what was seen here."""
    kept = found(desk, token)
    if slug in desk.service.assistant.entries:
        raise HTTPException(422, f"The entry {slug!r} exists already.")
    text = begun(kept["diagnosis"], kept["findings"])
    desk.drafts.add(Draft(slug, who, text), token, kept["student"])


def shown(desk: Desk, token: str) -> dict[str, Any]:
    """Everything the page shows: what the student sees, and what only a mentor may."""
    kept, body = found(desk, token), desk.results.load(token)
    if body is None:
        raise HTTPException(404, GONE, PRIVATE)
    diagnosis, post, student = kept["diagnosis"], kept["post"], kept["student"]
    threads = diagnosis.get("threads", ())
    return {
        **result_page(body, desk.service.assistant.entries),
        "d": diagnosis,
        "post": post,
        "findings": kept["findings"],
        "edited": kept["edited"],
        "preview": as_forum(kept["edited"]),
        "threads": [one for one in threads if is_link(one.get("url", ""))],
        "kept_title": text_of_nobody(post["title"], student),
        "kept_post": text_of_nobody(post["text"], student),
        "kept_code": code_of_nobody(body["code"], student),
    }


def is_link(address: str) -> bool:
    """An address that a page may link to."""
    return address.startswith(("https://", "http://"))
