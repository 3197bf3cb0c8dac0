"""The mentors' queue on the web: drafts to approve, edit or reject, and the switch; no scripts."""

import json
from typing import Any

from fastapi import APIRouter, HTTPException, Request
from fastapi.responses import PlainTextResponse, RedirectResponse, Response
from itsdangerous import BadSignature, URLSafeTimedSerializer
from starlette.concurrency import run_in_threadpool

from assistant.entrypoints.pages.markdown import markdown
from assistant.entrypoints.pages.rendering import PRIVATE, Pages
from assistant.entrypoints.service import Service
from assistant.forum.answers import Answer, found_in
from assistant.forum.bot import Bot
from assistant.forum.events import LARGEST
from assistant.forum.reviewing import TO_REVIEW, Reviewing
from assistant.forum.tables import place_of

FORM_SECONDS = 12 * 3600
LONGEST = 30_000
OFF = "No forum is connected here, so there is no queue."
CHANGED = "The post has changed meanwhile; look at its new draft."


def routes(service: Service, pages: Pages, bot: Bot | None) -> APIRouter:
    """The routes for mentors."""
    router = APIRouter(include_in_schema=False)
    queue = Queue(service, pages, bot)
    router.add_api_route("/queue", queue.listed, methods=["GET"])
    router.add_api_route("/queue/cases.jsonl", queue.cases, methods=["GET"])
    router.add_api_route("/queue/switch", queue.switch, methods=["POST"])
    router.add_api_route("/queue/examples/{id}", queue.settle, methods=["POST"])
    router.add_api_route("/queue/{id}", queue.shown, methods=["GET"])
    router.add_api_route("/queue/{id}", queue.decide, methods=["POST"])
    return router


class Queue:
    """The pages; each asks first who is there."""

    def __init__(self, service: Service, pages: Pages, bot: Bot | None) -> None:
        self.service = service
        self.pages = pages
        self.bot = bot
        settings = service.settings
        secret = settings.secret_key + settings.mentor_token + settings.forum.webhook_secret
        self.signer = URLSafeTimedSerializer(secret, "queue-form")

    def enter(self, request: Request) -> tuple[str, Bot, Reviewing]:
        """The mentor's name and the bot. Raises HTTPException."""
        mentor = self.service.require_mentor(request)
        if self.bot is None:
            raise HTTPException(503, OFF)
        return mentor, self.bot, Reviewing(self.bot.answers.engine)

    async def sent(self, request: Request) -> dict[str, str]:
        """The fields of a form that we made for this mentor. Raises HTTPException 403."""
        mentor = self.service.require_mentor(request)
        async with request.form(max_files=0, max_fields=10) as form:
            given = {name: value for name, value in form.items() if isinstance(value, str)}
        try:
            right = self.signer.loads(given.get("token", ""), max_age=FORM_SECONDS) == mentor
        except BadSignature:
            right = False
        if not right:
            raise HTTPException(403, "The form is too old or not ours; open it once more.")
        return given

    def page(self, request: Request, mentor: str, name: str, **shown: Any) -> Response:
        """A page with a token for its forms."""
        words = {"token": self.signer.dumps(mentor), "mentor": mentor, **shown}
        return self.pages.show(request, name, words, headers=PRIVATE)

    def listed(self, request: Request, state: str = "waiting") -> Response:
        """The drafts in one state, the examples offered, and the switch."""
        mentor, bot, reviewing = self.enter(request)
        counts = bot.answers.by_state()
        return self.page(
            request,
            mentor,
            "queue.html",
            rows=bot.answers.listed(state),
            state=state,
            states={one: counts.get(one, 0) for one in (*TO_REVIEW, "ready", "posted")},
            stopped=bot.budget.stopped,
            mode=bot.rules.mode,
            offered=reviewing.offered(),
            causes=sorted(self.service.assistant.entries),
        )

    def shown(self, request: Request, id: int) -> Response:
        """One draft with the evidence it rests on."""
        mentor, bot, _ = self.enter(request)
        row = known(bot, id)
        return self.page(
            request,
            mentor,
            "draft.html",
            row=row,
            found=found_in(row),
            preview=markdown(row.text),
            causes=sorted(self.service.assistant.entries),
            place="" if row.asked == "bridge" else place_of(row),
        )

    async def decide(self, request: Request, id: int) -> Response:
        """Approve or reject."""
        given = await self.sent(request)
        mentor, bot, reviewing = self.enter(request)
        await run_in_threadpool(self.decided, bot, reviewing, id, given, mentor)
        bot.feeding.wake.set()
        return RedirectResponse("/queue", 303)

    def decided(
        self, bot: Bot, reviewing: Reviewing, id: int, given: dict[str, str], mentor: str
    ) -> None:
        """What the mentor decided. Raises HTTPException with one sentence."""
        row, cause = known(bot, id), given.get("cause", "")
        if str(row.run) != given.get("run"):
            raise HTTPException(409, CHANGED)
        if given.get("act") == "approve":
            if bot.rules.mode == "dry_run":
                raise HTTPException(409, "In the mode dry_run nothing is posted.")
            text = given.get("text", "")
            if not text.strip() or len(text) > LONGEST or row.state not in TO_REVIEW:
                raise HTTPException(422, f"A reply has 1 to {LONGEST} characters.")
            done = reviewing.approve(row, text, mentor)
        else:
            self.require_cause(cause)
            done = reviewing.reject(row, cause, mentor)
        if not done:
            raise HTTPException(409, CHANGED)

    def require_cause(self, cause: str) -> None:
        """A cause is an entry, or none. Raises HTTPException 422."""
        if cause and cause not in self.service.assistant.entries:
            raise HTTPException(422, f"There is no entry {cause[:80]!r}.")

    async def settle(self, request: Request, id: int) -> Response:
        """Keep an offered example, or drop it."""
        given = await self.sent(request)
        mentor, _, reviewing = self.enter(request)
        self.require_cause(given.get("cause", ""))
        if id > LARGEST:
            raise HTTPException(404, "There is no such example.")
        await run_in_threadpool(reviewing.settle, id, given.get("cause", ""), mentor)
        return RedirectResponse("/queue", 303)

    async def switch(self, request: Request) -> Response:
        """Stop all posting, or let it go on."""
        given = await self.sent(request)
        mentor, bot, _ = self.enter(request)
        stop = given.get("act") == "stop"
        await run_in_threadpool(bot.budget.set_stopped, mentor if stop else "")
        return RedirectResponse("/queue", 303)

    def cases(self, request: Request) -> Response:
        """All labelled cases, for `gradmentor evaluate`."""
        _, _, reviewing = self.enter(request)
        lines = [json.dumps(one, ensure_ascii=False) for one in reviewing.labelled()]
        return PlainTextResponse("".join(f"{line}\n" for line in lines))


def known(bot: Bot, id: int) -> Answer:
    """A row. Raises HTTPException 404."""
    row = bot.answers.get(id) if id <= LARGEST else None
    if row is None:
        raise HTTPException(404, "There is no such draft.")
    return row
