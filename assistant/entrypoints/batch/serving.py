"""A worker of shared batches: takes chunks from the database until it is told to end."""

import json
import os
import signal
import threading
import time
from collections.abc import Callable
from multiprocessing.context import ForkProcess

from sqlalchemy import select
from sqlalchemy.dialects.postgresql import insert

from assistant.database import open_database
from assistant.entrypoints.batch.diagnosing import diagnosed
from assistant.entrypoints.batch.sharing import here
from assistant.entrypoints.batch.tables import CASE, LEASE_SECONDS, SCHEMA, WORKER
from assistant.entrypoints.batch.workers import FORK
from assistant.forum.dbos_engine import DbosEngine
from assistant.types import Post
from assistant.wiring import Assistant

AT_HAND = 2  # chunks: while one is worked on, the next is there already


class Serving:
    """One process of workers: one diagnosis at a time, and a heartbeat."""

    def __init__(self, assistant: Assistant, database: str) -> None:
        self.assistant = assistant
        self.executor = here()
        self.database = open_database(database)
        self.engine = DbosEngine(database, self.executor, 1, {"batch": AT_HAND}, SCHEMA)
        self.one = threading.Lock()

    def run(self, ended: Callable[[float], bool]) -> None:
        """Work; `ended` waits for some seconds and says whether it is time to go."""
        self.beat()
        self.engine.start({"batch": self.work})
        while not ended(LEASE_SECONDS / 8):
            self.beat()
        self.engine.stop()
        self.database.dispose()

    def work(self, chunk: int, _: int) -> None:
        """Diagnose what has no row yet in a chunk; a row that another one wrote stays."""
        query = select(CASE.c.id, CASE.c.body).where(CASE.c.chunk == chunk, CASE.c.row.is_(None))
        with self.database.connect() as connection:
            cases = connection.execute(query.order_by(CASE.c.id)).all()
        for id, body in cases:
            with self.one:
                row = diagnosed(self.assistant, json.loads(body))
            once = CASE.update().where(CASE.c.id == id, CASE.c.row.is_(None))
            with self.database.begin() as connection:
                connection.execute(once.values(row=row))

    def beat(self) -> None:
        """Say that this process is alive."""
        made = insert(WORKER).values(executor=self.executor, beat=time.time())
        now = {"beat": made.excluded.beat}
        with self.database.begin() as connection:
            connection.execute(made.on_conflict_do_update(index_elements=["executor"], set_=now))


def serve(assistant: Assistant, database: str, jobs: int) -> None:
    """Processes until a signal; one that dies is replaced."""
    assistant.answer(Post(text="warm"))  # what is read at the first post is shared by all
    ending: list[int] = []
    for one in (signal.SIGTERM, signal.SIGINT):
        signal.signal(one, lambda number, _: ending.append(number))
    running = [started(assistant, database) for _ in range(jobs)]
    while not ending:
        time.sleep(1)
        running = [p if p.is_alive() else started(assistant, database) for p in running]
    for process in running:
        process.terminate()
    for process in running:
        process.join()


def started(assistant: Assistant, database: str) -> ForkProcess:
    """A process that knows all that this one has read."""
    process = FORK.Process(target=live, args=(assistant, database), daemon=True)
    process.start()
    return process


def live(assistant: Assistant, database: str) -> None:
    """The life of a process: until it is told to end, or nobody is there any more to tell it."""
    ending, parent = threading.Event(), os.getppid()
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    signal.signal(signal.SIGTERM, lambda *_: ending.set())
    with assistant:
        Serving(assistant, database).run(
            lambda seconds: ending.wait(seconds) or os.getppid() != parent
        )
