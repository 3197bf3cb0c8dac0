"""What the bot's tables hold and for how long; a person who is forgotten is never answered anew.

The row of a post stays as a mark without words, or the poller would find the post again.
"""

from typing import Any

from sqlalchemy import Connection, Row, func, select, tuple_

from assistant.forum.tables import ANSWER, CASE, place_of, topic_of
from assistant.mentoring.acts import ACT
from assistant.mentoring.keeping import Keeps, keep
from assistant.settings import Settings

OPEN = ("received", "ready", "waiting", "failed", "taken-back", "held")
DRAFTED = ("ready", "waiting", "held")
WORDS = ("author", "title", "raw", "text", "posted_text", "reason")
INSIDE = {
    "forum_topic": "Topics in which the bot is silent, and why.",
    "forum_state": "How far the bot has read, and whether posting is stopped.",
    "forum_call": "When the forum was called, to stay within its limits.",
    "heartbeat": "Which processes of the bot are alive.",
}


def texts_for(settings: Settings) -> str:
    """How long the bot keeps words."""
    return f"texts for {settings.forum.keep_days} days; that a post was answered, for good"


def forget_answers(connection: Connection, student: str) -> int:
    """Blank all words of one student's posts and of the replies; what waits is not answered."""
    theirs = func.lower(ANSWER.c.author) == student
    waiting = theirs & ANSWER.c.state.in_(OPEN)
    gone = {"state": "cancelled", "submitted": True, "run": ANSWER.c.run + 1}
    connection.execute(ANSWER.update().where(waiting).values(**gone))
    topics = select(ANSWER.c.forum, ANSWER.c.topic_id).where(theirs, ANSWER.c.number == 1)
    begun = tuple_(ANSWER.c.forum, ANSWER.c.topic_id).in_(topics)
    connection.execute(ANSWER.update().where(begun).values(title=""))
    blank = dict.fromkeys(WORDS, "") | {"found": "{}"}
    return connection.execute(ANSWER.update().where(theirs).values(**blank)).rowcount


def forget_cases(connection: Connection, student: str) -> int:
    """Delete the cases that hold one student's posts, and those of the topics that they began."""
    wrote = func.lower(ANSWER.c.author) == student
    posts = select(ANSWER.c.forum, ANSWER.c.post_id).where(wrote)
    topics = select(ANSWER.c.forum, ANSWER.c.topic_id).where(wrote, ANSWER.c.number == 1)
    made = tuple_(CASE.c.forum, CASE.c.post_id).in_(posts)
    asked = tuple_(CASE.c.forum, CASE.c.topic_id).in_(topics)
    return connection.execute(CASE.delete().where(made | asked)).rowcount


def forget_post(connection: Connection, row: Row[Any], now: float) -> None:
    """Take the words of a deleted post out of all that was made of them; what was counted stays.

    What its author was told elsewhere in the topic may quote it: drafts are made anew, what
    was posted is kept by the forum alone.
    """
    topic = (ANSWER.c.forum == row.forum) & (ANSWER.c.topic_id == row.topic_id)
    cases = (CASE.c.forum == row.forum) & (CASE.c.post_id == row.post_id)
    theirs = ACT.c.about == place_of(row)
    if row.number == 1:
        cases |= (CASE.c.forum == row.forum) & (CASE.c.topic_id == row.topic_id)
        connection.execute(ANSWER.update().where(topic).values(title=""))
    if row.author:
        theirs |= ACT.c.about.startswith(topic_of(row), autoescape=True) & (
            ACT.c.student == row.author.lower()
        )
        told = topic & (ANSWER.c.author == row.author) & (ANSWER.c.asked != "bridge")
        anew = {"state": "received", "submitted": False, "run": ANSWER.c.run + 1, "due": now}
        drafts = told & ANSWER.c.state.in_(DRAFTED)
        connection.execute(ANSWER.update().where(drafts).values(approved="", **anew))
        wordless = {"text": "", "posted_text": "", "found": "{}"}
        connection.execute(ANSWER.update().where(told).values(**wordless))
    connection.execute(CASE.delete().where(cases))
    connection.execute(ACT.update().where(theirs).values(before="", after=""))


keep(
    Keeps(
        "answer",
        "Posts of the forum that the bot was sent, its drafts and replies.",
        texts_for,
        forget=forget_answers,
    )
)
keep(
    Keeps(
        "forum_case",
        "Posts of the forum whose cause a mentor named, and questions with the answer that was "
        "accepted, without the name of who wrote them.",
        lambda _: "until the post or its question is deleted, or who wrote it is forgotten",
        forget=forget_cases,
    )
)
for table, what in INSIDE.items():
    keep(Keeps(table, what, lambda _: "while the bot runs; no student is named"))
