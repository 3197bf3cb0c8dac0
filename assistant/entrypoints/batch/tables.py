"""The tables of batches that several machines share."""

from sqlalchemy import Column, Connection, Float, Index, Integer, String, Table, Text
from sqlalchemy import UniqueConstraint as Unique

from assistant.database import METADATA
from assistant.mentoring.keeping import DAY, Keeps, keep
from assistant.settings import Settings

SCHEMA = "gradmentor_batch"  # of the engine: the forum bot's work is not ours
LEASE_SECONDS = 20.0  # after how long a silent worker is taken for dead
LONGEST_DAYS = 2  # a batch that nobody has fetched by then is deleted

# One row for each different submission of a batch; `row` is its result, written once. The rows
# of a chunk are handed out together; its number is that of its first row.
CASE = Table(
    "batch_case",
    METADATA,
    Column("id", Integer, primary_key=True, autoincrement=True),
    Column("batch", String(32), nullable=False),
    Column("digest", String(24), nullable=False),
    Column("chunk", Integer, nullable=False),
    Column("body", Text, nullable=False),
    Column("row", Text, nullable=True),
    Column("arrived", Float, nullable=False),
    Unique("batch", "digest"),
    Index("batch_case_by_chunk", "chunk"),
)

WORKER = Table(
    "batch_worker",
    METADATA,
    Column("executor", String(100), primary_key=True),
    Column("beat", Float, nullable=False),
)


def expire_cases(connection: Connection, settings: Settings, now: float) -> int:
    """Delete what was left behind."""
    old = CASE.c.arrived < now - LONGEST_DAYS * DAY
    return connection.execute(CASE.delete().where(old)).rowcount


def expire_workers(connection: Connection, settings: Settings, now: float) -> int:
    """Delete workers that are long gone."""
    return connection.execute(WORKER.delete().where(WORKER.c.beat < now - DAY)).rowcount


keep(
    Keeps(
        "batch_case",
        "Submissions of a batch that several machines share, without names.",
        lambda _: f"until the batch has ended, {LONGEST_DAYS} days at most",
        expire_cases,
    )
)
keep(
    Keeps(
        "batch_worker",
        "Which workers of batches are alive.",
        lambda _: "a day after they ended",
        expire_workers,
    )
)
