"""Kills a batch with -9 at random moments and starts it again: nothing lost, nothing twice.

`PYTHONPATH=. python tests/entrypoints/batch/killing.py [--seeds 20] [--count 60] [--kills 2]`
prints one line of JSON.
"""

import argparse
import json
import os
import random
import signal
import tempfile
import time
from pathlib import Path

from assistant.entrypoints.batch.going import Batch
from assistant.entrypoints.batch.sources import Plain
from assistant.entrypoints.batch.workers import Workers
from assistant.settings import Settings
from assistant.types import Post
from assistant.wiring import Assistant, build
from tests.entrypoints.batch.classes import submissions
from tests.stories import POST


def cases(folder: Path, count: int, seed: int) -> Path:
    """Texts that are quick to answer, one in ten with code, some of them twins."""
    chance = random.Random(seed)
    file = folder / "cases.jsonl"
    codes = [one["code"] for one in submissions(20, seed)]
    with file.open("w", encoding="utf-8") as out:
        for number in range(count):
            one = {"id": f"s{number}", "post": f"{POST} Line {chance.randrange(count)}."}
            if number % 20 == 7:
                one["code"] = chance.choice(codes)
            out.write(json.dumps(one) + "\n")
    return file


def started(assistant: Assistant, source: Path, out: Path) -> int:
    """A batch in a process of its own; gives its number."""
    pid = os.fork()
    if pid:
        return pid
    with Batch(Plain(source, 10**6), out) as one, Workers(assistant, 2) as hands:
        one.run(hands)
    os._exit(0)


def killed(assistant: Assistant, source: Path, out: Path, wait: float) -> bytes:
    """What a batch has written when it is killed."""
    pid = started(assistant, source, out)
    time.sleep(wait)
    os.kill(pid, signal.SIGKILL)
    os.waitpid(pid, 0)
    return out.read_bytes() if out.exists() else b""


def whole(text: bytes) -> bytes:
    """The lines that were ended."""
    return text[: text.rfind(b"\n") + 1]


def one_seed(assistant: Assistant, seed: int, count: int, kills: int) -> dict[str, int]:
    """How many rows are missing, double, or not as they were before a kill."""
    chance = random.Random(seed)
    with tempfile.TemporaryDirectory() as name:
        source, out = cases(Path(name), count, seed), Path(name) / "out.jsonl"
        before, changed, between = b"", 0, 0
        for _ in range(kills):
            after = killed(assistant, source, out, chance.uniform(0.1, 0.05 * count))
            changed += not after.startswith(whole(before))
            before = after
            between += 0 < whole(after).count(b"\n") < count
            if chance.random() < 0.5:
                out.write_bytes(before + b'{"id": "s')  # as a torn write leaves it
        _, status = os.waitpid(started(assistant, source, out), 0)
        rows = out.read_bytes()
        changed += not rows.startswith(whole(before))
    ids = [json.loads(line)["id"] for line in rows.splitlines()]
    return {
        "failed": int(status != 0),
        "lost": len({f"s{n}" for n in range(count)} - set(ids)),
        "double": len(ids) - len(set(ids)),
        "changed": changed,
        "out_of_order": int(ids != [f"s{n}" for n in range(count)]),
        "killed_between": between,
    }


def worker_killed(assistant: Assistant, times: int) -> str:
    """What becomes of a case whose process is killed so many times."""
    with Workers(assistant, 1) as hands:
        hands.take("d", {"post": POST, "code": "import time\ntime.sleep(60)"})
        for _ in range(times):
            (one,) = hands.workers
            one.process.kill()
            one.process.join()
            if times == 2 and not one.again:
                hands.received(one)
        ((_, row),) = hands.done()
        hands.take("e", {"post": POST})
        assert hands.done()
    found = json.loads(row)
    return str(found.get("error", found["verdict"]))


def main() -> None:
    """Print the sums over all seeds."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--seeds", type=int, default=20)
    parser.add_argument("--count", type=int, default=60)
    parser.add_argument("--kills", type=int, default=2)
    asked = parser.parse_args()
    assistant = build(Settings())
    assistant.answer(Post(text="warm"))
    found = [one_seed(assistant, n, asked.count, asked.kills) for n in range(asked.seeds)]
    sums: dict[str, object] = {name: sum(one[name] for one in found) for name in found[0]}
    print(json.dumps(sums | {"workers": [worker_killed(assistant, n) for n in (1, 2)]}))


if __name__ == "__main__":
    main()
