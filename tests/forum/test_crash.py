"""The crash runs, small: kill -9 while posts arrive, on both databases; and who may work at all."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
from pydantic import ValidationError

from assistant.errors import OnlyOneWorker
from assistant.forum.dbos_engine import DbosEngine, work_database
from assistant.settings import Forum


@pytest.mark.parametrize("scenario", ["sqlite", "dies"])
def test_no_post_is_lost_and_none_answered_twice(scenario: str) -> None:
    command = [sys.executable, str(Path(__file__).with_name("crash.py")), scenario]
    done = subprocess.run(
        [*command, "--seeds", "1", "--posts", "10"], capture_output=True, text=True, check=True
    )
    found = json.loads(done.stdout.splitlines()[-1])

    assert (found["missing"], found["double"]) == (0, 0)
    assert found["kills"] > 0


def test_a_second_process_on_one_sqlite_file_is_told_so(tmp_path: Path) -> None:
    first = DbosEngine(f"sqlite:///{tmp_path}/a.db", "local", 1)
    first.reserve()
    with pytest.raises(OnlyOneWorker, match="PostgreSQL"):
        DbosEngine(f"sqlite:///{tmp_path}/a.db", "local", 1).reserve()
    assert first.lock is not None
    first.lock.close()


def test_a_second_service_on_one_sqlite_file_ends_with_one_sentence(tmp_path: Path) -> None:
    url = f"sqlite:///{tmp_path}/a.db"
    first = DbosEngine(url, "local", 1)
    first.reserve()
    words = {"URL": "http://127.0.0.1:9", "BOT": "b", "API_KEY": "k", "WEBHOOK_SECRET": "x" * 32}
    settings = {f"GRADMENTOR_FORUM_{name}": value for name, value in words.items()}
    done = subprocess.run(
        [sys.executable, "-m", "assistant", "serve", "--port", "0"],
        env={**os.environ, **settings, "GRADMENTOR_DATABASE": url},
        capture_output=True,
        text=True,
    )
    assert first.lock is not None
    first.lock.close()

    assert done.returncode == 1
    assert done.stderr.splitlines()[-1].startswith("Another process works on this SQLite database")
    assert "Traceback" not in done.stderr


@pytest.mark.parametrize(
    ("ours", "engines"),
    [
        ("sqlite:///data/a.db", "sqlite:///data/a-work.db"),
        ("postgresql+psycopg://u:p@h/d", "postgresql://u:p@h/d"),
    ],
)
def test_the_engine_works_beside_our_database(ours: str, engines: str) -> None:
    assert work_database(ours) == engines


@pytest.mark.parametrize(
    "words",
    [
        {"webhook_secret": "short"},
        {"webhook_secret": "long-enough-to-be-one"},
        {"bot": "system"},
        {"categories": "maths"},
        {"mode": "always"},
    ],
)
def test_settings_that_cannot_be_meant_are_refused(words: dict[str, str]) -> None:
    with pytest.raises(ValidationError):
        Forum(**words)
