"""A database of each kind, and a real reply to keep in it."""

import os
import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy.engine import Engine

from assistant.database import METADATA, open_database
from assistant.entrypoints.app import create_app
from assistant.types import Post, Reply
from assistant.wiring import Assistant
from tests.stories import POST, TITLE, WRONG


@pytest.fixture(scope="session")
def postgresql(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of a PostgreSQL of our own, on a socket in a folder."""
    folder = tmp_path_factory.mktemp("pg")
    user = "postgres" if os.getuid() == 0 else None
    if user:
        for above in (folder, *list(folder.parents)[:2]):
            above.chmod(0o755)
        shutil.chown(folder, user)
    data = f"{folder}/data"

    def run(program: str, *arguments: str) -> None:
        found = shutil.which(program) or str(next(Path("/usr/lib/postgresql").glob(f"*/bin/{program}")))  # fmt: skip
        subprocess.run([found, *arguments], check=True, user=user, cwd=folder, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)  # fmt: skip

    run("initdb", "-D", data, "-U", "us", "-A", "trust", "-E", "UTF8", "--no-sync")
    options = f"-k {folder} -c listen_addresses='' -c fsync=off"
    run("pg_ctl", "-D", data, "-w", "-l", f"{folder}/log", "-o", options, "start")
    yield f"postgresql://us@/postgres?host={folder}"
    run("pg_ctl", "-D", data, "-m", "immediate", "stop")


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
