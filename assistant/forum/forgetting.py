"""What the bot's tables hold and for how long; a person who is forgotten is never answered anew.

The row of a post stays as a mark without words, or the poller would find the post again.
"""

from sqlalchemy import Connection, func, select, tuple_

from assistant.forum.tables import ANSWER, CASE
from assistant.mentoring.keeping import Keeps, keep
from assistant.settings import Settings

OPEN = ("received", "ready", "waiting", "failed", "taken-back", "held")
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
    blank = dict.fromkeys(WORDS, "") | {"found": "{}"}
    return connection.execute(ANSWER.update().where(theirs).values(**blank)).rowcount


def forget_cases(connection: Connection, student: str) -> int:
    """Delete the cases that were made of one student's posts."""
    theirs = select(ANSWER.c.forum, ANSWER.c.post_id).where(func.lower(ANSWER.c.author) == student)
    made = tuple_(CASE.c.forum, CASE.c.post_id).in_(theirs)
    return connection.execute(CASE.delete().where(made)).rowcount


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
        "Posts of the forum whose cause a mentor named, without the name of who wrote them.",
        lambda _: "until it is deleted, or its writer is forgotten",
        forget=forget_cases,
    )
)
for table, what in INSIDE.items():
    keep(Keeps(table, what, lambda _: "while the bot runs; no student is named"))
