"""No other site can send our forms: a signed token in the form must match a cookie."""

import secrets

from fastapi import HTTPException, Request
from fastapi.responses import Response
from itsdangerous import BadData, URLSafeTimedSerializer

from assistant.settings import Settings

WEEK = 7 * 86400
STALE = "This page was open for too long, or its cookie is missing; press the button once more."
FOREIGN = "Another site sent this form, so nothing was done."
BROWSER = ("origin", "sec-fetch-site")  # one of them comes with every form of a browser


class Forgery:
    """The signed double submit: a random cookie, and the same value signed in each form."""

    def __init__(self, settings: Settings) -> None:
        key = settings.secret_key or secrets.token_urlsafe(32)
        self.serializer = URLSafeTimedSerializer(key, "gradmentor form")
        self.secure = settings.secure_cookies
        self.cookie = "__Host-form" if self.secure else "form"

    def value(self, request: Request) -> str:
        """The value of this browser's cookie, a new one where it has none."""
        return request.cookies.get(self.cookie, "")[:100] or secrets.token_urlsafe(16)

    def signed(self, value: str) -> str:
        """What a form carries."""
        return str(self.serializer.dumps(value))

    def give(self, response: Response, value: str) -> None:
        """Set the cookie."""
        response.set_cookie(
            self.cookie, value, max_age=WEEK, httponly=True, samesite="lax", secure=self.secure
        )

    def refuse_foreign(self, request: Request) -> None:
        """A browser tells where a request comes from. Raises HTTPException 403."""
        if request.headers.get("sec-fetch-site", "same-origin") not in ("same-origin", "none"):
            raise HTTPException(403, FOREIGN)

    def genuine(self, request: Request, given: str) -> bool:
        """The token fits the cookie; a program that is no browser cannot be led to send a form."""
        if not any(name in request.headers for name in BROWSER):
            return True
        try:
            value = str(self.serializer.loads(given, max_age=WEEK))
        except BadData:
            return False
        return secrets.compare_digest(value.encode(), request.cookies.get(self.cookie, "").encode())
