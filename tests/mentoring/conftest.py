"""A database of each kind, and a real reply to keep in it."""

import os
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from functools import partial
from pathlib import Path

import pytest
from sqlalchemy.engine import Engine

from assistant.database import METADATA, open_database
from assistant.entrypoints.app import create_app
from assistant.types import Post, Reply
from assistant.wiring import Assistant
from tests.stories import POST, TITLE, WRONG


@pytest.fixture(scope="session")
def postgresql() -> Iterator[str]:
    """The address of a PostgreSQL of our own, on a socket in a folder."""
    # Not in a folder of pytest: another session would close that to the user of the server.
    with tempfile.TemporaryDirectory(prefix="gradmentor-mentors-") as folder:
        user = "postgres" if os.getuid() == 0 else None
        if user:
            shutil.chown(folder, user)
        run = partial(run_as, user, Path(folder))
        run("initdb", "-D", "data", "-U", "us", "-A", "trust", "-E", "UTF8", "--no-sync")
        options = f"-k {folder} -c listen_addresses='' -c fsync=off"
        run("pg_ctl", "-D", "data", "-w", "-l", "log", "-o", options, "start")
        yield f"postgresql://us@/postgres?host={folder}"
        run("pg_ctl", "-D", "data", "-m", "immediate", "stop")


def run_as(user: str | None, folder: Path, program: str, *arguments: str) -> None:
    """Run one of PostgreSQL's programs, which refuse to be root."""
    found = shutil.which(program) or str(next(Path("/usr/lib/postgresql").glob(f"*/bin/{program}")))
    subprocess.run([found, *arguments], check=True, user=user, cwd=folder, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)  # fmt: skip


@pytest.fixture(params=["sqlite", "postgresql"])
def url(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """The address of an empty database."""
    if request.param == "sqlite":
        return f"sqlite:///{tmp_path}/one.db"
    return str(request.getfixturevalue("postgresql"))


@pytest.fixture
def engine(url: str) -> Iterator[Engine]:
    """That database, up to date; what a test leaves in it is deleted."""
    assert create_app  # every table is declared
    one = open_database(url)
    yield one
    with one.begin() as connection:
        for table in reversed(METADATA.sorted_tables):
            connection.execute(table.delete())
    one.dispose()


@pytest.fixture(scope="session")
def reply(assistant: Assistant) -> Reply:
    """What is answered to the story."""
    return assistant.answer(story())


def story() -> Post:
    """The story."""
    return Post(title=TITLE, text=POST, code=WRONG)
