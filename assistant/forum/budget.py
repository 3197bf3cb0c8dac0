"""One budget of calls for all processes, the pause the forum asks for, and the switch."""

import time

from sqlalchemy import Connection, func, or_, select
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.engine import Engine

from assistant.forum.tables import CALL, STATE

# A call is made a little after it is counted, so the window is a little more than a minute.
WINDOW = 65.0


class Budget:
    """What one forum is asked, counted in the database."""

    def __init__(self, engine: Engine, forum: str, per_minute: int) -> None:
        self.engine = engine
        self.forum = forum
        self.per_minute = per_minute
        self.here = STATE.c.forum == forum

    def begin(self) -> None:
        """Make the forum's row, once."""
        dialect = postgresql if self.engine.dialect.name == "postgresql" else sqlite
        marks = {"watermark": -1, "floor": 0, "polled": 0.0}
        words = {"touched": 0, "stopped": "", "paused_until": 0.0, **marks}
        with self.engine.begin() as connection:
            made = dialect.insert(STATE).values(forum=self.forum, **words)
            connection.execute(made.on_conflict_do_nothing())

    def take(self, calls: int) -> float:
        """Take calls out of the minute's budget: 0 where they may be made, else seconds to wait."""
        now = time.time()
        with self.engine.begin() as connection:
            # The update comes first: it is the lock, on SQLite as on PostgreSQL.
            connection.execute(STATE.update().where(self.here).values(touched=STATE.c.touched + 1))
            paused = connection.execute(select(STATE.c.paused_until).where(self.here)).scalar()
            if paused is not None and paused > now:
                return float(paused - now)
            return self.taken(connection, calls, now)

    def taken(self, connection: Connection, calls: int, now: float) -> float:
        """Count the calls of the last minute, and add these where they fit."""
        ours = CALL.c.forum == self.forum
        # What lies in the future was counted by a clock that has been put right since.
        over = or_(CALL.c.at <= now - WINDOW, CALL.c.at > now + WINDOW)
        connection.execute(CALL.delete().where(ours, over))
        spent = connection.execute(select(func.count()).where(ours)).scalar() or 0
        if spent + calls > self.per_minute:
            oldest = connection.execute(select(func.min(CALL.c.at)).where(ours)).scalar()
            return max(0.1, float(oldest or now) + WINDOW - now)
        connection.execute(CALL.insert(), [{"forum": self.forum, "at": now}] * calls)
        return 0.0

    def allows(self, calls: int) -> bool:
        """Whether calls could be made now; takes none."""
        now = time.time()
        recent = select(func.count()).where(CALL.c.forum == self.forum, CALL.c.at > now - WINDOW)
        with self.engine.connect() as connection:
            state = connection.execute(select(STATE).where(self.here)).one()
            spent = connection.execute(recent).scalar() or 0
        return state.paused_until <= now and spent + calls <= self.per_minute

    def pause(self, seconds: float) -> None:
        """Make no call for a while."""
        until = time.time() + seconds
        later = self.here & (STATE.c.paused_until < until)
        with self.engine.begin() as connection:
            connection.execute(STATE.update().where(later).values(paused_until=until))

    def set_stopped(self, who: str) -> bool:
        """Stop all posting at once, in every process; an empty name lets it go on.

        False where the database knows nothing of the forum, so that nothing is stopped.
        """
        with self.engine.begin() as connection:
            switch = STATE.update().where(self.here).values(stopped=who[:100])
            return connection.execute(switch).rowcount == 1

    @property
    def stopped(self) -> str:
        """Who stopped all posting; empty where it goes on."""
        with self.engine.connect() as connection:
            return connection.execute(select(STATE.c.stopped).where(self.here)).scalar() or ""
