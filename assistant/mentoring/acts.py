"""Acts: every answer, approval, edit and correction, with who and when."""

import csv
import io
import time
from collections.abc import Iterable
from dataclasses import asdict, dataclass, fields
from datetime import UTC, datetime

from sqlalchemy import Column, Float, Integer, String, Table, Text
from sqlalchemy.engine import Connection, Engine

from assistant.database import METADATA
from assistant.mentoring.keeping import DAY, Keeps, keep
from assistant.settings import Settings

ACT = Table(
    "act",
    METADATA,
    Column("id", Integer, primary_key=True),
    Column("at", Float, nullable=False, index=True),
    Column("who", String(40), nullable=False),
    Column("what", String(40), nullable=False),
    Column("about", String(200), nullable=False),
    Column("student", String(100), nullable=False, index=True),
    Column("before", Text, nullable=False),
    Column("after", Text, nullable=False),
    Column("cause", String(100), nullable=False),
)
OURS = "gradmentor"  # who answers and abstains; mentors do the rest
COLUMNS = ("who", "what", "about", "student", "before", "after", "cause")
FORMULA = ("=", "+", "-", "@", "\t", "\r")  # a spreadsheet would run a cell that begins so


@dataclass(frozen=True)
class Act:
    """One act: `what` is answered, abstained, approved, edited, corrected, drafted, ...

    `about` is the token of a result, the place of a post, or the id of what came of it.
    """

    who: str
    what: str
    about: str = ""
    student: str = ""
    before: str = ""
    after: str = ""
    cause: str = ""
    at: float = 0.0


class Acts:
    """The table of acts."""

    def __init__(self, engine: Engine) -> None:
        self.engine = engine

    def record(self, act: Act) -> None:
        """Keep an act, now where it says no time."""
        with self.engine.begin() as connection:
            record(connection, act)

    def since(self, start: float, end: float = float("inf")) -> list[Act]:
        """The acts from one time until another, oldest first."""
        asked = ACT.select().where(ACT.c.at >= start).order_by(ACT.c.at, ACT.c.id)
        if end != float("inf"):
            asked = asked.where(ACT.c.at < end)
        with self.engine.connect() as connection:
            rows = connection.execute(asked).mappings()
            return [Act(**{one.name: row[one.name] for one in fields(Act)}) for row in rows]


def record(connection: Connection, act: Act) -> None:
    """Keep an act together with what else a transaction does."""
    row = asdict(act) | {"at": act.at or time.time(), "student": act.student.lower()}
    connection.execute(ACT.insert().values(**row))


def as_csv(acts: Iterable[Act]) -> str:
    """A table for a spreadsheet; a cell that it would run is shown as text."""
    out = io.StringIO()
    writer = csv.writer(out)
    writer.writerow(["when", *COLUMNS])
    for act in acts:
        when = datetime.fromtimestamp(act.at, UTC).isoformat(timespec="seconds")
        writer.writerow([when, *(inert(getattr(act, name)) for name in COLUMNS)])
    return out.getvalue()


def inert(cell: str) -> str:
    """A cell that no spreadsheet takes for a formula."""
    return f"'{cell}" if cell.startswith(FORMULA) else cell


def expire(connection: Connection, settings: Settings, now: float) -> int:
    """Delete acts that are older than the settings keep."""
    oldest = now - settings.answer_days * DAY
    return connection.execute(ACT.delete().where(ACT.c.at < oldest)).rowcount


def forget(connection: Connection, student: str) -> int:
    """Delete the acts about one student."""
    return connection.execute(ACT.delete().where(ACT.c.student == student)).rowcount


keep(
    Keeps(
        "act",
        "That an answer was given, approved, edited or corrected: when, by which mentor, the "
        "words before and after, until the post or the result is deleted; from a forum also the "
        "place of the post and the name of who posted.",
        lambda settings: f"{settings.answer_days} days",
        expire,
        forget,
    )
)
