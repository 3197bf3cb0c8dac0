"""The figures of the batch: rates against plain subprocesses, memory, a batch killed and resumed.

`PYTHONPATH=. python tests/entrypoints/batch/figures.py rates|memory|killed [--count N]
[--rounds 5] [--unique]` prints JSON; what is compared is measured in the same run.
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
from pathlib import Path
from typing import Any

from tests.entrypoints.batch.classes import submissions

ROOT = Path(__file__).parents[3]
PLAIN = 20  # plain subprocesses of a round


def written(folder: Path, count: int, seed: int, *, unique: bool) -> Path:
    """A class as a file."""
    file = folder / f"class-{seed}.jsonl"
    made = submissions(count, seed, unique=unique)
    file.write_text("".join(json.dumps(one) + "\n" for one in made))
    return file


def pinned(cores: str, *arguments: str) -> list[str]:
    """Our Python on some cores."""
    return ["taskset", "-c", cores, sys.executable, *arguments]


def batch_rate(source: Path, count: int, jobs: int) -> float:
    """Submissions a second of the whole command, one core for each process."""
    cores = ",".join(map(str, range(jobs)))
    out = source.with_suffix(".out")
    command = pinned(cores, "-m", "assistant", "batch", str(source), "-o", str(out), "--jobs")
    start = time.perf_counter()
    subprocess.run([*command, str(jobs)], cwd=ROOT, check=True)
    seconds = time.perf_counter() - start
    assert out.read_bytes().count(b"\n") == count
    out.unlink()
    return count / seconds


def plain_rate(source: Path) -> float:
    """Runs a second of `python submission.py` on one core: NumPy, the code, no diagnosis."""
    file = source.with_suffix(".py")
    codes = [json.loads(line)["code"] for line in source.read_text().splitlines()[:PLAIN]]
    start = time.perf_counter()
    for code in codes:
        file.write_text(f"import numpy as np\n{code}")
        subprocess.run(pinned("0", str(file)), check=True)
    return len(codes) / (time.perf_counter() - start)


def rates(count: int, rounds: int, *, unique: bool) -> dict[str, Any]:
    """Two jobs against one, and one against plain subprocesses: interleaved rounds."""
    found: dict[str, list[float]] = {"plain": [], "one": [], "two": []}
    with tempfile.TemporaryDirectory() as name:
        for seed in range(rounds):
            source = written(Path(name), count, seed, unique=unique)
            found["plain"].append(plain_rate(source))
            found["one"].append(batch_rate(source, count, 1))
            found["two"].append(batch_rate(source, count, 2))
    middle = {one: round(statistics.median(each), 2) for one, each in found.items()}
    pairs = list(zip(found["plain"], found["one"], found["two"], strict=True))
    return {
        "a second": middle,
        "two to one": round(statistics.median(two / one for _, one, two in pairs), 2),
        "one to plain": round(statistics.median(one / plain for plain, one, _ in pairs), 2),
        "load": os.getloadavg()[0],
    }


def tree(pid: int) -> Iterator[int]:
    """A process and all below it."""
    yield pid
    for task in Path(f"/proc/{pid}/task").glob("*/children"):
        for child in task.read_text().split():
            yield from tree(int(child))


def mebibytes(pid: int) -> float:
    """Proportional memory of a process and all below it."""
    total = 0
    try:
        for one in tree(pid):
            lines = Path(f"/proc/{one}/smaps_rollup").read_text().splitlines()
            total += next(int(line.split()[1]) for line in lines if line.startswith("Pss:"))
    except OSError:
        return mebibytes(pid) if Path(f"/proc/{pid}").exists() else 0.0
    return round(total / 1024, 1)


def memory(count: int, *, unique: bool) -> dict[str, Any]:
    """Memory each time that another twentieth is done."""
    with tempfile.TemporaryDirectory() as name:
        source = written(Path(name), count, 1, unique=unique)
        out = source.with_suffix(".out")
        command = [sys.executable, "-m", "assistant", "batch", str(source), "-o", str(out)]
        one = subprocess.Popen(command, cwd=ROOT)
        shown: dict[int, float] = {}
        while one.poll() is None:
            done = out.read_bytes().count(b"\n") if out.exists() else 0
            twentieth = done * 20 // count
            if done and twentieth not in shown:
                shown[twentieth] = mebibytes(one.pid)
            time.sleep(0.3)
        rows = out.read_bytes().count(b"\n")
    return {"rows": rows, "MiB at each twentieth": shown}


def killed(count: int, *, unique: bool) -> dict[str, Any]:
    """A batch that is killed with -9 in the middle and started again."""
    with tempfile.TemporaryDirectory() as name:
        source = written(Path(name), count, 1, unique=unique)
        out = source.with_suffix(".out")
        command = [sys.executable, "-m", "assistant", "batch", str(source), "-o", str(out)]
        first = subprocess.Popen(command, cwd=ROOT)
        while not out.exists() or out.read_bytes().count(b"\n") < count // 2:
            time.sleep(0.05)
        first.kill()
        first.wait()
        before = out.read_bytes()
        subprocess.run(command, cwd=ROOT, check=True)
        after = out.read_bytes()
    ids = [json.loads(line)["id"] for line in after.splitlines()]
    whole = before[: before.rfind(b"\n") + 1]
    return {
        "rows at the kill": whole.count(b"\n"),
        "rows at the end": len(ids),
        "lost": count - len(set(ids)),
        "twice": len(ids) - len(set(ids)),
        "rows changed": int(not after.startswith(whole)),
    }


def main() -> None:
    """Print what is asked for."""
    parser = argparse.ArgumentParser()
    parser.add_argument("what", choices=["rates", "memory", "killed"])
    parser.add_argument("--count", type=int, default=2000)
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--unique", action="store_true")
    asked = parser.parse_args()
    if asked.what == "rates":
        found = rates(asked.count, asked.rounds, unique=asked.unique)
    elif asked.what == "memory":
        found = memory(asked.count, unique=asked.unique)
    else:
        found = killed(asked.count, unique=asked.unique)
    print(json.dumps(found))


if __name__ == "__main__":
    main()
