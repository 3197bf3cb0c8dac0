"""The bot's tables; `answer` is the truth about every post, whatever engine does the work."""

from typing import Any

from sqlalchemy import (
    Boolean,
    Column,
    Float,
    Index,
    Integer,
    Row,
    String,
    Table,
    Text,
    UniqueConstraint,
    false,
)

from assistant.database import METADATA

# A row's number is the order of arrival. `run` is raised with every change of state: work that
# was handed out for an earlier run finds that it is obsolete, and does nothing.
ANSWER = Table(
    "answer",
    METADATA,
    Column("id", Integer, primary_key=True, autoincrement=True),
    Column("forum", String(300), nullable=False),
    Column("post_id", String(64), nullable=False),
    Column("topic_id", String(64), nullable=False),
    Column("number", Integer, nullable=False),
    Column("version", Integer, nullable=False),
    Column("author", String(100), nullable=False),
    Column("asked", String(12), nullable=False),
    Column("title", Text, nullable=False),
    Column("raw", Text, nullable=False),
    Column("state", String(12), nullable=False),
    Column("reason", Text, nullable=False, server_default=""),
    Column("run", Integer, nullable=False),
    Column("submitted", Boolean, nullable=False, server_default=false()),
    Column("due", Float, nullable=False),
    Column("tries", Integer, nullable=False, server_default="0"),
    Column("rung", Integer, nullable=False, server_default="1"),
    Column("found", Text, nullable=False, server_default="{}"),
    Column("text", Text, nullable=False, server_default=""),
    Column("posted_text", Text, nullable=False, server_default=""),
    Column("whisper", Boolean, nullable=False, server_default=false()),
    Column("reply_id", String(64), nullable=False, server_default=""),
    Column("holder", String(100), nullable=False, server_default=""),  # who speaks to the forum
    Column("held_until", Float, nullable=False, server_default="0"),
    Column("approved", String(100), nullable=False, server_default=""),  # by which mentor
    Column("edited", Boolean, nullable=False, server_default=false()),
    Column("arrived", Float, nullable=False),
    Column("changed", Float, nullable=False),
    Column("posted", Float, nullable=True),
    UniqueConstraint("forum", "post_id"),
    Index("answer_by_topic", "forum", "topic_id"),
    Index("answer_by_work", "submitted", "state", "due"),
)

TOPIC = Table(
    "forum_topic",
    METADATA,
    Column("forum", String(300), primary_key=True),
    Column("topic_id", String(64), primary_key=True),
    Column("quiet", String(12), nullable=False),  # why the bot is silent there: staff, person
)

STATE = Table(
    "forum_state",
    METADATA,
    Column("forum", String(300), primary_key=True),
    Column("touched", Integer, nullable=False),
    Column("stopped", String(100), nullable=False),  # who stopped all posting; empty: it goes on
    Column("paused_until", Float, nullable=False),
    Column("watermark", Integer, nullable=False),  # the newest post seen; -1: never looked
    Column("floor", Integer, nullable=False),  # the newest post of the first look: older are old
    Column("polled", Float, nullable=False),
)

CALL = Table(
    "forum_call",
    METADATA,
    Column("id", Integer, primary_key=True, autoincrement=True),
    Column("forum", String(300), nullable=False),
    Column("at", Float, nullable=False, index=True),
)

HEARTBEAT = Table(
    "heartbeat",
    METADATA,
    Column("executor", String(100), primary_key=True),
    Column("beat", Float, nullable=False),
)

CASE = Table(
    "forum_case",
    METADATA,
    Column("id", Integer, primary_key=True, autoincrement=True),
    Column("forum", String(300), nullable=False),
    Column("post_id", String(64), nullable=False),
    Column("topic_id", String(64), nullable=False, server_default=""),
    Column("kind", String(12), nullable=False),  # rejected, accepted
    Column("title", Text, nullable=False),
    Column("post", Text, nullable=False),
    Column("cause", String(100), nullable=False),
    Column("answered", Text, nullable=False, server_default=""),
    Column("by", String(100), nullable=False),
    Column("at", Float, nullable=False),
    UniqueConstraint("forum", "post_id", "kind"),
)


def place_of(row: Row[Any]) -> str:
    """Where a post stands in its forum, as acts name it."""
    return f"{topic_of(row)}{row.number}"


def topic_of(row: Row[Any]) -> str:
    """How the places of all posts of its topic begin."""
    return f"{row.forum}/t/{row.topic_id}/"
