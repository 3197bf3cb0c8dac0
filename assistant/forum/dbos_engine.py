"""DBOS behind the port: its own database, its queues, and what it needs to survive."""

import fcntl
import sqlite3
import threading
import time
from collections.abc import Mapping
from pathlib import Path
from typing import IO

from dbos import DBOS, DBOSConfig, DBOSPortableJSONSerializer, SetEnqueueOptions, SetWorkflowID
from sqlalchemy.engine import make_url
from sqlalchemy.exc import DBAPIError

from assistant.errors import OnlyOneWorker
from assistant.forum.engine import Handler, Kind

# Raised only when the arguments of `work` change, after old work has drained. Left to itself
# DBOS takes a hash of the source, and work begun before an edit is never taken up again.
APPLICATION_VERSION = "1"
# A post that ends the process each time it is touched is put aside after so many times.
MOST_RECOVERIES = 5
POLLING_SECONDS = 0.2  # half of it costs twice the idle time, a tenth of a core
PATIENCE = 60.0


HANDLERS: dict[str, Handler] = {}


@DBOS.workflow(name="work", max_recovery_attempts=MOST_RECOVERIES)
def work(kind: str, id: int, run: int) -> None:
    """One piece of work. What it did stands in our own table, so that it may be run again."""
    patiently(HANDLERS[kind], id, run)


def patiently(handler: Handler, id: int, run: int) -> None:
    """Wait for a database that restarts."""
    end = time.monotonic() + PATIENCE
    while True:
        try:
            return handler(id, run)
        except DBAPIError as error:
            if time.monotonic() > end or not (error.connection_invalidated or down(error)):
                raise
            time.sleep(0.5)


def down(error: DBAPIError) -> bool:
    """Whether a database could not be reached or had no time."""
    return type(error).__name__ in ("OperationalError", "InterfaceError")


class DbosEngine:
    """DBOS with a database of its own: a file beside ours, or the same PostgreSQL.

    What is in another `schema` is other work, with workers of its own. `side_by_side` says
    for each kind how much of it this process does at a time.
    """

    def __init__(
        self,
        database: str,
        executor: str,
        workers: int,
        side_by_side: Mapping[Kind, int] | None = None,
        schema: str = "dbos",
    ) -> None:
        self.url = work_database(database)
        self.executor = executor
        self.workers = workers
        # Replies are written one after the other.
        self.side_by_side = side_by_side or {"diagnose": max(1, workers), "write": 1}
        self.schema = schema
        self.lock: IO[str] | None = None
        self.gate = threading.Lock()

    def start(self, handlers: Mapping[Kind, Handler]) -> None:
        """Launch DBOS; it takes up what this executor left."""
        for kind, handler in handlers.items():
            HANDLERS[kind] = handler
        config: DBOSConfig = {
            "name": "gradmentor",
            "system_database_url": self.url,
            "dbos_system_schema": self.schema,
            "application_version": APPLICATION_VERSION,
            "executor_id": self.executor,
            "serializer": DBOSPortableJSONSerializer(),
            "log_level": "WARNING",
        }
        DBOS(config=config)
        if not self.workers:
            DBOS.listen_queues([])
        DBOS.launch()
        self.queues()

    def queues(self) -> None:
        """A queue for each kind.

        No limit over all processes: it would make them contend, and a dead one hold it.
        """
        often = {"polling_interval_sec": POLLING_SECONDS, "on_conflict": "always_update"}
        for kind, most in self.side_by_side.items():
            DBOS.register_queue(kind, worker_concurrency=most, **often)  # type: ignore[arg-type]

    def reserve(self) -> None:
        """On SQLite one process works, and readers do not wait for it. Raises OnlyOneWorker."""
        if not self.url.startswith("sqlite"):
            return
        file = Path(str(make_url(self.url).database))
        self.lock = Path(f"{file}.worker").open("w")  # noqa: SIM115 -- held until the end
        try:
            fcntl.flock(self.lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError:
            self.lock.close()
            raise OnlyOneWorker(
                "Another process works on this SQLite database; several need PostgreSQL."
            ) from None
        with sqlite3.connect(file) as connection:
            connection.execute("PRAGMA journal_mode=WAL")
        connection.close()

    def submit(self, name: str, kind: Kind, id: int, run: int) -> None:
        """Enqueue, the earlier post first; with SQLite one at a time, or writers wait long."""
        with self.gate, SetWorkflowID(name), SetEnqueueOptions(priority=max(1, id)):
            DBOS.enqueue_workflow(kind, work, kind, id, run)

    def lost(self, name: str) -> bool:
        """Whether nothing will come of it: unknown to DBOS, or ended."""
        status = DBOS.get_workflow_status(name)
        return status is None or status.status not in ("ENQUEUED", "PENDING", "DELAYED")

    def give_up(self, executors: list[str]) -> list[str]:
        """Cancel what was running there: resumed under its old name it could run in two places."""
        running = DBOS.list_workflows(
            executor_id=executors, status="PENDING", load_input=False, load_output=False
        )
        names = [one.workflow_id for one in running]
        if names:
            DBOS.cancel_workflows(names)
        return names

    def forget(self, before: float) -> None:
        """Delete what is done; DBOS keeps it for ever."""
        ended = time.strftime("%Y-%m-%dT%H:%M:%SZ", time.gmtime(before))
        old = DBOS.list_workflows(
            status=["SUCCESS", "ERROR", "CANCELLED"],
            completed_before=ended,
            limit=1000,
            load_input=False,
            load_output=False,
        )
        if old:
            DBOS.delete_workflows([one.workflow_id for one in old])

    def stop(self) -> None:
        """End; what is not done is taken up at the next start."""
        DBOS.destroy(workflow_completion_timeout_sec=2)
        if self.lock is not None:
            self.lock.close()


def work_database(database: str) -> str:
    """The database of the engine: a file of its own beside ours, or the same PostgreSQL."""
    place = make_url(database)
    if not place.drivername.startswith("sqlite"):
        return place.set(drivername="postgresql").render_as_string(hide_password=False)
    if place.database in (None, "", ":memory:"):
        raise OnlyOneWorker("The forum bot needs a database in a file.")
    file = Path(str(place.database))
    return f"sqlite:///{file.with_name(f'{file.stem}-work{file.suffix}')}"
