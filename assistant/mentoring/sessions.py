"""Sessions of mentors in the database: they survive a restart, expire, and end at sign-out."""

import secrets
import time
from collections.abc import Mapping
from dataclasses import dataclass

from sqlalchemy import Column, Float, String, Table
from sqlalchemy.engine import Connection, Engine

from assistant.database import METADATA
from assistant.mentoring.keeping import Keeps, keep
from assistant.mentoring.tokens import hashed
from assistant.settings import Settings

SESSION = Table(
    "mentor_session",
    METADATA,
    Column("id", String(64), primary_key=True),
    Column("name", String(40), nullable=False),
    Column("holds", String(64), nullable=False),
    Column("csrf", String(64), nullable=False),
    Column("expires", Float, nullable=False, index=True),
)
HOUR = 3600.0


@dataclass(frozen=True)
class Session:
    """A mentor who signed in, and the secret that every form must send back."""

    name: str
    csrf: str


class Sessions:
    """The table of sessions; it holds the hash of a cookie, never the cookie."""

    def __init__(self, engine: Engine, mentors: Mapping[str, str], hours: float) -> None:
        self.engine = engine
        self.mentors = mentors
        self.hours = hours

    def begin(self, name: str) -> str:
        """A new session; gives the value of its cookie."""
        cookie = secrets.token_urlsafe(32)
        row = {
            "id": hashed(cookie),
            "name": name,
            "holds": self.mentors[name],
            "csrf": secrets.token_urlsafe(32),
            "expires": time.time() + self.hours * HOUR,
        }
        with self.engine.begin() as connection:
            connection.execute(SESSION.insert().values(**row))
        return cookie

    def find(self, cookie: str) -> Session | None:
        """The session of a cookie: not expired, and its mentor still holds the same token."""
        query = SESSION.select().where(
            SESSION.c.id == hashed(cookie), SESSION.c.expires >= time.time()
        )
        with self.engine.connect() as connection:
            row = connection.execute(query).first()
        if row is None or self.mentors.get(row.name) != row.holds:
            return None
        return Session(row.name, row.csrf)

    def end(self, cookie: str) -> None:
        """Sign out."""
        with self.engine.begin() as connection:
            connection.execute(SESSION.delete().where(SESSION.c.id == hashed(cookie)))


def expire(connection: Connection, settings: Settings, now: float) -> int:
    """Delete the sessions that are over."""
    return connection.execute(SESSION.delete().where(SESSION.c.expires < now)).rowcount


keep(
    Keeps(
        "mentor_session",
        "Which mentor is signed in.",
        lambda settings: f"{settings.session_hours:g} hours, or until the mentor signs out",
        expire,
    )
)
