"""Results under an unguessable token; databases of the first version hold the table already."""

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision: str | None = None


def upgrade() -> None:
    """Make the table."""
    if sa.inspect(op.get_bind()).has_table("result"):
        return
    op.create_table(
        "result",
        sa.Column("token", sa.String(64), primary_key=True),
        sa.Column("expires", sa.Float, nullable=False, index=True),
        sa.Column("body", sa.Text, nullable=False),
    )


def downgrade() -> None:
    """Drop the table."""
    op.drop_table("result")
