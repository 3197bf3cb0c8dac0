"""Cases that a mentor labelled with the right cause, for `evaluate`; they name nobody."""

import json
import re
import secrets
import time
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Column, Float, String, Table, Text, select
from sqlalchemy.engine import Connection, Engine

from assistant.database import METADATA
from assistant.errors import UnreadableInput
from assistant.library.form import SLUG
from assistant.mentoring.acts import ACT, Act, record
from assistant.mentoring.anonymous import code_of_nobody, text_of_nobody, without_code
from assistant.mentoring.keeping import Keeps, keep

CASE = Table(
    "labelled_case",
    METADATA,
    Column("id", String(40), primary_key=True),
    Column("at", Float, nullable=False),
    Column("body", Text, nullable=False),
)
CORRECTED = "corrected"
LINES = re.compile(r"[\d\s,]*")


@dataclass(frozen=True)
class Correction:
    """What a mentor says: the right cause, the lines, and what of the post may be kept."""

    cause: str
    lines: str = ""
    title: str = ""
    post: str = ""
    code: str = ""
    exercise: str = ""
    keep_code: bool = False


class Cases:
    """The table of labelled cases."""

    def __init__(self, engine: Engine) -> None:
        self.engine = engine

    def correct(
        self, given: Correction, *, who: str, about: str = "", student: str = "", before: str = ""
    ) -> str:
        """Keep a case and the act of correcting; gives its id. Raises UnreadableInput."""
        id = f"case-{secrets.token_hex(6)}"
        body = labelled(id, given, student)
        act = Act(who, CORRECTED, about, student, before, id, given.cause)
        with self.engine.begin() as connection:
            row = {"id": id, "at": time.time(), "body": json.dumps(body)}
            connection.execute(CASE.insert().values(**row))
            record(connection, act)
        return id

    def all(self) -> Iterator[dict[str, Any]]:
        """Every case, oldest first, as `evaluate` reads it."""
        with self.engine.connect() as connection:
            for row in connection.execute(CASE.select().order_by(CASE.c.at, CASE.c.id)):
                yield json.loads(row.body)


def is_slug(text: str) -> bool:
    """Words of letters and digits, joined by hyphens."""
    return len(text) <= 100 and SLUG.fullmatch(text) is not None


def labelled(id: str, given: Correction, student: str) -> dict[str, Any]:
    """A case of the contract with its label, without a person. Raises UnreadableInput."""
    if not is_slug(given.cause):
        raise UnreadableInput("A cause is words of letters and digits, joined by hyphens.")
    if not LINES.fullmatch(given.lines):
        raise UnreadableInput("Lines are numbers, separated by commas.")
    lines = [int(one) for one in given.lines.replace(",", " ").split()]
    code = code_of_nobody(given.code, student) if given.keep_code else ""
    texts = {"title": given.title, "post": given.post}
    if not given.keep_code:
        texts = {name: without_code(text) for name, text in texts.items()}
    case = {name: text_of_nobody(text, student) for name, text in texts.items()}
    case |= {"id": id, "code": code, "exercise": given.exercise, "cause": given.cause}
    found: dict[str, Any] = {name: text for name, text in case.items() if text}
    return found | ({"lines": lines} if lines and code else {})


def forget(connection: Connection, student: str) -> int:
    """Delete the cases that an act still joins to a student."""
    theirs = select(ACT.c.after).where(ACT.c.student == student, ACT.c.what == CORRECTED)
    return connection.execute(CASE.delete().where(CASE.c.id.in_(theirs))).rowcount


def forget_result(connection: Connection, token: str) -> None:
    """Take a deleted result's words out of what mentors made of it; what was counted stays."""
    about = ACT.c.about == token
    made = select(ACT.c.after).where(about, ACT.c.what == CORRECTED)
    connection.execute(CASE.delete().where(CASE.c.id.in_(made)))
    connection.execute(ACT.update().where(about).values(before="", after=""))


keep(
    Keeps(
        "labelled_case",
        "A post whose cause a mentor named, to measure how good the answers are: without name, "
        "links and post, and without code unless the mentor chose to keep it.",
        lambda settings: (
            "until its result is deleted by hand; for as long as an act names who posted, it can "
            "be forgotten with that person"
        ),
        forget=forget,
    )
)
