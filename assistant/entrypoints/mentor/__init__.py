"""The mentors' pages: signing in, a result with its evidence, drafts, acts and the week."""

from fastapi import APIRouter

from assistant.entrypoints.mentor import drafts, records, result, signing_in
from assistant.entrypoints.mentor.desk import Desk


def routes(desk: Desk) -> APIRouter:
    """The routes for mentors."""
    router = APIRouter(prefix="/mentor", include_in_schema=False)
    for part in (signing_in, result, drafts, records):
        part.add(router, desk)
    return router
