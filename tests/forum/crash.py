"""Crash runs, `python tests/forum/crash.py SCENARIO --seeds 20`: kill -9 while posts arrive.

Counted is what stands in the forum: posts without a reply, and posts with more than one. The
stub's own protection against doubles is off, so that a double would show.
"""

import argparse
import json
import random
import sys
import tempfile
import threading
import time
from collections import Counter
from contextlib import nullcontext
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).parents[2]))

from assistant.settings import Settings
from assistant.types import Post
from assistant.wiring import Assistant, build
from tests.forum.conftest import Postgresql
from tests.forum.machines import Machines, shuffled, students

SCENARIOS = {
    "sqlite": {"processes": 1},
    "postgresql": {"processes": 2},
    "dies": {"processes": 2, "for_good": True},
    "database": {"processes": 2, "restart_database": True},
    "forum": {"processes": 1, "forum_down": True},
}
KILLS = 6
DOWN_SECONDS = 60.0


def crashed(
    assistant: Assistant, scenario: str, seed: int, posts: int, postgresql: Postgresql | None
) -> dict[str, Any]:
    """One run; gives what is missing and what is double."""
    words = SCENARIOS[scenario]
    with tempfile.TemporaryDirectory() as name:
        database = new_database(postgresql, f"run{seed}_{int(time.time())}", Path(name))
        machines = Machines(assistant, database, words["processes"], lease_seconds=3)
        try:
            return Run(machines, words, random.Random(seed), postgresql).figures(posts)
        finally:
            machines.close()


def new_database(postgresql: Postgresql | None, name: str, folder: Path) -> str:
    """A database that nobody has used."""
    if postgresql is None:
        return f"sqlite:///{folder}/gradmentor.db"
    postgresql.run(
        "createdb", "-h", "127.0.0.1", "-p", str(postgresql.port), "-U", "postgres", name
    )
    return postgresql.url.rpartition("/")[0] + f"/{name}"


class Run:
    """Events flow, and something breaks at random moments."""

    def __init__(
        self, machines: Machines, words: dict[str, Any], chance: random.Random, postgresql: Any
    ) -> None:
        self.machines = machines
        self.words = words
        self.chance = chance
        self.postgresql = postgresql
        self.killed = 0

    def figures(self, count: int) -> dict[str, Any]:
        """Send, break, wait, count."""
        base = self.chance.randrange(1000, 9000) * 1000
        self.machines.mood(after=0.15, kind=False)
        posts = students(self.machines, base, count)
        start = time.time()
        self.send(posts)
        done = self.wait(base, count, 60 + DOWN_SECONDS + count)
        for post in posts[:3]:  # an administrator sends some once more, when all is over
            self.machines.send(0, "post_created", 999, **post)
        time.sleep(2)
        replies = Counter(one["topic_id"] - base for one in self.machines.figures()["posts"])
        return {
            "posts": count,
            "kills": self.killed,
            "missing": sum(replies[i] == 0 for i in range(count)),
            "double": sum(replies[i] > 1 for i in range(count)),
            "seconds": round(done - start, 1),
        }

    def send(self, posts: list[dict[str, Any]]) -> None:
        """All events: out of order, every seventh twice, every eleventh as an edit first."""
        count = len(posts)
        moments = set(self.chance.sample(range(count // 20, count), min(KILLS, count // 3)))
        broken = self.chance.randrange(count // 4, count // 2)
        for sent, post in enumerate(shuffled(posts, self.chance)):
            machine = self.chance.randrange(len(self.machines.ports))
            if post["id"] % 11 == 0:
                self.machines.send(machine, "post_edited", sent, **post, version=2)
            self.machines.send(machine, "post_created", sent, **post)
            if post["id"] % 7 == 0:
                self.machines.send(machine + 1, "post_created", 10_000 + sent, **post)
            if sent in moments:
                self.kill()
            if sent == broken:
                self.break_something()
            time.sleep(self.chance.uniform(0, 0.1))

    def kill(self) -> None:
        """Kill one of the services, at any moment of its work."""
        index = self.chance.randrange(len(self.machines.ports))
        if self.words.get("for_good"):
            if self.killed:
                return
            self.machines.kill(index)
            self.machines.ports.pop(index)
        else:
            self.machines.kill(index)
            self.machines.restart(index)
        self.killed += 1

    def break_something(self) -> None:
        """What else breaks in this scenario."""
        if self.words.get("restart_database"):
            self.postgresql.stop("immediate")
            self.postgresql.start()
        if self.words.get("forum_down"):
            self.machines.mood(down=True)  # events, edits and kills go on meanwhile
            threading.Timer(DOWN_SECONDS, self.machines.mood, kwargs={"down": False}).start()

    def wait(self, base: int, count: int, seconds: float) -> float:
        """Until every post has a reply, or for too long."""
        end = time.time() + seconds
        while time.time() < end:
            if len({one["topic_id"] for one in self.machines.figures()["posts"]}) >= count:
                break
            time.sleep(0.2)
        return time.time()


def main() -> None:
    """Run one scenario in several seeds, one line of JSON each."""
    parser = argparse.ArgumentParser()
    parser.add_argument("scenario", choices=SCENARIOS)
    parser.add_argument("--seeds", type=int, default=20)
    parser.add_argument("--first", type=int, default=1)
    parser.add_argument("--posts", type=int, default=120)
    given = parser.parse_args()
    seeds = range(given.first, given.first + given.seeds)
    alone = given.scenario in ("sqlite", "forum")
    database = nullcontext() if alone else Postgresql()
    with database as postgresql, build(Settings()) as assistant:
        assistant.answer(Post(text="dW1 is wrong"))  # what is made at the first question
        for seed in seeds:
            found = crashed(assistant, given.scenario, seed, given.posts, postgresql)
            print(json.dumps({"scenario": given.scenario, "seed": seed, **found}), flush=True)


if __name__ == "__main__":
    main()
