"""Batches that several machines share: their cases, and the workers that are alive."""

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"


def upgrade() -> None:
    """Make the tables."""
    op.create_table(
        "batch_case",
        sa.Column("id", sa.Integer, primary_key=True, autoincrement=True),
        sa.Column("batch", sa.String(32), nullable=False),
        sa.Column("digest", sa.String(24), nullable=False),
        sa.Column("chunk", sa.Integer, nullable=False),
        sa.Column("body", sa.Text, nullable=False),
        sa.Column("row", sa.Text, nullable=True),
        sa.Column("arrived", sa.Float, nullable=False),
        sa.UniqueConstraint("batch", "digest"),
    )
    op.create_index("batch_case_by_chunk", "batch_case", ["chunk"])
    op.create_table(
        "batch_worker",
        sa.Column("executor", sa.String(100), primary_key=True),
        sa.Column("beat", sa.Float, nullable=False),
    )


def downgrade() -> None:
    """Drop the tables."""
    op.drop_table("batch_worker")
    op.drop_table("batch_case")
