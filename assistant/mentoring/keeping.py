"""The one place where each table says what it holds, for how long, and how it lets a person go."""

import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass

from sqlalchemy.engine import Connection, Engine

from assistant.errors import UnreadableInput
from assistant.settings import Settings

DAY = 86400.0
Expire = Callable[[Connection, Settings, float], int]
Forget = Callable[[Connection, str], int]


def nothing_expires(connection: Connection, settings: Settings, now: float) -> int:
    """For a table whose rows are kept until a person deletes them."""
    return 0


def nobody_is_named(connection: Connection, student: str) -> int:
    """For a table that names no student."""
    return 0


@dataclass(frozen=True)
class Keeps:
    """A table's promise: what it holds, how long, how rows expire, how a person is let go.

    `expire` deletes what is older than the settings allow at a time, `forget` what belongs
    to one student, by the name in lower case; both give the number of rows.
    """

    table: str
    what: str
    how_long: Callable[[Settings], str]
    expire: Expire = nothing_expires
    forget: Forget = nobody_is_named


PROMISES: dict[str, Keeps] = {}


def keep(promise: Keeps) -> None:
    """Register a table; called beside its declaration, after those that it leans on."""
    PROMISES[promise.table] = promise


def expire(engine: Engine, settings: Settings) -> Mapping[str, int]:
    """Delete whatever has expired; gives the rows by table."""
    now = time.time()
    with engine.begin() as connection:
        return {one.table: one.expire(connection, settings, now) for one in PROMISES.values()}


def forget(engine: Engine, student: str) -> Mapping[str, int]:
    """Delete one student's data everywhere, at once; gives the rows by table.

    Raises UnreadableInput without a name, which would be that of everyone who gave none.
    """
    name = student.strip().lower()
    if not name:
        raise UnreadableInput("Whom shall I forget? Give the name in the forum.")
    # A later table may find its rows through an earlier one, so that one goes last.
    with engine.begin() as connection:
        return {
            one.table: one.forget(connection, name) for one in reversed(list(PROMISES.values()))
        }
