"""A PostgreSQL of its own with workers on it, for the tests and figures of shared batches.

`PYTHONPATH=. python tests/entrypoints/batch/machines.py [--count 300] [--rounds 3]` prints how
many submissions a second one worker and two workers finish, each on a core of its own.
"""

import argparse
import json
import os
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from sqlalchemy import create_engine, text

from tests.entrypoints.batch.classes import submissions
from tests.forum.conftest import Postgresql

ROOT = Path(__file__).parents[3]


def command(*arguments: str, core: int | None = None) -> list[str]:
    """A command of ours, on one core where that is asked for."""
    pinned = [] if core is None else ["taskset", "-c", str(core)]
    return [*pinned, sys.executable, "-m", "assistant", *arguments]


def worker(url: str, core: int | None = None) -> subprocess.Popen[bytes]:
    """A worker of one process."""
    asked = command("batch-worker", "--database", url, "--jobs", "1", core=core)
    return subprocess.Popen(asked, cwd=ROOT, start_new_session=True)


@contextmanager
def workers(url: str, count: int) -> Iterator[list[subprocess.Popen[bytes]]]:
    """Workers that are ready, each on a core of its own; ended by a signal."""
    running = [worker(url, core % (os.cpu_count() or 1)) for core in range(count)]
    try:
        wait_for(url, count)
        yield running
    finally:
        for one in running:
            one.terminate()
        for one in running:
            one.wait()


def wait_for(url: str, count: int) -> None:
    """Wait until so many workers have said that they are alive."""
    engine = create_engine(url.replace("postgresql://", "postgresql+psycopg://"))
    query = text("SELECT count(*) FROM batch_worker WHERE beat > :now - 4")
    end = time.time() + 120
    while time.time() < end:
        try:
            with engine.connect() as connection:
                if connection.execute(query, {"now": time.time()}).scalar() == count:
                    break
        except Exception:
            time.sleep(0.1)  # the first worker makes the tables
        time.sleep(0.1)
    engine.dispose()


def batch(url: str, source: Path, out: Path) -> subprocess.Popen[bytes]:
    """A batch that hands its cases to the workers."""
    asked = command("batch", str(source), "-o", str(out), "--database", url)
    return subprocess.Popen(asked, cwd=ROOT)


def written(folder: Path, count: int, seed: int) -> Path:
    """A class of students each of whom wrote something of their own."""
    file = folder / f"class-{seed}.jsonl"
    made = submissions(count, seed, unique=True)
    file.write_text("".join(json.dumps(one) + "\n" for one in made))
    return file


def rate(url: str, count: int, seed: int, machines: int) -> float:
    """Submissions a second from the first row to the last."""
    with tempfile.TemporaryDirectory() as name, workers(url, machines):
        out = Path(name) / "out.jsonl"
        one = batch(url, written(Path(name), count, seed), out)
        while not out.exists() or not out.stat().st_size:
            time.sleep(0.02)
        start, first = time.perf_counter(), out.read_bytes().count(b"\n")
        one.wait()
        return (count - first) / (time.perf_counter() - start)


def main() -> None:
    """Print the rates and their ratio, interleaved, on one PostgreSQL."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--count", type=int, default=300)
    parser.add_argument("--rounds", type=int, default=3)
    asked = parser.parse_args()
    rates: dict[int, list[float]] = {1: [], 2: []}
    with Postgresql() as database:
        for seed in range(asked.rounds):
            for machines, each in rates.items():
                each.append(rate(database.url, asked.count, seed, machines))
    one, two = (statistics.median(each) for each in rates.values())
    ratios = [b / a for a, b in zip(rates[1], rates[2], strict=True)]
    print(json.dumps({"one": one, "two": two, "ratio": statistics.median(ratios), "all": ratios}))


if __name__ == "__main__":
    main()
