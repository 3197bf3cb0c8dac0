"""What is known of each post and what became of it: reads and changes of the table `answer`."""

import json
import time
from typing import Any

from sqlalchemy import Row, case, func, or_, select
from sqlalchemy.engine import Engine
from sqlalchemy.exc import SQLAlchemyError

from assistant.forum.keeping import ANSWERED, DELETED, OPEN, hush
from assistant.forum.tables import ANSWER, TOPIC

DAY = 86400.0
WORK = ("received", "ready", "withdraw")  # states in which something is left to do
Answer = Row[Any]


class Answers:
    """The rows of one database; a change holds only while nothing else happened to the row."""

    def __init__(self, engine: Engine) -> None:
        self.engine = engine

    def get(self, id: int) -> Answer | None:
        """One row."""
        return self.first(ANSWER.c.id == id)

    def find(self, forum: str, post_id: str) -> Answer | None:
        """The row of a post."""
        return self.first(ANSWER.c.forum == forum, ANSWER.c.post_id == post_id)

    def first(self, *which: Any, newest: bool = False) -> Answer | None:
        """The oldest row of those, or the newest."""
        order = ANSWER.c.id.desc() if newest else ANSWER.c.id
        with self.engine.connect() as connection:
            return connection.execute(select(ANSWER).where(*which).order_by(order).limit(1)).first()

    def change(self, row: Answer, state: str, **values: Any) -> bool:
        """Bring a row into another state; False where it has changed meanwhile."""
        now = time.time()
        values = {"submitted": state not in WORK, "due": now, "changed": now, **values}
        same = (ANSWER.c.id == row.id) & (ANSWER.c.run == row.run)
        statement = ANSWER.update().where(same).values(state=state, run=row.run + 1, **values)
        with self.engine.begin() as connection:
            return connection.execute(statement).rowcount == 1

    def claim(self, row: Answer, holder: str, seconds: float) -> bool:
        """Speak for a row alone: two runs of one post, in two processes, would both find no reply.

        A process that starts again under its name is not in its own way.
        """
        now = time.time()
        free = (ANSWER.c.holder == holder) | (ANSWER.c.held_until < now)
        statement = ANSWER.update().where(ANSWER.c.id == row.id, ANSWER.c.run == row.run, free)
        with self.engine.begin() as connection:
            held = statement.values(holder=holder, held_until=now + seconds)
            return connection.execute(held).rowcount == 1

    def later(self, row: Answer, wait: float, **values: Any) -> None:
        """Do the same again after a while."""
        self.change(row, row.state, submitted=False, due=time.time() + wait, **values)

    def replied(self, row: Answer, reply_id: str, state: str = "posted") -> None:
        """Our reply stands in the forum; that is kept whatever has happened to the row."""
        kept = {"reply_id": reply_id, "posted_text": row.text, "posted": time.time()}
        if not self.change(row, state, **kept):
            with self.engine.begin() as connection:
                same = ANSWER.c.id == row.id
                words = case((ANSWER.c.version == DELETED, ""), else_=row.text)
                late = ANSWER.update().where(same).values(**{**kept, "posted_text": words})
                connection.execute(late)
                # Deleted while we posted: what was posted is taken back.
                gone = same & (ANSWER.c.state == "cancelled")
                back = {"state": "withdraw", "submitted": False, "run": ANSWER.c.run + 1}
                connection.execute(ANSWER.update().where(gone).values(**back))

    def first_of(self, row: Answer) -> Answer | None:
        """The first post of a row's topic."""
        return self.first(*here(row), ANSWER.c.number == 1)

    def later_of(self, first: Answer, most: int) -> list[str]:
        """What the author of a topic's first post wrote later there, the newest posts of it."""
        theirs = (*here(first), ANSWER.c.author == first.author, ANSWER.c.number > 1)
        newest = select(ANSWER.c.raw).where(*theirs, ANSWER.c.raw != "")
        with self.engine.connect() as connection:
            query = newest.order_by(ANSWER.c.number.desc(), ANSWER.c.id.desc()).limit(most)
            return list(connection.execute(query).scalars())[::-1]

    def highest_rung(self, row: Answer) -> int:
        """The highest rung of the earlier replies of a row's topic."""
        told = (ANSWER.c.text != "") | ANSWER.c.state.in_(ANSWERED)
        said = (*here(row), ANSWER.c.id < row.id, told)
        with self.engine.connect() as connection:
            return connection.execute(select(func.max(ANSWER.c.rung)).where(*said)).scalar() or 0

    def hush(self, row: Answer, why: str) -> None:
        """From here on people speak in a row's topic."""
        with self.engine.begin() as connection:
            hush(connection, row.forum, row.topic_id, why)

    def quiet(self, row: Answer) -> str:
        """Why the bot is silent in a topic; empty where it is not."""
        which = (TOPIC.c.forum == row.forum, TOPIC.c.topic_id == row.topic_id)
        with self.engine.connect() as connection:
            return connection.execute(select(TOPIC.c.quiet).where(*which)).scalar() or ""

    def earlier(self, row: Answer) -> bool:
        """Whether an earlier post of the topic still waits for its reply."""
        before = (ANSWER.c.id < row.id, ANSWER.c.state.in_(WORK))
        return self.first(*here(row), *before) is not None

    def called(self, row: Answer) -> bool:
        """Whether the same author called a person before in this topic: once is enough."""
        theirs = (ANSWER.c.author == row.author, ANSWER.c.asked == "person")
        return self.first(*here(row), *theirs, ANSWER.c.id < row.id) is not None

    def spent(self, row: Answer) -> tuple[int, int, int]:
        """Replies to this user within a day, in this topic, and in all within a day."""
        today = ANSWER.c.posted > time.time() - DAY
        topic = ANSWER.c.topic_id == row.topic_id
        counts = select(
            func.count().filter(today & (ANSWER.c.author == row.author)),
            func.count().filter(topic),
            func.count().filter(today),
        ).where(ANSWER.c.forum == row.forum, ANSWER.c.state.in_(ANSWERED), or_(today, topic))
        with self.engine.connect() as connection:
            user, here, all = connection.execute(counts).one()
        return user, here, all

    def by_state(self) -> dict[str, int]:
        """How many rows are in which state."""
        query = select(ANSWER.c.state, func.count()).group_by(ANSWER.c.state)
        with self.engine.connect() as connection:
            return {row[0]: row[1] for row in connection.execute(query)}

    def listed(self, state: str, limit: int = 100) -> list[Answer]:
        """The rows in one state, the oldest first."""
        query = select(ANSWER).where(ANSWER.c.state == state).order_by(ANSWER.c.id).limit(limit)
        with self.engine.connect() as connection:
            return list(connection.execute(query))

    def readable(self) -> bool:
        """Whether the table is there and can be read, by a connection that remembers nothing."""
        try:
            with self.engine.connect() as connection:
                connection.invalidate()
                connection.execute(select(ANSWER.c.id).limit(1))
        except SQLAlchemyError:
            return False
        return True

    def unfinished(self) -> int:
        """How many rows are not answered yet."""
        with self.engine.connect() as connection:
            query = select(func.count()).where(ANSWER.c.state.in_(WORK))
            return connection.execute(query).scalar() or 0

    def forget_texts(self, days: int) -> None:
        """Clear what students wrote, some time after the last change."""
        old = (ANSWER.c.changed < time.time() - days * DAY) & ANSWER.c.state.not_in(OPEN)
        with self.engine.begin() as connection:
            connection.execute(ANSWER.update().where(old).values(raw="", title="", found="{}"))


def here(row: Answer) -> tuple[Any, ...]:
    """What belongs to the topic of a row."""
    return ANSWER.c.forum == row.forum, ANSWER.c.topic_id == row.topic_id


def found_in(row: Answer) -> dict[str, Any]:
    """The diagnosis of a row, as the contract's object."""
    told: dict[str, Any] = json.loads(row.found)
    return told
