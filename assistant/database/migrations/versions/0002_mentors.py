"""Mentors: sessions, details of results, acts, labelled cases, drafts."""

from typing import Any

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"


def upgrade() -> None:
    """Make the tables."""
    op.create_table(
        "mentor_session",
        key("id", sa.String(64)),
        *(filled(name, sa.String(length)) for name, length in SESSION.items()),
        filled("expires", sa.Float, index=True),
    )
    op.create_table(
        "result_detail",
        key("token", sa.String(64), sa.ForeignKey("result.token", ondelete="CASCADE")),
        filled("student", sa.String(100), index=True),
        *(filled(name, sa.Text) for name in ("body", "reply")),
    )
    op.create_table(
        "act",
        key("id", sa.Integer),
        filled("at", sa.Float, index=True),
        *(filled(name, sa.String(length)) for name, length in ACT.items()),
        filled("student", sa.String(100), index=True),
        *(filled(name, sa.Text) for name in ("before", "after")),
        filled("cause", sa.String(100)),
    )
    op.create_table(
        "labelled_case",
        key("id", sa.String(40)),
        filled("at", sa.Float),
        filled("body", sa.Text),
    )
    op.create_table(
        "draft",
        key("slug", sa.String(100)),
        filled("at", sa.Float),
        filled("who", sa.String(40)),
        filled("text", sa.Text),
    )


SESSION = {"name": 40, "holds": 64, "csrf": 64}
ACT = {"who": 40, "what": 40, "about": 200}


def key(name: str, *kind: Any) -> "sa.Column[Any]":
    """A primary key."""
    return sa.Column(name, *kind, primary_key=True)


def filled(name: str, kind: Any, *, index: bool = False) -> "sa.Column[Any]":
    """A column that always holds something."""
    return sa.Column(name, kind, nullable=False, index=index)


def downgrade() -> None:
    """Drop the tables."""
    for name in ("draft", "labelled_case", "act", "result_detail", "mentor_session"):
        op.drop_table(name)
