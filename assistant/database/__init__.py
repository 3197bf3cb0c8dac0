"""The one database: SQLite, or PostgreSQL for several machines; opened and brought up to date."""

import fcntl
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from alembic import command
from alembic.config import Config
from alembic.util import CommandError
from sqlalchemy import MetaData, create_engine, event, text
from sqlalchemy.engine import URL, Engine, make_url
from sqlalchemy.exc import ArgumentError, DisconnectionError, SQLAlchemyError

from assistant.errors import BadDatabase

METADATA = MetaData()  # every table of ours is declared on it, beside the code that uses it
MIGRATIONS = Path(__file__).parent / "migrations"
IDLE = 1.0  # seconds after which a connection is tried
LIKE = "named like sqlite:////folder/file.db or postgresql://user@host/name"
ONLY_ONE = 7_201_845  # key of the advisory lock that one process holds while it migrates


def open_database(url: str) -> Engine:
    """An engine of the database of the settings, its tables up to date. Raises BadDatabase."""
    with one_sentence(url):
        engine = engine_of(url)
        upgrade(engine)
    return engine


@contextmanager
def existing_database(url: str) -> Iterator[Engine]:
    """A database that is there, as it is; none is made. Raises BadDatabase."""
    with one_sentence(url):
        engine = engine_of(url)
        if engine.dialect.name == "sqlite" and not Path(place_of(url)).is_file():
            raise BadDatabase(f"There is no database {place_of(url)}.")
        try:
            yield engine
        finally:
            engine.dispose()


def engine_of(url: str) -> Engine:
    """An engine; errors do not quote what is written, since logs are no place for posts."""
    place = address(url)
    if place.drivername == "postgresql":
        place = place.set(drivername="postgresql+psycopg")
    engine = create_engine(place, hide_parameters=True)
    if engine.dialect.name == "sqlite":
        event.listen(engine, "connect", sqlite_habits)
    else:
        try_the_idle(engine)
    return engine


def address(url: str) -> URL:
    """Where a database is and how it is spoken to. Raises BadDatabase."""
    try:
        return make_url(url)
    except (ArgumentError, ValueError):
        raise BadDatabase(f"A database is {LIKE}.") from None


def place_of(url: str) -> str:
    """Where a database is: the whole path of a file, else the address without the password."""
    place = address(url)
    if place.drivername.startswith("sqlite"):
        return str(Path(str(place.database)).absolute())
    return place.render_as_string(hide_password=True)


@contextmanager
def one_sentence(url: str) -> Iterator[None]:
    """What fails at the database becomes BadDatabase: one sentence for whoever set it."""
    try:
        yield
    except (SQLAlchemyError, CommandError, OSError, ImportError) as error:
        reason = str(getattr(error, "orig", None) or error).splitlines()[0].rstrip(".")
        raise BadDatabase(f"The database {place_of(url)} cannot be used: {reason}.") from None


def sqlite_habits(connection: Any, _: object) -> None:
    """Readers do not wait for the writer, and a writer waits for another one."""
    for pragma in ("journal_mode=WAL", "synchronous=FULL", "busy_timeout=10000", "foreign_keys=ON"):
        connection.execute(f"PRAGMA {pragma}")


def try_the_idle(engine: Engine) -> None:
    """A connection that lay idle is tried before it is used: its server may have been restarted.

    Trying every one, as `pool_pre_ping` does, costs a fifth of what it takes to keep an event.
    """

    @event.listens_for(engine, "checkin")
    def used(_: object, record: Any) -> None:
        record.info["used"] = time.monotonic()

    @event.listens_for(engine, "checkout")
    def tried(connection: Any, record: Any, _: object) -> None:
        if time.monotonic() - record.info.get("used", 0.0) < IDLE:
            return
        try:
            engine.dialect.do_ping(connection)
        except engine.dialect.loaded_dbapi.Error as error:
            raise DisconnectionError(str(error)) from error  # the pool makes a new one


def upgrade(engine: Engine, version: str = "head") -> None:
    """Run the migrations that are missing; of several processes one at a time."""
    config = Config()
    config.set_main_option("script_location", str(MIGRATIONS))
    with alone(engine), engine.connect() as connection:
        config.attributes["connection"] = connection
        command.upgrade(config, version)
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
