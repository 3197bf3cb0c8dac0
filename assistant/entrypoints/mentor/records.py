"""Records: the acts as a table to download, and the week in figures."""

from fastapi import APIRouter, HTTPException, Request
from fastapi.responses import PlainTextResponse, Response

from assistant.entrypoints.mentor.desk import Desk
from assistant.errors import UnreadableInput
from assistant.mentoring.acts import as_csv
from assistant.mentoring.summary import week_of


def add(router: APIRouter, desk: Desk) -> None:
    """The records."""

    @router.get("/acts.csv")
    def acts(request: Request) -> Response:
        """Every act that is kept; also for a program with the token."""
        desk.service.require_mentor(request)
        headers = {
            "Content-Disposition": 'attachment; filename="acts.csv"',
            "Cache-Control": "no-store",
        }
        return PlainTextResponse(as_csv(desk.acts.since(0)), headers=headers, media_type="text/csv")

    @router.get("/summary")
    def summary(request: Request, week: str = "") -> Response:
        """One week."""
        session = desk.mentor(request)
        try:
            found = week_of(desk.acts, week)
        except UnreadableInput as error:
            raise HTTPException(error.status, str(error)) from None
        titles = {slug: one.title for slug, one in desk.service.assistant.entries.items()}
        return desk.page(request, session, "summary.html", week=found, titles=titles)
