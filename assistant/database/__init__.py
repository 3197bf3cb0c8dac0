"""The one database: SQLite, or PostgreSQL for several machines; opened and brought up to date."""

import fcntl
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from alembic import command
from alembic.config import Config
from sqlalchemy import MetaData, create_engine, event, text
from sqlalchemy.engine import Engine, make_url

METADATA = MetaData()  # every table of ours is declared on it, beside the code that uses it
MIGRATIONS = Path(__file__).parent / "migrations"
ONLY_ONE = 7_201_845  # key of the advisory lock that one process holds while it migrates


def open_database(url: str) -> Engine:
    """An engine of the database of the settings, its tables up to date."""
    place = make_url(url)
    if place.drivername == "postgresql":
        place = place.set(drivername="postgresql+psycopg")
    engine = create_engine(place, pool_pre_ping=place.drivername != "sqlite")
    if engine.dialect.name == "sqlite":
        event.listen(engine, "connect", sqlite_habits)
    upgrade(engine)
    return engine


def sqlite_habits(connection: Any, _: object) -> None:
    """Readers do not wait for the writer, and a writer waits for another one."""
    for pragma in ("journal_mode=WAL", "synchronous=FULL", "busy_timeout=10000", "foreign_keys=ON"):
        connection.execute(f"PRAGMA {pragma}")


def upgrade(engine: Engine) -> None:
    """Run the migrations that are missing; of several processes one at a time."""
    config = Config()
    config.set_main_option("script_location", str(MIGRATIONS))
    with alone(engine), engine.connect() as connection:
        config.attributes["connection"] = connection
        command.upgrade(config, "head")
        connection.commit()


@contextmanager
def alone(engine: Engine) -> Iterator[None]:
    """A lock on the whole database, held by one process."""
    if engine.dialect.name == "postgresql":
        with engine.connect() as holder:
            holder.execute(text("SELECT pg_advisory_lock(:key)"), {"key": ONLY_ONE})
            yield
            holder.execute(text("SELECT pg_advisory_unlock(:key)"), {"key": ONLY_ONE})
    elif engine.url.database in (None, "", ":memory:"):
        yield
    else:
        with Path(f"{engine.url.database}.lock").open("w") as file:
            fcntl.flock(file, fcntl.LOCK_EX)
            yield
