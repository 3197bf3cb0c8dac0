"""Many requests at once are few writes, and each waits for its own."""

import asyncio
from collections.abc import Iterator, Sequence
from pathlib import Path

import pytest
from sqlalchemy import Connection, create_engine
from sqlalchemy.exc import OperationalError

from assistant import database
from assistant.database import open_database
from assistant.forum.answers import Answers
from assistant.forum.inbox import Inbox
from assistant.forum.keeping import Arrival, keep
from assistant.forum.receiving import Receiving
from tests.forum.telling import told


def test_what_arrives_while_the_disk_is_busy_is_kept_together(
    tmp_path: Path, receiving: Receiving
) -> None:
    engine = open_database(f"sqlite:///{tmp_path}/one.db")
    sizes: list[int] = []

    def kept(arrivals: Sequence[Arrival]) -> None:
        sizes.append(len(arrivals))
        keep(engine, arrivals)

    async def together() -> None:
        inbox = Inbox(kept, lambda: None)
        await asyncio.gather(
            *(inbox.put(Arrival(told(receiving, id=id, topic=id), "first")) for id in range(1, 41))
        )

    asyncio.run(together())
    counts = Answers(engine).by_state()
    engine.dispose()

    assert counts == {"received": 40}
    assert sum(sizes) == 40
    assert len(sizes) <= 3


def test_everybody_whose_event_could_not_be_kept_is_told(
    tmp_path: Path, receiving: Receiving
) -> None:
    engine = open_database(f"sqlite:///{tmp_path}/one.db")
    with engine.begin() as connection:
        connection.exec_driver_sql("DROP TABLE answer")
    arrival = Arrival(told(receiving), "first")

    async def together() -> list[BaseException | None]:
        inbox = Inbox(lambda arrivals: keep(engine, arrivals), lambda: None)
        return await asyncio.gather(*(inbox.put(arrival) for _ in range(3)), return_exceptions=True)

    found = asyncio.run(together())
    engine.dispose()

    assert [type(one) for one in found] == [OperationalError] * 3


@pytest.mark.parametrize("order", [(1, 2, 3), (3, 2, 1), (2, 3, 1), (2, 1, 3)])
def test_versions_in_any_order_leave_one_row_of_the_newest(
    tmp_path: Path, receiving: Receiving, order: tuple[int, ...]
) -> None:
    engine = open_database(f"sqlite:///{tmp_path}/one.db")
    for version in order:
        name = "post_created" if version == 1 else "post_edited"
        event = told(receiving, name, version=version, raw=f"text {version}")
        keep(engine, [Arrival(event, "first")])
    row = Answers(engine).find(receiving.url, "1")
    engine.dispose()

    assert row is not None
    assert (row.version, row.raw, row.state) == (3, "text 3", "received")


@pytest.fixture
def server(postgresql: str) -> Iterator[Connection]:
    """A connection of ours, beside which a test has a database `cut` of its own."""
    engine = create_engine(postgresql.replace("postgresql:", "postgresql+psycopg:"))
    with engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
        connection.exec_driver_sql("CREATE DATABASE cut")
        yield connection
        connection.exec_driver_sql("DROP DATABASE cut WITH (FORCE)")
    engine.dispose()


def cut(server: Connection) -> None:
    """End the connections to the database at the server, as a restart does."""
    ended = "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = 'cut'"
    assert (True,) in server.exec_driver_sql(ended).all()


def test_an_event_is_kept_over_a_restart_of_the_database(
    postgresql: str, server: Connection, receiving: Receiving
) -> None:
    engine = open_database(f"{postgresql.rpartition('/')[0]}/cut")
    keep(engine, [Arrival(told(receiving, id=771), "first")])
    cut(server)
    keep(engine, [Arrival(told(receiving, id=772), "first")])
    answers = Answers(engine)
    found = [answers.find(receiving.url, id) for id in ("771", "772")]
    engine.dispose()

    assert None not in found


def test_a_connection_that_lay_idle_is_tried_first(
    postgresql: str, server: Connection, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(database, "IDLE", 0.0)
    engine = open_database(f"{postgresql.rpartition('/')[0]}/cut")
    cut(server)
    with engine.connect() as connection:
        assert connection.exec_driver_sql("SELECT 1").scalar() == 1
    engine.dispose()
