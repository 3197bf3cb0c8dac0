"""The bot at work over the real engine, on both databases; backup and restore."""

import sqlite3
import time
from collections.abc import Callable
from pathlib import Path

import pytest
from dbos import DBOS
from sqlalchemy import text

from assistant.database import open_database
from assistant.forum.bot import Bot
from assistant.forum.dbos_engine import DbosEngine
from assistant.forum.events import Event
from assistant.forum.keeping import Arrival, keep
from assistant.forum.tables import ANSWER, HEARTBEAT
from assistant.wiring import Assistant
from tests.forum.conftest import Make, Postgresql, rules_of, shown
from tests.forum.stub import Stub
from tests.forum.telling import told


@pytest.fixture(params=["sqlite", "postgresql"])
def database(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """The address of a new database of either kind."""
    if request.param == "sqlite":
        return f"sqlite:///{tmp_path}/one.db"
    return str(request.getfixturevalue("postgresql"))


def until(holds: Callable[[], bool]) -> None:
    """Wait for something to hold."""
    end = time.time() + 30
    while not holds():
        assert time.time() < end
        time.sleep(0.05)


def test_the_engine_answers_what_arrives_and_what_was_lost_on_the_way(
    forum: Stub, database: str, assistant: Assistant
) -> None:
    rules = rules_of(forum, mode="post", categories="7", calls_per_minute=1000, executor="one")
    ours = open_database(database)
    bot = Bot(rules, ours, assistant.answer, DbosEngine(database, "one", 2))
    events = [told(bot.receiving, id=id, topic=id, author=f"student{id}") for id in (1, 2, 3)]
    forum.posts += [shown(event.post) for event in events]
    bot.start()
    try:
        work(bot, events)
        assert sorted(one["topic_id"] for one in forum.ours()) == [1, 2, 3]
        with ours.connect() as connection:
            alive = connection.execute(HEARTBEAT.select()).scalars().all()
        assert alive == ["one"]
        until(lambda: forgotten(bot))
    finally:
        bot.stop()
        ours.dispose()


def forgotten(bot: Bot) -> bool:
    """The engine ends a piece of work a moment after our row says what became of it."""
    bot.engine.forget(time.time() + 60)
    return DBOS.list_workflows() == []


def work(bot: Bot, events: list[Event]) -> None:
    """Two posts arrive as they should; of the third the engine never heard, and one is dead."""
    ours = bot.answers.engine
    keep(ours, [Arrival(event, "first") for event in events[:2]])
    bot.feeding.wake.set()
    until(lambda: bot.answers.by_state() == {"posted": 2})
    with ours.begin() as connection:
        connection.execute(HEARTBEAT.insert().values(executor="gone", beat=0.0))
    keep(ours, [Arrival(events[2], "first")])
    with ours.begin() as connection:
        lost = {"submitted": True, "changed": 1.0, "state": "received"}
        third = ANSWER.c.post_id == "3"
        connection.execute(ANSWER.update().where(third).values(run=ANSWER.c.run + 1, **lost))
    bot.feeding.sweep()
    bot.feeding.wake.set()
    until(lambda: bot.answers.by_state() == {"posted": 3})


def test_an_older_backup_is_restored_and_nothing_is_posted_twice(
    make: Make, tmp_path: Path, forum: Stub
) -> None:
    bot = make()
    bot.hears()
    bot.hears(id=2, topic=2, author="student2")
    with sqlite3.connect(tmp_path / "0.db") as source, sqlite3.connect(tmp_path / "kept") as target:
        source.backup(target)
    source.close()
    target.close()
    bot.works()
    bot.stub.memo.clear()
    assert len(bot.replies) == 2

    (tmp_path / "kept").rename(tmp_path / "1.db")
    restored = make()
    assert restored.bot.answers.by_state() == {"received": 2}
    restored.works()

    assert restored.bot.answers.by_state() == {"posted": 2}
    assert len(restored.replies) == 2


def test_a_dump_of_postgresql_is_restored(tmp_path: Path) -> None:
    with Postgresql() as one:
        engine = open_database(one.url)
        with engine.begin() as connection:
            connection.execute(HEARTBEAT.insert().values(executor="kept", beat=1.0))
        engine.dispose()
        where = ("-h", "127.0.0.1", "-p", str(one.port), "-U", "postgres")
        one.run("pg_dump", *where, "-Fc", "-f", "dump", "postgres")
        one.run("createdb", *where, "again")
        one.run("pg_restore", *where, "-d", "again", "dump")

        again = open_database(one.url.rpartition("/")[0] + "/again")
        with again.connect() as connection:
            assert connection.execute(text("SELECT executor FROM heartbeat")).scalar() == "kept"
        again.dispose()
