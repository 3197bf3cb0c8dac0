"""A class's submissions, made by a seeded generator from right solutions and known mistakes.

`PYTHONPATH=. python tests/entrypoints/batch/classes.py OUT.jsonl [--count 2000] [--seed 1]
[--unique]` writes them. Half are right, a third has a mistake of the table, some two or a
change nobody listed, some crash. Few ways of writing are common, as in a real class, so that
many submissions are the same; `--unique` gives each a comment of its own.
"""

import argparse
import itertools
import json
import random
from collections.abc import Iterator
from pathlib import Path

from tests.trial.faults import SOLUTIONS, broken, pairs, table
from tests.trial.mutants import mutants

CRASHES = ("\n    undefined_name", "\n    return 1 / 0", "\n    raise ValueError('not done yet')")
KINDS = {"right": 50, "listed": 32, "pair": 4, "mutant": 8, "crash": 6}


class Course:
    """All that can be submitted, by kind; made once."""

    def __init__(self, chance: random.Random) -> None:
        files = sorted(SOLUTIONS.glob("*/*/*.py"))
        self.right = [(exercise(one), one.read_text(encoding="utf-8")) for one in files]
        self.listed = [(one.exercise, one.code) for one in map(broken, table())]
        self.pair = [(one.exercise, one.code) for one in chance.sample(list(pairs()), 40)]
        made = itertools.islice(mutants(chance, 1), 80)
        self.mutant = [(one.exercise, one.code) for one in made]
        self.crash = [(name, spoiled(code, chance)) for name, code in self.right[::3]]


def exercise(file: Path) -> str:
    """The exercise that a solution solves."""
    return "/".join(file.parts[-3:-1])


def spoiled(code: str, chance: random.Random) -> str:
    """A statement that fails at the start of the first function."""
    head, _, rest = code.partition(":\n")
    return f"{head}:{chance.choice(CRASHES)}\n{rest}"


def submissions(count: int, seed: int, *, unique: bool = False) -> Iterator[dict[str, str]]:
    """Cases of the contract; the same for the same seed."""
    chance = random.Random(seed)
    course = Course(chance)
    kinds = chance.choices(list(KINDS), list(KINDS.values()), k=count)
    for number, kind in enumerate(kinds):
        several = getattr(course, kind)
        place = min(int(chance.expovariate(1 / (0.3 * len(several)))), len(several) - 1)
        name, code = several[place]
        own = f"# {chance.getrandbits(64):016x}\n" if unique else ""
        blank = " " * chance.randrange(3)  # what an editor leaves behind
        yield {"id": f"student-{number:05}", "exercise": name, "code": f"{code}{blank}\n{own}"}


def main() -> None:
    """Write them to a file."""
    parser = argparse.ArgumentParser()
    parser.add_argument("out", type=Path)
    parser.add_argument("--count", type=int, default=2000)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--unique", action="store_true")
    asked = parser.parse_args()
    with asked.out.open("w", encoding="utf-8") as file:
        for one in submissions(asked.count, asked.seed, unique=asked.unique):
            file.write(json.dumps(one) + "\n")


if __name__ == "__main__":
    main()
