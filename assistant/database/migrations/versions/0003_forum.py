"""The forum bot's tables: answers, topics, state, calls, heartbeats, cases."""

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"


def upgrade() -> None:
    """Make the tables."""
    make_answer()
    make_forum()
    make_cases()


def downgrade() -> None:
    """Drop the tables."""
    for table in ("forum_case", "heartbeat", "forum_call", "forum_state", "forum_topic", "answer"):
        op.drop_table(table)


def make_answer() -> None:
    """Every post that was taken in, and what became of it."""
    op.create_table(
        "answer",
        sa.Column("id", sa.Integer, primary_key=True, autoincrement=True),
        sa.Column("forum", sa.String(300), nullable=False),
        sa.Column("post_id", sa.String(64), nullable=False),
        sa.Column("topic_id", sa.String(64), nullable=False),
        sa.Column("number", sa.Integer, nullable=False),
        sa.Column("version", sa.Integer, nullable=False),
        sa.Column("author", sa.String(100), nullable=False),
        sa.Column("asked", sa.String(12), nullable=False),
        sa.Column("title", sa.Text, nullable=False),
        sa.Column("raw", sa.Text, nullable=False),
        sa.Column("state", sa.String(12), nullable=False),
        sa.Column("reason", sa.Text, nullable=False, server_default=""),
        sa.Column("run", sa.Integer, nullable=False),
        sa.Column("submitted", sa.Boolean, nullable=False, server_default=sa.false()),
        sa.Column("due", sa.Float, nullable=False),
        sa.Column("tries", sa.Integer, nullable=False, server_default="0"),
        sa.Column("rung", sa.Integer, nullable=False, server_default="1"),
        sa.Column("found", sa.Text, nullable=False, server_default="{}"),
        sa.Column("text", sa.Text, nullable=False, server_default=""),
        sa.Column("posted_text", sa.Text, nullable=False, server_default=""),
        sa.Column("whisper", sa.Boolean, nullable=False, server_default=sa.false()),
        sa.Column("reply_id", sa.String(64), nullable=False, server_default=""),
        sa.Column("holder", sa.String(100), nullable=False, server_default=""),
        sa.Column("held_until", sa.Float, nullable=False, server_default="0"),
        sa.Column("approved", sa.String(100), nullable=False, server_default=""),
        sa.Column("edited", sa.Boolean, nullable=False, server_default=sa.false()),
        sa.Column("arrived", sa.Float, nullable=False),
        sa.Column("changed", sa.Float, nullable=False),
        sa.Column("posted", sa.Float, nullable=True),
        sa.UniqueConstraint("forum", "post_id"),
    )
    op.create_index("answer_by_topic", "answer", ["forum", "topic_id"])
    op.create_index("answer_by_work", "answer", ["submitted", "state", "due"])


def make_forum() -> None:
    """What is known of topics and of the forum, the calls made, the processes alive."""
    op.create_table(
        "forum_topic",
        sa.Column("forum", sa.String(300), primary_key=True),
        sa.Column("topic_id", sa.String(64), primary_key=True),
        sa.Column("quiet", sa.String(12), nullable=False),
    )
    op.create_table(
        "forum_state",
        sa.Column("forum", sa.String(300), primary_key=True),
        sa.Column("touched", sa.Integer, nullable=False),
        sa.Column("stopped", sa.String(100), nullable=False),
        sa.Column("paused_until", sa.Float, nullable=False),
        sa.Column("watermark", sa.Integer, nullable=False),
        sa.Column("floor", sa.Integer, nullable=False),
        sa.Column("polled", sa.Float, nullable=False),
    )
    op.create_table(
        "forum_call",
        sa.Column("id", sa.Integer, primary_key=True, autoincrement=True),
        sa.Column("forum", sa.String(300), nullable=False),
        sa.Column("at", sa.Float, nullable=False),
    )
    op.create_index("ix_forum_call_at", "forum_call", ["at"])
    op.create_table(
        "heartbeat",
        sa.Column("executor", sa.String(100), primary_key=True),
        sa.Column("beat", sa.Float, nullable=False),
    )


def make_cases() -> None:
    """What mentors and the forum taught."""
    op.create_table(
        "forum_case",
        sa.Column("id", sa.Integer, primary_key=True, autoincrement=True),
        sa.Column("forum", sa.String(300), nullable=False),
        sa.Column("post_id", sa.String(64), nullable=False),
        sa.Column("kind", sa.String(12), nullable=False),
        sa.Column("title", sa.Text, nullable=False),
        sa.Column("post", sa.Text, nullable=False),
        sa.Column("cause", sa.String(100), nullable=False),
        sa.Column("answered", sa.Text, nullable=False, server_default=""),
        sa.Column("by", sa.String(100), nullable=False),
        sa.Column("at", sa.Float, nullable=False),
        sa.UniqueConstraint("forum", "post_id", "kind"),
    )
