"""The topic of a forum's case: with its question an accepted answer's case is deleted, too."""

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"

# Of what is kept already: the topic of its post, or of the question whose words it holds.
TOPIC = """
UPDATE forum_case SET topic_id = COALESCE(
    (SELECT topic_id FROM answer
     WHERE answer.forum = forum_case.forum AND answer.post_id = forum_case.post_id),
    (SELECT MIN(topic_id) FROM answer
     WHERE answer.forum = forum_case.forum AND answer.number = 1
       AND answer.raw = forum_case.post AND answer.raw <> ''),
    '')
"""


def upgrade() -> None:
    """Add the column and fill it."""
    column = sa.Column("topic_id", sa.String(64), nullable=False, server_default="")
    op.add_column("forum_case", column)
    op.execute(TOPIC)


def downgrade() -> None:
    """Drop the column."""
    op.drop_column("forum_case", "topic_id")
