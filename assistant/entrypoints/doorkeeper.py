"""Lets mentors in: by bearer token or by session; forms must send the session's secret back."""

import secrets
from urllib.parse import quote

from fastapi import HTTPException, Request
from fastapi.responses import Response
from limits import parse
from limits.storage import MemoryStorage
from limits.strategies import MovingWindowRateLimiter
from sqlalchemy.engine import Engine

from assistant.entrypoints.clients import client_of
from assistant.mentoring.sessions import HOUR, Session, Sessions
from assistant.mentoring.tokens import holder, mentors_of
from assistant.settings import Settings

WRONG_TOKENS = parse("30 per 10 minutes")  # of one address, in each process
SIGN_IN = "/mentor/sign-in"
SAFE = ("GET", "HEAD")


class Doorkeeper:
    """Knows the mentors, their sessions, and who guessed too often."""

    def __init__(self, engine: Engine, settings: Settings) -> None:
        self.mentors = mentors_of(settings)
        self.sessions = Sessions(engine, self.mentors, settings.session_hours)
        self.always_secure = settings.secure_cookies
        self.seconds = int(settings.session_hours * HOUR)
        self.limiter = MovingWindowRateLimiter(MemoryStorage())

    def require(self, request: Request) -> str:
        """The mentor who asks. Raises HTTPException 401, 403, or 429."""
        given = request.headers.get("authorization", "")
        if given.startswith("Bearer "):
            name = self.recognise(request, given.removeprefix("Bearer "))
            if name is None:
                raise HTTPException(403, "That is not the mentor token.")
            return name
        return self.session(request).name

    def recognise(self, request: Request, token: str) -> str | None:
        """The mentor whose token it is. Raises HTTPException 429 after too many wrong ones."""
        client = client_of(request)
        if not self.limiter.test(WRONG_TOKENS, client):
            sentence = "Too many wrong tokens came from here; try again in ten minutes."
            raise HTTPException(429, sentence, {"Retry-After": "600"})
        name = holder(self.mentors, token)
        if name is None:
            self.limiter.hit(WRONG_TOKENS, client)
        return name

    def session(self, request: Request) -> Session:
        """The session of a request. Raises HTTPException 401; a person is led to the sign-in."""
        cookie = request.cookies.get(self.cookie_of(request))
        found = self.sessions.find(cookie) if cookie else None
        if found is None:
            raise asked_in(request)
        if request.method not in SAFE and from_elsewhere(request):
            raise HTTPException(403, "That was sent by another site.")
        return found

    def check(self, session: Session, fields: dict[str, str]) -> None:
        """A form of ours sends the session's secret. Raises HTTPException 403."""
        if not secrets.compare_digest(fields.get("csrf", "").encode(), session.csrf.encode()):
            raise HTTPException(403, "The page is out of date; load it again and repeat.")

    def sign_in(self, request: Request, response: Response, name: str) -> None:
        """Begin a session and hand out its cookie."""
        response.set_cookie(
            self.cookie_of(request),
            self.sessions.begin(name),
            max_age=self.seconds,
            httponly=True,
            samesite="lax",
            secure=self.secure(request),
        )

    def sign_out(self, request: Request, response: Response) -> None:
        """End the session, here and in the browser."""
        cookie = self.cookie_of(request)
        self.sessions.end(request.cookies.get(cookie, ""))
        response.delete_cookie(cookie, secure=self.secure(request), httponly=True)

    def cookie_of(self, request: Request) -> str:
        """The cookie's name; over https one that no other host can set."""
        return "__Host-mentor" if self.secure(request) else "mentor"

    def secure(self, request: Request) -> bool:
        """Whether the browser speaks https, as the settings or the proxy tell."""
        return self.always_secure or request.url.scheme == "https"


def from_elsewhere(request: Request) -> bool:
    """The browser says that another site sent it."""
    return request.headers.get("sec-fetch-site", "none") not in ("none", "same-origin")


def asked_in(request: Request) -> HTTPException:
    """For a person who reads a page the way to the sign-in, for a program 401."""
    sentence = "The mentor view needs the mentor token."
    if request.method in SAFE and "text/html" in request.headers.get("accept", ""):
        back = quote(request.url.path)
        return HTTPException(303, sentence, {"Location": f"{SIGN_IN}?next={back}"})
    return HTTPException(401, sentence, {"WWW-Authenticate": "Bearer"})
