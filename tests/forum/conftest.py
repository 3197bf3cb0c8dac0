"""A forum that listens, bots that speak to it, and a PostgreSQL of our own."""

import os
import shutil
import socket
import subprocess
import tempfile
import threading
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
import uvicorn

from assistant.database import open_database
from assistant.forum.answers import WORK, Answer
from assistant.forum.bot import Bot
from assistant.forum.dbos_engine import DbosEngine
from assistant.forum.keeping import keep
from assistant.forum.receiving import Receiving
from assistant.forum.tables import ANSWER, STATE
from assistant.settings import Forum
from assistant.wiring import Assistant
from tests.forum.stub import BOT, Stub
from tests.forum.telling import told

PROGRAMS = Path("/usr/lib/postgresql")
SECRET = "a-secret-of-32-characters-or-more"


@pytest.fixture
def forum() -> Iterator[Stub]:
    """A forum, really listening; its address is `forum.url`."""
    stub = Stub()
    config = uvicorn.Config(stub, port=0, log_level="critical", lifespan="off", ws="none")
    server = uvicorn.Server(config)
    thread = threading.Thread(target=server.run)
    thread.start()
    while not server.started:
        time.sleep(0.01)
    stub.url = f"http://127.0.0.1:{server.servers[0].sockets[0].getsockname()[1]}"  # type: ignore[attr-defined]
    yield stub
    server.should_exit = True
    thread.join()


Make = Callable[..., "Told"]


class Told:
    """A bot that was told something, and does its work when a test says so."""

    def __init__(self, bot: Bot, stub: Stub) -> None:
        self.bot = bot
        self.stub = stub
        bot.budget.begin()
        self.acts = {"received": bot.guarded(bot.diagnosing)}
        self.write = bot.guarded(bot.writing)

    def hears(self, name: str = "post_created", **post: Any) -> str:
        """An event arrives; gives the word under which it is counted."""
        event = told(self.bot.receiving, name, **post)
        arrival, word = self.bot.receiving.arrival(event)
        if name == "post_created" and not any(
            p["id"] == int(event.post.id) for p in self.stub.posts
        ):
            self.stub.posts.append(shown(event.post))
        if arrival is not None:
            keep(self.bot.answers.engine, [arrival])
        return word

    def works(self, rounds: int = 6) -> None:
        """Do what is due, as the feeder and the engine would, in order of arrival.

        No wait is waited for: a connection that broke on a busy machine pauses all calls.
        """
        for _ in range(rounds):
            with self.bot.answers.engine.begin() as connection:
                connection.execute(ANSWER.update().values(due=0.0))
                connection.execute(STATE.update().values(paused_until=0.0))
                where = ANSWER.c.state.in_(WORK) & ~ANSWER.c.submitted
                rows = list(connection.execute(ANSWER.select().where(where).order_by(ANSWER.c.id)))
            for row in rows:
                self.acts.get(row.state, self.write)(row.id, row.run)

    def row(self, post: int = 1) -> Answer:
        """What became of a post."""
        found = self.bot.answers.find(self.bot.receiving.url, str(post))
        assert found is not None
        return found

    @property
    def replies(self) -> list[dict[str, Any]]:
        """What the bot has posted."""
        return self.stub.ours()


def shown(post: Any) -> dict[str, Any]:
    """A student's post as the forum shows it."""
    return {
        "id": int(post.id),
        "topic_id": int(post.topic_id),
        "post_number": post.number,
        "username": post.author,
        "post_type": post.type,
        "raw": post.raw,
        "staff": post.staff,
        "category_id": post.category,
        "topic_title": post.title,
        "version": post.version,
        "deleted_at": None,
    }


@pytest.fixture
def make(forum: Stub, tmp_path: Path, assistant: Assistant) -> Iterator[Make]:
    """Makes a bot of some rules on a new SQLite file."""
    made: list[Bot] = []

    def one(**rules: Any) -> Told:
        database = open_database(f"sqlite:///{tmp_path}/{len(made)}.db")
        words = {"mode": "post", "categories": "7", "calls_per_minute": 10_000, **rules}
        engine = DbosEngine(f"sqlite:///{tmp_path}/{len(made)}.db", "local", 1)
        bot = Bot(rules_of(forum, **words), database, assistant.answer, engine)
        made.append(bot)
        return Told(bot, forum)

    yield one
    for bot in made:
        bot.forum.close()
        bot.answers.engine.dispose()


def rules_of(forum: Stub, **rules: Any) -> Forum:
    """Rules for a bot of the stub."""
    words = {"url": forum.url, "bot": BOT, "api_key": "k", "webhook_secret": SECRET}  # type: ignore[attr-defined]
    return Forum(**{**words, **rules})


@pytest.fixture
def receiving() -> Receiving:
    """The door of a forum that is only named."""
    words = {"url": "https://forum.example", "bot": BOT, "api_key": "k", "webhook_secret": SECRET}
    return Receiving(Forum(**words, categories="7", other_bots="helperbot"))


@pytest.fixture(scope="session")
def postgresql() -> Iterator[str]:
    """The URL of a PostgreSQL of our own, which ends with the tests."""
    with Postgresql() as one:
        yield one.url


class Postgresql:
    """A private cluster in a temporary folder, run as the user postgres where we are root."""

    def __init__(self) -> None:
        self.folder = Path(tempfile.mkdtemp(prefix="gradmentor-pg-"))
        self.programs = sorted(PROGRAMS.glob("*/bin"))[-1]
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            self.port = free.getsockname()[1]
        self.url = f"postgresql://postgres@127.0.0.1:{self.port}/postgres"

    def __enter__(self) -> "Postgresql":
        if os.getuid() == 0:
            shutil.chown(self.folder, "postgres", "postgres")
        self.run("initdb", "-D", "data", "-A", "trust", "-U", "postgres", "--no-sync")
        self.start()
        return self

    def __exit__(self, *_: object) -> None:
        self.stop()
        shutil.rmtree(self.folder)

    def start(self) -> None:
        """Start it and wait until it answers."""
        options = f"-p {self.port} -c listen_addresses=127.0.0.1 -k {self.folder}"
        self.run("pg_ctl", "-D", "data", "-w", "-l", "log", "-o", options, "start")

    def stop(self, mode: str = "fast") -> None:
        """Stop it."""
        self.run("pg_ctl", "-D", "data", "-w", "-m", mode, "stop")

    def run(self, program: str, *arguments: str) -> None:
        """Run one of its programs."""
        user = {"user": "postgres", "group": "postgres"} if os.getuid() == 0 else {}
        command = [str(self.programs / program), *arguments]
        subprocess.run(command, cwd=self.folder, check=True, stdout=subprocess.DEVNULL, **user)  # type: ignore[call-overload]
