"""Hands rows to the engine, keeps a heartbeat, and takes over from processes that fell silent."""

import threading
import time

from sqlalchemy import Connection, func, select
from sqlalchemy.dialects import postgresql, sqlite

from assistant.forum.answers import WORK, Answer, Answers
from assistant.forum.budget import Budget
from assistant.forum.engine import Engine, Kind
from assistant.forum.logs import log
from assistant.forum.tables import ANSWER, HEARTBEAT
from assistant.forum.writing import CALLS
from assistant.settings import Forum

LOOK_SECONDS = 0.5
BATCH = 50
WRITES = 2  # replies handed out at a time: the rest waits here, in order of arrival
LOST_SECONDS = 60.0
MOST_ENDS = 3
DAY = 86400.0


class Feeding:
    """A thread between our table and the engine; both may die between any two statements."""

    def __init__(self, rules: Forum, answers: Answers, budget: Budget, engine: Engine) -> None:
        self.rules = rules
        self.answers = answers
        self.database = answers.engine
        self.budget = budget
        self.engine = engine
        self.wake = threading.Event()
        self.ending = threading.Event()
        self.swept, self.cleaned = 0.0, time.time()
        self.thread = threading.Thread(target=self.run, name="forum-feeding", daemon=True)

    def stop(self) -> None:
        """End the thread."""
        self.ending.set()
        self.wake.set()
        self.thread.join()

    def run(self) -> None:
        """Feed whenever something arrived or became due; a database that is down is waited for."""
        while not self.ending.is_set():
            self.wake.wait(LOOK_SECONDS)
            self.wake.clear()
            try:
                self.turn()
            except Exception as error:  # noqa: BLE001 -- without this thread nothing goes on
                log.warning("feeding", error=type(error).__name__)
                self.ending.wait(LOOK_SECONDS)

    def turn(self) -> None:
        """All that is due now."""
        while not self.ending.is_set() and self.feed() == BATCH:
            pass
        now = time.time()
        if now - self.swept > self.rules.lease_seconds / 4:
            self.swept = now
            self.beat()
            self.sweep()
        if now - self.cleaned > DAY / 24:
            self.cleaned = now
            self.answers.forget_texts(self.rules.keep_days)
            self.engine.forget(now - DAY)

    def feed(self) -> int:
        """Hand out what is due; rows that another process is handing out are left to it."""
        with self.database.begin() as connection:
            rows = [*self.due(connection, ("received",), BATCH), *self.writes(connection)]
            for row in rows:
                self.engine.submit(name_of(row), kind_of(row), row.id, row.run)
            ids = [(row.id, row.run) for row in rows]
            for id, run in ids:
                same = (ANSWER.c.id == id) & (ANSWER.c.run == run)
                connection.execute(ANSWER.update().where(same).values(submitted=True))
        return len(rows)

    def writes(self, connection: Connection) -> list[Answer]:
        """The next replies, where the forum's budget and the ones on their way leave room."""
        states = ("ready", "withdraw")
        out = select(func.count()).where(ANSWER.c.state.in_(states), ANSWER.c.submitted)
        room = WRITES - (connection.execute(out).scalar() or 0)
        if room <= 0 or not self.budget.allows(CALLS):
            return []
        return self.due(connection, states, room)

    def due(self, connection: Connection, states: tuple[str, ...], limit: int) -> list[Answer]:
        """Rows to hand out, the earliest first."""
        query = (
            select(ANSWER)
            .where(~ANSWER.c.submitted, ANSWER.c.state.in_(states), ANSWER.c.due <= time.time())
            .order_by(ANSWER.c.id)
            .limit(limit)
            .with_for_update(skip_locked=True)
        )
        return list(connection.execute(query))

    def beat(self) -> None:
        """Say that this process is alive."""
        dialect = postgresql if self.database.dialect.name == "postgresql" else sqlite
        made = dialect.insert(HEARTBEAT).values(executor=self.rules.executor, beat=time.time())
        kept = made.on_conflict_do_update(
            index_elements=[HEARTBEAT.c.executor], set_={"beat": made.excluded.beat}
        )
        with self.database.begin() as connection:
            connection.execute(kept)

    def sweep(self) -> None:
        """Take over from the silent; hand out again what the engine has lost."""
        silent = HEARTBEAT.c.beat < time.time() - self.rules.lease_seconds
        with self.database.connect() as connection:
            gone = list(connection.execute(select(HEARTBEAT.c.executor).where(silent)).scalars())
            stale = ANSWER.c.changed < time.time() - LOST_SECONDS
            handed = (ANSWER.c.submitted, ANSWER.c.state.in_(WORK), stale)
            oldest = select(ANSWER).where(*handed).order_by(ANSWER.c.changed).limit(BATCH)
            old = list(connection.execute(oldest))
        if gone:
            log.warning("taking over", executors=gone)
            self.take_over(self.engine.give_up(gone))
            with self.database.begin() as connection:
                connection.execute(HEARTBEAT.delete().where(silent, HEARTBEAT.c.executor.in_(gone)))
        for row in old:
            if self.engine.lost(name_of(row)):
                self.again(row)

    def take_over(self, names: list[str]) -> None:
        """Hand out anew what was begun elsewhere; what is missed here is found lost later."""
        for name in names:
            row = self.answers.get(id_in(name))
            if row is not None and name_of(row) == name:
                self.again(row)

    def again(self, row: Answer) -> None:
        """The engine gave a row up: once more; a diagnosis that ends each time is a person's.

        The tries of a reply are those at the forum, which may be away for long.
        """
        if row.state == "received" and row.tries >= MOST_ENDS:
            self.answers.change(row, "failed", reason="the work on it ended several times")
        else:
            self.answers.later(row, 0.0, tries=row.tries + 1)


def kind_of(row: Answer) -> Kind:
    """Which work a state asks for."""
    return "diagnose" if row.state == "received" else "write"


def name_of(row: Answer) -> str:
    """The name of a piece of work: never given twice, even where one database was restored."""
    return f"answer-{row.id}-{row.run}-{int(row.changed * 1000)}"


def id_in(name: str) -> int:
    """The row of a piece of work."""
    return int(name.split("-")[1])
