"""The table of mistakes by hand, singly and in pairs, and how well they are found.

`PYTHONPATH=. python tests/trial/faults.py [--pairs 100] [--seed 0]` prints the figures,
those of each course, and each miss.
"""

import argparse
import itertools
import json
import random
import statistics
import time
import tomllib
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from assistant.settings import Settings
from assistant.types import Fault, Post, Trial
from assistant.wiring import Assistant, build

HERE = Path(__file__).parent
SOLUTIONS = HERE.parent / "solutions"


@dataclass(frozen=True)
class Mistake:
    """A text in a right solution, what stands there instead, and the slug."""

    at: str
    was: str
    becomes: str
    cause: str


@dataclass(frozen=True)
class Wrong:
    """Broken code, and for each mistake in it its first and last line, and its slug."""

    exercise: str
    code: str
    places: tuple[tuple[int, int], ...]
    causes: tuple[str, ...]


def table() -> list[Mistake]:
    """Every row of `faults.toml` and of `faults_courses.toml`."""
    return [one for name in ("faults", "faults_courses") for one in rows_of(name)]


def rows_of(name: str) -> list[Mistake]:
    """Every row of one file; `faults_open.toml` holds what is not found or named yet."""
    rows = tomllib.loads((HERE / f"{name}.toml").read_text(encoding="utf-8"))
    return [Mistake(*row, cause) for cause, part in rows.items() for row in part["faults"]]


def broken(*mistakes: Mistake) -> Wrong:
    """The solution with some mistakes in it; they do not overlap."""
    source = (SOLUTIONS / f"{mistakes[0].at}.py").read_text(encoding="utf-8")
    places, code = [], source
    for one in sorted(mistakes, key=lambda one: -source.index(one.was)):
        start = source.index(one.was)
        line = source[:start].count("\n") + 1
        places.append((line, line + max(one.was.count("\n"), one.becomes.count("\n"))))
        code = code[:start] + one.becomes + code[start + len(one.was) :]
    exercise = mistakes[0].at.rpartition("/")[0]
    return Wrong(exercise, code, tuple(places), tuple(one.cause for one in mistakes))


def pairs() -> Iterator[Wrong]:
    """Two mistakes of one solution, on different lines."""
    known = defaultdict(list)
    for one in table():
        known[one.at].append(one)
    for at, mistakes in known.items():
        source = (SOLUTIONS / f"{at}.py").read_text(encoding="utf-8")
        for first, second in itertools.combinations(mistakes, 2):
            start, other = source.index(first.was), source.index(second.was)
            if source[:start].count("\n") == source[:other].count("\n"):
                continue
            if all(one.was.count("\n") == one.becomes.count("\n") for one in (first, second)):
                yield broken(first, second)


def covers(fault: Fault, place: tuple[int, int]) -> bool:
    """A statement holds one of the lines of a mistake."""
    return fault.line <= place[1] and place[0] <= fault.end_line


def found(wrong: Wrong, trial: Trial) -> dict[str, bool]:
    """Whether the first fault is right, all are among three, and one is proved elsewhere."""
    faults = trial.faults[:3]
    hits = [any(covers(fault, place) for fault in faults) for place in wrong.places]
    first = bool(faults) and any(covers(faults[0], place) for place in wrong.places)
    return {
        "first": first,
        "all": all(hits),
        "cause": first and len(wrong.causes) == 1 and faults[0].cause == wrong.causes[0],
        "proved_elsewhere": any(
            fault.proved and not any(covers(fault, place) for place in wrong.places)
            for fault in faults
        ),
    }


def tried(assistant: Assistant, wrong: Wrong) -> Trial:
    """The trial of broken code."""
    return assistant.answer(Post(code=wrong.code, exercise=wrong.exercise)).diagnosis.trial


def measured(assistant: Assistant, several: list[Wrong]) -> dict[str, Any]:
    """The figures, and each miss to look at."""
    results, times, misses = [], [], []
    for wrong in several:
        start = time.perf_counter()
        trial = tried(assistant, wrong)
        times.append(time.perf_counter() - start)
        results.append(found(wrong, trial))
        if not results[-1]["all"] or (len(wrong.causes) == 1 and not results[-1]["cause"]):
            got = [(one.line, one.cause, one.proved) for one in trial.faults]
            misses.append(f"{wrong.exercise} {wrong.places} {wrong.causes} got {got}")
    times.sort()
    return {
        "cases": len(results),
        "functions": len({one.exercise for one in several}),
        **shares(results),
        "median_s": round(statistics.median(times), 3),
        "p99_s": round(times[int(0.99 * (len(times) - 1))], 2),
        "courses": by_course(several, results),
        "misses": misses,
    }


def shares(results: list[dict[str, bool]]) -> dict[str, float]:
    """How often each of what was found holds."""
    return {name: round(statistics.mean(one[name] for one in results), 3) for name in results[0]}


def by_course(several: list[Wrong], results: list[dict[str, bool]]) -> dict[str, Any]:
    """The figures of each course apart."""
    grouped = defaultdict(list)
    for wrong, one in zip(several, results, strict=True):
        grouped[wrong.exercise.partition("/")[0]].append(one)
    return {name: {"cases": len(some), **shares(some)} for name, some in sorted(grouped.items())}


def main() -> None:
    """Print the figures, then the misses."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--pairs", type=int, default=0)
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--open", action="store_true", help="the rows that no test demands")
    asked = parser.parse_args()
    several = [broken(one) for one in (rows_of("faults_open") if asked.open else table())]
    if asked.pairs:
        several = random.Random(asked.seed).sample(list(pairs()), asked.pairs)
    with build(Settings()) as assistant:
        figures = measured(assistant, several)
    misses, courses = figures.pop("misses"), figures.pop("courses")
    print(json.dumps(figures))
    print("\n".join(f"{name}: {json.dumps(one)}" for name, one in courses.items()))
    print("\n".join(misses))


if __name__ == "__main__":
    main()
