"""The switch of the bot by command: it stops the service's database or says that it did not."""

from pathlib import Path

import pytest

from assistant.database import open_database
from assistant.forum.budget import Budget
from tests.entrypoints.commanding import gradmentor

FORUM = "http://127.0.0.1:9"


@pytest.fixture
def place(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Path:
    """Settings of a forum that is not there, in a folder of their own."""
    words = {"URL": FORUM, "BOT": "b", "API_KEY": "k", "WEBHOOK_SECRET": "x" * 32}
    for name, value in words.items():
        monkeypatch.setenv(f"GRADMENTOR_FORUM_{name}", value)
    monkeypatch.chdir(tmp_path)
    return tmp_path


def budget(file: Path, forum: str = FORUM) -> Budget:
    """The switch as the service makes it."""
    made = Budget(open_database(f"sqlite:///{file}"), forum, 30)
    made.begin()
    return made


def test_the_switch_is_turned_in_the_database_that_it_names(place: Path) -> None:
    served = budget(place / "gradmentor.db")
    done = gradmentor("forum-stop")

    assert (done.returncode, served.stopped) == (0, "the command line")
    assert done.stdout == f"All posting is stopped: database {place}/gradmentor.db.\n"
    assert gradmentor("forum-start").stdout.startswith("Posting goes on: ")
    assert served.stopped == ""


@pytest.mark.parametrize("command", ["forum-stop", "forum-start"])
def test_elsewhere_nothing_is_said_to_be_stopped_and_no_database_is_made(
    place: Path, command: str
) -> None:
    done = gradmentor(command)

    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr == f"There is no database {place}/gradmentor.db.\n"
    assert list(place.iterdir()) == []


@pytest.mark.parametrize("known", ["another forum", "nothing"])
def test_a_database_of_something_else_is_not_called_stopped(place: Path, known: str) -> None:
    file = place / "gradmentor.db"
    if known == "nothing":
        file.touch()
    else:
        budget(file, "https://other.example")
    done = gradmentor("forum-stop")

    assert (done.returncode, done.stdout) == (2, "")
    assert f"from the database {file}, so nothing was changed" in done.stderr
    assert done.stderr.count("\n") == 1


def test_the_check_says_where_the_database_is_and_makes_none(place: Path) -> None:
    before = gradmentor("check-forum")
    assert f"ok  the database: {place}/gradmentor.db is made at the first start" in before.stdout
    assert not (place / "gradmentor.db").exists()

    budget(place / "gradmentor.db")
    after = gradmentor("check-forum")
    assert f"ok  the database: {place}/gradmentor.db, 0 posts wait there" in after.stdout


def test_the_check_does_not_hold_where_the_database_is_broken(place: Path) -> None:
    (place / "gradmentor.db").write_text("no database" * 1000)
    done = gradmentor("check-forum")

    assert done.returncode == 1
    assert f"NOT  the database: The database {place}/gradmentor.db cannot be used" in done.stdout
