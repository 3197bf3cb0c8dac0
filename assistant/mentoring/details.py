"""What a mentor may see of a result and a student may not; kept apart from the result itself."""

import json
from dataclasses import asdict
from typing import Any

from sqlalchemy import Column, ForeignKey, String, Table, Text, column, select, table
from sqlalchemy.engine import Connection, Engine

from assistant.database import METADATA
from assistant.mentoring.acts import OURS, Act, record
from assistant.mentoring.keeping import Keeps, keep
from assistant.replying.contract import as_json
from assistant.types import Finding, Post, Reply

DETAIL = Table(
    "result_detail",
    METADATA,
    Column("token", ForeignKey("result.token", ondelete="CASCADE"), primary_key=True),
    Column("student", String(100), nullable=False, index=True),
    Column("body", Text, nullable=False),
    Column("reply", Text, nullable=False),
)
RESULT = table("result", column("token"))


class Details:
    """The table of details; a row goes with its result, whoever deletes that."""

    def __init__(self, engine: Engine) -> None:
        self.engine = engine

    def save(self, token: str, post: Post, reply: Reply, student: str = "") -> None:
        """Keep the mentor's side of a result that is kept already, and that it was answered."""
        row = {
            "token": token,
            "student": student.lower(),
            "body": json.dumps(detailed(post, reply)),
            "reply": reply.text,
        }
        with self.engine.begin() as connection:
            connection.execute(DETAIL.insert().values(**row))
            record(connection, answer(token, reply, student))

    def load(self, token: str) -> dict[str, Any] | None:
        """The details of a result, with the reply as it was last edited."""
        with self.engine.connect() as connection:
            row = connection.execute(DETAIL.select().where(DETAIL.c.token == token)).first()
        if row is None:
            return None
        found: dict[str, Any] = json.loads(row.body)
        return found | {"edited": row.reply, "student": row.student}

    def edit(self, token: str, text: str) -> None:
        """Keep a mentor's words as the reply."""
        with self.engine.begin() as connection:
            connection.execute(DETAIL.update().where(DETAIL.c.token == token).values(reply=text))


def answer(about: str, reply: Reply, student: str = "") -> Act:
    """The act of answering a post, or of abstaining."""
    named = [one.cause for one in reply.diagnosis.faults if one.cause]
    named += [one.entry for one in reply.diagnosis.answers]
    what = "abstained" if reply.diagnosis.abstained else "answered"
    return Act(OURS, what, about, student, cause=next(iter(named), ""))


def detailed(post: Post, reply: Reply) -> dict[str, Any]:
    """The post, the mentor's diagnosis, and every finding, as plain data."""
    found = as_json(reply, mentor=True)
    findings = [finding(one) for one in reply.diagnosis.findings]
    return {"post": asdict(post), "diagnosis": found, "findings": findings}


def finding(one: Finding) -> dict[str, Any]:
    """One row of the evidence table."""
    return {
        "cause": one.cause,
        "strength": one.strength.word,
        "confidence": one.confidence,
        "saw": one.saw,
        "line": one.fault.line if one.fault else None,
    }


def forget(connection: Connection, student: str) -> int:
    """Delete a student's results; their details go with them."""
    theirs = select(DETAIL.c.token).where(DETAIL.c.student == student)
    return connection.execute(RESULT.delete().where(RESULT.c.token.in_(theirs))).rowcount


keep(
    Keeps(
        "result_detail",
        "What a mentor may see of a result: the post, the code, the evidence, the reply; "
        "from a forum also the name of who posted.",
        lambda settings: "as long as its result",
        forget=forget,
    )
)
