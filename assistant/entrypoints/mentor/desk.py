"""What every page of a mentor needs: the tables, the templates, the form that was sent."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, TypeVar
from urllib.parse import parse_qsl

from fastapi import HTTPException, Request
from fastapi.responses import Response
from sqlalchemy.engine import Engine
from starlette.concurrency import run_in_threadpool

from assistant.entrypoints.pages.rendering import PRIVATE, Pages
from assistant.entrypoints.results import Results
from assistant.entrypoints.service import Service
from assistant.errors import UnreadableInput
from assistant.mentoring.acts import Acts
from assistant.mentoring.cases import Cases
from assistant.mentoring.details import Details
from assistant.mentoring.drafts import Drafts
from assistant.mentoring.sessions import Session

Done = TypeVar("Done")


@dataclass(frozen=True)
class Desk:
    """The service, and what mentors work on."""

    service: Service
    pages: Pages
    results: Results
    details: Details
    acts: Acts
    cases: Cases
    drafts: Drafts

    @classmethod
    def of(cls, service: Service, pages: Pages, results: Results, engine: Engine) -> "Desk":
        """A desk over one database."""
        tables = Details(engine), Acts(engine), Cases(engine), Drafts(engine)
        return cls(service, pages, results, *tables)

    def mentor(self, request: Request) -> Session:
        """The session of whoever asks. Raises HTTPException where there is none."""
        return self.service.doorkeeper.session(request)

    def page(self, request: Request, session: Session | None, name: str, **shown: Any) -> Response:
        """A page of a mentor; it is never stored on the way."""
        filled = {**shown, "mentor": session}
        return self.pages.show(request, f"mentor/{name}", filled, headers=PRIVATE)

    async def sent(self, request: Request) -> tuple[Session, dict[str, str]]:
        """The mentor who sent a form of ours, and its fields. Raises HTTPException."""
        session = await run_in_threadpool(self.mentor, request)
        fields = await self.fields(request)
        self.service.doorkeeper.check(session, fields)
        return session, fields

    async def fields(self, request: Request) -> dict[str, str]:
        """The fields of a form. Raises HTTPException 413 or 422."""
        body = await self.service.body(request)
        try:
            pairs = parse_qsl(body.decode(), keep_blank_values=True, max_num_fields=50)
        except ValueError:
            raise HTTPException(422, "The form cannot be read.") from None
        if any("\0" in value for _, value in pairs):
            raise HTTPException(422, "The input is binary; paste text.")
        return {name: value.replace("\r\n", "\n") for name, value in pairs}


async def done(work: Callable[[], Done]) -> Done:
    """Work on the database, off the event loop; bad input is a status with one sentence."""
    try:
        return await run_in_threadpool(work)
    except UnreadableInput as error:
        raise HTTPException(error.status, str(error)) from None
