"""Makes an event durable: one row for each post, whatever comes twice, late or out of order."""

import time
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any

from sqlalchemy import Connection, and_, case, or_, select
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.engine import Engine
from sqlalchemy.exc import DBAPIError

from assistant.forum.conversation import Asked
from assistant.forum.events import LARGEST, Event
from assistant.forum.forgetting import forget_post
from assistant.forum.tables import ANSWER, CASE, TOPIC

OPEN = ("received", "ready", "waiting")  # not answered yet
DELETED = LARGEST  # the version of a deleted post: no later event is newer
ANSWERED = ("posted", "whispered", "enqueued")


@dataclass(frozen=True)
class Arrival:
    """An event that is ours, and what it asks of the bot."""

    event: Event
    asked: Asked


def keep(engine: Engine, arrivals: Sequence[Arrival]) -> None:
    """Keep events; once more where the connection was of a server that is gone.

    What was kept after all is the same row.
    """
    try:
        keep_together(engine, arrivals)
    except DBAPIError as error:
        if not error.connection_invalidated:
            raise
        keep_together(engine, arrivals)


def keep_together(engine: Engine, arrivals: Sequence[Arrival]) -> None:
    """All in one transaction: with many at once the disk is asked once."""
    now = time.time()
    with engine.begin() as connection:
        told = [one for one in arrivals if one.event.kind in ("created", "edited")]
        posts = [row(one, now) for one in told if not one.event.post.staff]
        if posts:
            connection.execute(upsert(engine.dialect.name), posts)
        for one in arrivals:
            follow(connection, engine, one, now)


def row(arrival: Arrival, now: float) -> dict[str, Any]:
    """A new row; what nobody asked about is only remembered, as evidence."""
    post = arrival.event.post
    heard = arrival.asked == "heard"
    by_itself = arrival.asked == "bridge"  # answered in the request, never handed out
    return {
        "forum": arrival.event.forum,
        "post_id": post.id,
        "topic_id": post.topic_id,
        "number": post.number,
        "version": post.version,
        "author": post.author,
        "asked": arrival.asked,
        "title": post.title,
        "raw": post.raw,
        "state": "heard" if heard else "received",
        "run": 1,
        "submitted": heard or by_itself,
        "due": now,
        "arrived": now,
        "changed": now,
    }


@cache  # to write the statement down costs more than to run it
def upsert(dialect: str) -> Any:
    """Insert a post; a newer version of a known one is read again, and answered at most once more.

    What is not posted yet starts anew; a posted reply is edited, once.
    """
    made = insert(dialect).values()
    new, old = made.excluded, ANSWER.c
    # Not `in`: its parameters are expanded, which many rows at once cannot have.
    unposted = or_(*(old.state == one for one in (*OPEN, "held")))
    again = or_(old.asked == "first", old.asked == "again") & (
        unposted | and_(old.state == "posted", ~old.edited)
    )
    return made.on_conflict_do_update(
        index_elements=[ANSWER.c.forum, ANSWER.c.post_id],
        set_={
            "version": new.version,
            "raw": new.raw,
            "title": new.title,
            "run": case((again, old.run + 1), else_=old.run),
            "submitted": case((again, False), else_=old.submitted),
            "state": case((again, "received"), else_=old.state),
            "approved": case((again, ""), else_=old.approved),
            "tries": case((again, 0), else_=old.tries),
            "due": new.due,
            "changed": new.changed,
        },
        where=new.version > old.version,
    )


def insert(dialect: str) -> Any:
    """The insert that knows conflicts, in the words of the database."""
    return (postgresql if dialect == "postgresql" else sqlite).insert(ANSWER)


def follow(connection: Connection, engine: Engine, arrival: Arrival, now: float) -> None:
    """What an event means for other rows and for its topic."""
    post, kind = arrival.event.post, arrival.event.kind
    if arrival.asked == "own":
        removed(connection, arrival.event, now)
    elif kind == "destroyed":
        forget(connection, engine, arrival, now)
    elif kind == "accepted":
        offer(connection, arrival.event, now)
    elif arrival.asked == "wrong":
        withdraw_said_wrong(connection, arrival.event, now)
        hush(connection, arrival.event.forum, post.topic_id, "staff")
    elif post.staff:
        hush(connection, arrival.event.forum, post.topic_id, "staff")


def forget(connection: Connection, engine: Engine, arrival: Arrival, now: float) -> None:
    """A deleted post is not answered, its reply is taken back, and no word of either stays."""
    event = arrival.event
    gone = row(arrival, now) | {"state": "cancelled", "submitted": True}
    connection.execute(insert(engine.dialect.name).values(**gone).on_conflict_do_nothing())
    known = this(event.forum) & (ANSWER.c.post_id == event.post.id)
    forget_post(connection, connection.execute(select(ANSWER).where(known)).one(), now)
    change(connection, known & ANSWER.c.state.in_(ANSWERED), now, state="withdraw", submitted=False)
    others = known & ANSWER.c.state.in_((*OPEN, "held", "heard"))
    change(connection, others, now, state="cancelled", submitted=True)
    wordless = dict.fromkeys(("raw", "title", "text", "posted_text"), "") | {"found": "{}"}
    change(connection, known, now, reason="deleted", version=DELETED, **wordless)


def withdraw_said_wrong(connection: Connection, event: Event, now: float) -> None:
    """A staff member calls our reply wrong: it is taken back, and a mentor finds the cause."""
    latest = (
        select(ANSWER.c.id)
        .where(here(event), ANSWER.c.state.in_((*OPEN, *ANSWERED)))
        .order_by(ANSWER.c.id.desc())
        .limit(1)
    )
    id = connection.execute(latest).scalar()
    words = {"state": "withdraw", "submitted": False, "reason": f"wrong, says {event.post.author}"}
    change(connection, ANSWER.c.id == id, now, **words)


def hush(connection: Connection, forum: str, topic: str, why: str) -> None:
    """From here on people speak in this topic."""
    words = {"forum": forum, "topic_id": topic, "quiet": why}
    dialect = postgresql if connection.dialect.name == "postgresql" else sqlite
    connection.execute(dialect.insert(TOPIC).values(**words).on_conflict_do_nothing())


def removed(connection: Connection, event: Event, now: float) -> None:
    """Somebody deleted our reply: it is never posted again."""
    ours = this(event.forum) & (ANSWER.c.reply_id == event.post.id)
    change(connection, ours, now, state="removed", submitted=True, reason="deleted by the staff")


def offer(connection: Connection, event: Event, now: float) -> None:
    """An accepted solution, with the question it answers, is offered as an example."""
    first = connection.execute(select(ANSWER).where(here(event), ANSWER.c.number == 1)).first()
    known = select(CASE.c.id).where(
        CASE.c.forum == event.forum, CASE.c.post_id == event.post.id, CASE.c.kind == "accepted"
    )
    gone = select(ANSWER.c.id).where(
        this(event.forum), ANSWER.c.post_id == event.post.id, ANSWER.c.version == DELETED
    )
    if not (first and first.raw) or connection.execute(known.union_all(gone)).first():
        return
    words = {"title": first.title, "post": first.raw, "answered": event.post.raw, "cause": ""}
    ids = {"forum": event.forum, "post_id": event.post.id, "topic_id": event.post.topic_id}
    connection.execute(CASE.insert().values(**ids, kind="accepted", by="", at=now, **words))


def change(connection: Connection, which: Any, now: float, **values: Any) -> None:
    """Change rows, and make obsolete what is being done for them."""
    statement = ANSWER.update().where(which)
    connection.execute(statement.values(run=ANSWER.c.run + 1, changed=now, due=now, **values))


def this(forum: str) -> Any:
    """The rows of a forum."""
    return ANSWER.c.forum == forum


def here(event: Event) -> Any:
    """The rows of an event's topic."""
    return this(event.forum) & (ANSWER.c.topic_id == event.post.topic_id)
