"""Results kept for a while under an unguessable token."""

import json
import secrets
import time
from typing import Any

from sqlalchemy import Column, Float, String, Table, Text
from sqlalchemy.engine import Connection, Engine

from assistant.database import METADATA
from assistant.mentoring.cases import forget_result
from assistant.mentoring.keeping import DAY, Keeps, keep
from assistant.settings import Settings

RESULT = Table(
    "result",
    METADATA,
    Column("token", String(64), primary_key=True),
    Column("expires", Float, nullable=False, index=True),
    Column("body", Text, nullable=False),
)


class Results:
    """The table of results; what is expired is deleted with each save."""

    def __init__(self, engine: Engine, days: int) -> None:
        self.engine = engine
        self.days = days

    def save(self, body: dict[str, Any]) -> str:
        """Keep a result; gives its token."""
        token = secrets.token_urlsafe(24)
        now = time.time()
        row = {"token": token, "expires": now + self.days * DAY, "body": json.dumps(body)}
        with self.engine.begin() as connection:
            connection.execute(RESULT.delete().where(RESULT.c.expires < now))
            connection.execute(RESULT.insert().values(**row))
        return token

    def load(self, token: str) -> dict[str, Any] | None:
        """A result and when it `expires`, or None where there is none or it has expired."""
        query = RESULT.select().where(RESULT.c.token == token, RESULT.c.expires >= time.time())
        with self.engine.connect() as connection:
            row = connection.execute(query).first()
        return None if row is None else {**json.loads(row.body), "expires": row.expires}

    def delete(self, token: str) -> None:
        """Forget a result at once, with the words that mentors kept of it."""
        with self.engine.begin() as connection:
            connection.execute(RESULT.delete().where(RESULT.c.token == token))
            forget_result(connection, token)


def expire(connection: Connection, settings: Settings, now: float) -> int:
    """Delete the results that are over."""
    return connection.execute(RESULT.delete().where(RESULT.c.expires < now)).rowcount


keep(
    Keeps(
        "result",
        "A result page: its title, the code that was sent, and the answer; only its link opens it.",
        lambda settings: f"{settings.result_days} days",
        expire,
    )
)
