"""A batch on several machines: workers and the batch are killed, and every row comes once."""

import json
import os
import signal
import subprocess
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy import create_engine, text

from tests.entrypoints.batch.machines import ROOT, batch, command, worker, workers
from tests.forum.conftest import Postgresql
from tests.stories import NO_MEAN, POST

COUNT = 24


@pytest.fixture(scope="module")
def url() -> Iterator[str]:
    """A PostgreSQL of our own."""
    with Postgresql() as one:
        yield one.url


@pytest.fixture
def source(tmp_path: Path) -> Path:
    """Posts, some with code, each its own."""
    file = tmp_path / "cases.jsonl"
    made = [{"id": f"s{n}", "post": f"{POST} Line {n}."} for n in range(COUNT)]
    for one in made[::7]:
        one["code"] = NO_MEAN
    file.write_text("".join(json.dumps(one) + "\n" for one in made))
    return file


def rows(out: Path) -> int:
    """How many rows are written."""
    return out.read_bytes().count(b"\n") if out.exists() else 0


def until(out: Path, count: int) -> None:
    """Wait for so many rows."""
    end = time.time() + 120
    while rows(out) < count:
        assert time.time() < end
        time.sleep(0.02)


def test_workers_and_the_batch_are_killed_and_every_row_comes_once(
    url: str, source: Path, tmp_path: Path
) -> None:
    out = tmp_path / "out.jsonl"
    with workers(url, 2) as running:
        first = batch(url, source, out)
        until(out, 3)
        first.kill()
        first.wait()
        os.killpg(running[0].pid, signal.SIGKILL)
        running[0].wait()
        running[0] = worker(url)
        assert batch(url, source, out).wait() == 0

    ids = [json.loads(line)["id"] for line in out.read_text().splitlines()]
    assert ids == [f"s{n}" for n in range(COUNT)]
    engine = create_engine(url.replace("postgresql://", "postgresql+psycopg://"))
    with engine.connect() as connection:
        assert connection.execute(text("SELECT count(*) FROM batch_case")).scalar() == 0
    engine.dispose()


@pytest.mark.parametrize(
    "asked",
    [
        ("batch", "tests/evaluating/cases.jsonl", "--database", "sqlite:///x.db"),
        ("batch-worker", "--database", "nothing"),
        ("batch-worker", "--database", "postgresql://nobody@127.0.0.1:1/none"),
    ],
)
def test_a_database_that_cannot_be_shared_is_said_in_one_sentence(asked: tuple[str, ...]) -> None:
    done = subprocess.run(command(*asked), cwd=ROOT, capture_output=True, text=True)

    assert (done.returncode, len(done.stderr.splitlines())) == (2, 1), done.stderr
