"""A database that cannot be used is one sentence, and what is written to one is not quoted."""

from pathlib import Path

import pytest
from sqlalchemy import text
from sqlalchemy.exc import SQLAlchemyError

from assistant.database import existing_database, open_database
from assistant.errors import BadDatabase
from tests.entrypoints.commanding import process


@pytest.mark.parametrize(
    "url",
    [
        "mysql://x",
        "no url",
        "postgresql:nothing",
        "sqlite:////nonexistent/x.db",
        f"sqlite:///{__file__}/x.db",
        "postgresql://a:hunter2@127.0.0.1:1/x",
        "postgresql://a:hunter2@127.0.0.1:port/x",
    ],
)
def test_what_is_no_database_is_one_sentence_without_the_password(url: str) -> None:
    with pytest.raises(BadDatabase) as raised:
        open_database(url)

    said = str(raised.value)
    assert said.startswith(("The database ", "A database "))
    assert "\n" not in said
    assert "hunter2" not in said


@pytest.mark.parametrize(
    ("command", "url"),
    [("serve", "sqlite:////nonexistent/x.db"), ("forum-stop", "mysql://x"), ("acts", "mysql://x")],
)
def test_a_command_ends_with_the_sentence_and_status_2(
    monkeypatch: pytest.MonkeyPatch, command: str, url: str
) -> None:
    monkeypatch.setenv("GRADMENTOR_DATABASE", url)
    done = process(command)

    assert (done.returncode, done.stdout) == (2, "")
    assert "database" in done.stderr.splitlines()[-1].lower()
    assert "Traceback" not in done.stderr


def test_a_file_that_is_no_database_is_said_to_be_none(tmp_path: Path) -> None:
    file = tmp_path / "one.db"
    file.write_text("words" * 1000)
    with pytest.raises(BadDatabase, match=r"one\.db cannot be used: file is not a database"):
        open_database(f"sqlite:///{file}")


def test_a_database_that_must_be_there_is_not_made(tmp_path: Path) -> None:
    with pytest.raises(BadDatabase, match="There is no database"):
        existing_database(f"sqlite:///{tmp_path}/one.db").__enter__()

    assert list(tmp_path.iterdir()) == []


def test_a_write_that_fails_does_not_quote_what_was_written(tmp_path: Path) -> None:
    engine = open_database(f"sqlite:///{tmp_path}/one.db")
    with engine.connect() as connection, pytest.raises(SQLAlchemyError) as raised:
        connection.execute(text("INSERT INTO nowhere VALUES (:said)"), {"said": "xylophone"})
    engine.dispose()

    assert "xylophone" not in str(raised.value)
