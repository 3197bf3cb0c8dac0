"""Hands on several machines: cases go into the database, and workers anywhere take them."""

import json
import os
import socket
import time
from collections.abc import Iterator, Mapping, Sequence
from types import TracebackType
from typing import Any

from sqlalchemy import Connection, select
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.engine import Engine

from assistant.database import open_database
from assistant.entrypoints.batch.diagnosing import failed
from assistant.entrypoints.batch.tables import CASE, LEASE_SECONDS, SCHEMA, WORKER
from assistant.errors import UnreadableInput
from assistant.forum.dbos_engine import DbosEngine

CHUNK = 8  # cases that a worker takes at a time: the engine's work is small beside theirs
FEW = 8 * CHUNK  # with fewer under way a chunk that is not full goes out
LOOK_SECONDS = 0.1
MOST_TRIES = 3
GIVEN_UP = "The workers that took this case ended before they were done with it."
Task = tuple[str, Mapping[str, Any]]


class Shared:
    """A batch in a PostgreSQL database. Killed and started again under its name, it goes on.

    A row is written once, whoever finishes a case twice; the engine of the forum bot hands
    chunks out, and hands those of a dead worker out again.
    """

    def __init__(self, database: str, batch: str) -> None:
        self.database = opened(database)
        self.batch = batch
        self.engine = DbosEngine(database, here(), 0, {"batch": 1}, SCHEMA)
        self.engine.start({})
        self.next: list[Task] = []
        self.under_way: set[str] = set()
        self.tries: dict[int, int] = {}
        self.swept = time.monotonic()

    def __enter__(self) -> "Shared":
        return self

    def __exit__(
        self, kind: type[BaseException] | None, _: BaseException | None, __: TracebackType | None
    ) -> None:
        if kind is None:
            with self.database.begin() as connection:
                connection.execute(CASE.delete().where(CASE.c.batch == self.batch))
        self.engine.stop()
        self.database.dispose()

    def has_room(self) -> bool:
        """A database holds as much as a batch lets wait."""
        return True

    def take(self, digest: str, body: Mapping[str, Any]) -> None:
        """Put a case into the next chunk."""
        self.next.append((digest, body))
        if len(self.next) == CHUNK:
            self.send()

    def send(self) -> None:
        """Hand out the next chunk; cases that an earlier run handed out are only awaited."""
        tasks, self.next = self.next, []
        self.under_way |= {digest for digest, _ in tasks}
        with self.database.begin() as connection:
            chunks = {self.kept(connection, tasks), *self.unfinished(connection, tasks)}
        for chunk in chunks - {None}:
            assert chunk is not None
            self.submit(chunk)

    def kept(self, connection: Connection, tasks: Sequence[Task]) -> int | None:
        """The chunk of the cases that are new, None where none is."""
        shared = {"batch": self.batch, "arrived": time.time(), "chunk": 0}
        rows = [{**shared, "digest": d, "body": json.dumps(body)} for d, body in tasks]
        made = insert(CASE).values(rows).on_conflict_do_nothing().returning(CASE.c.id)
        ids = connection.execute(made).scalars().all()
        if ids:
            own = CASE.update().where(CASE.c.id.in_(ids))
            connection.execute(own.values(chunk=min(ids)))
        return min(ids, default=None)

    def unfinished(self, connection: Connection, tasks: Sequence[Task]) -> Sequence[int]:
        """The chunks in which these cases wait."""
        these = CASE.c.digest.in_([digest for digest, _ in tasks])
        return self.chunks(connection, these)

    def chunks(self, connection: Connection, *where: Any) -> Sequence[int]:
        """The chunks of this batch that are not finished."""
        ours = (CASE.c.batch == self.batch, CASE.c.row.is_(None))
        query = select(CASE.c.chunk).distinct().where(*ours, *where)
        return connection.execute(query).scalars().all()

    def submit(self, chunk: int) -> None:
        """Give a chunk to the engine, which takes each name once."""
        self.engine.submit(self.name(chunk), "batch", chunk, 0)

    def name(self, chunk: int) -> str:
        """The name of the work on a chunk, another one at each try."""
        return f"batch-{self.batch}-{chunk}-{self.tries.get(chunk, 0)}"

    def done(self) -> Sequence[tuple[str, str]]:
        """What has come back, at least one."""
        while True:
            if self.next and len(self.under_way) < FEW:
                self.send()
            found = list(self.fetched())
            if found:
                return found
            if time.monotonic() - self.swept > LEASE_SECONDS / 4:
                self.sweep()
            time.sleep(LOOK_SECONDS)

    def fetched(self) -> Iterator[tuple[str, str]]:
        """The results that are there and were not taken before."""
        ours = (CASE.c.batch == self.batch, CASE.c.row.is_not(None))
        query = select(CASE.c.digest, CASE.c.row).where(*ours, CASE.c.digest.in_(self.under_way))
        with self.database.connect() as connection:
            rows = connection.execute(query).all()
        for digest, row in rows:
            self.under_way.discard(digest)
            yield digest, row

    def sweep(self) -> None:
        """Hand out again what dead workers had; give up what ended several of them."""
        self.swept = time.monotonic()
        silent = WORKER.c.beat < time.time() - LEASE_SECONDS
        with self.database.begin() as connection:
            gone = list(connection.execute(select(WORKER.c.executor).where(silent)).scalars())
            if gone:
                self.engine.give_up(gone)
                connection.execute(WORKER.delete().where(WORKER.c.executor.in_(gone)))
            waiting = self.chunks(connection)
        for chunk in waiting:
            if self.engine.lost(self.name(chunk)):
                self.again(chunk)

    def again(self, chunk: int) -> None:
        """Once more, then its cases become rows that say so."""
        self.tries[chunk] = self.tries.get(chunk, 0) + 1
        if self.tries[chunk] < MOST_TRIES:
            self.submit(chunk)
            return
        left = CASE.update().where(CASE.c.chunk == chunk, CASE.c.row.is_(None))
        with self.database.begin() as connection:
            connection.execute(left.values(row=failed(GIVEN_UP)))


def here() -> str:
    """The name of this process among those of all machines."""
    return f"{socket.gethostname()}-{os.getpid()}-{time.time_ns() // 1_000_000}"


def opened(url: str) -> Engine:
    """A database that several machines can share. Raises UnreadableInput for another one."""
    if not url.startswith("postgresql"):
        raise UnreadableInput("Several machines share a batch through postgresql://… only.")
    return open_database(url)
