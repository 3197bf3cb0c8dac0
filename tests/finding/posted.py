"""Posts with numbers, generated from the fault dictionary, and how often the mistake is named.

`PYTHONPATH=. python tests/finding/posted.py [--count 300] [--seed 0] [--faults 1] [--digits 8]`
"""

import argparse
import json
import random
import statistics
import time
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import numpy as np

from assistant.exercise.dictionary import Dictionary
from assistant.settings import Settings
from assistant.types import Post
from assistant.wiring import Assistant, Exercises, build

MOST_NUMBERS = 60


@dataclass(frozen=True)
class Posted:
    """A post and the mistakes whose numbers stand in it."""

    exercise: str
    text: str
    slugs: tuple[str, ...]


def shown(array: np.ndarray, digits: int, rng: random.Random) -> str:
    """The array as it is pasted: wrapped, on one line, or without its outer brackets."""
    with np.printoptions(precision=digits, linewidth=rng.choice((40, 75, 200))):
        text = str(array)
    layout = rng.choice(("as it is", "one line", "array(...)"))
    if layout == "one line":
        return " ".join(text.split())
    if layout == "array(...)":
        with np.printoptions(precision=digits):
            return repr(array)
    return text


def posted(
    exercise: str, known: Dictionary, rng: random.Random, faults: int, digits: int
) -> Posted | None:
    """One post about a mistake of a dictionary; None where nothing of it can be pasted."""
    listed = [n for n, one in enumerate(known.mistakes) if len(one.slugs) == faults]
    if not listed:
        return None
    number, variant = rng.choice(listed), rng.choice(list(known.right))
    lines = [f"My {exercise.rpartition('/')[2]} does not pass its test. I get"]
    wrong = 0
    for table in known.tables:
        if table.variant != variant or table.output not in known.outputs:
            continue
        if table.values.shape[1] > MOST_NUMBERS:
            continue
        rows = table.values[table.mistakes == number]
        if len(rows):
            array = rows[0].reshape(table.shape)
            right = np.asarray(known.right[variant][table.output], dtype=float)
            wrong += array.shape != right.shape or not np.allclose(array, right, rtol=1e-4)
            text = shown(array, digits, rng) if table.shape else f"{float(array):.{digits}f}"
            lines.append(f"{table.output} = {text}")
    if not wrong or not np.isfinite([len(lines)]).all():
        return None
    return Posted(exercise, "\n".join(lines), known.mistakes[number].slugs)


def posts(
    exercises: Exercises, names: list[str], rng: random.Random, faults: int, digits: int
) -> Iterator[Posted]:
    """Posts without end, over all exercises that have a dictionary."""
    while True:
        name = rng.choice(names)
        known = exercises.dictionary(name)
        one = posted(name, known, rng, faults, digits) if known and known.mistakes else None
        if one is not None:
            yield one


def measured(
    assistant: Assistant, exercises: Exercises, asked: argparse.Namespace
) -> dict[str, Any]:
    """How often the slug, or both, are first and among three; and the time to look up."""
    rng = random.Random(asked.seed)
    names = sorted(assistant.exercises)
    first, three, times, misses, seen = [], [], [], [], set()
    for one in posts(exercises, names, rng, asked.faults, asked.digits):
        post = Post(text=one.text, exercise=one.exercise)
        start = time.perf_counter()
        found = [f.cause for f in assistant.answer(post).diagnosis.findings]
        times.append(time.perf_counter() - start)
        ranked = [cause for cause in dict.fromkeys(found) if cause]
        first.append(bool(ranked) and ranked[0] in one.slugs)
        three.append(all(slug in ranked[:3] for slug in one.slugs))
        seen.add(one.exercise)
        if not first[-1]:
            misses.append(f"{one.exercise} {one.slugs} got {ranked[:3]}")
        if len(first) == asked.count:
            break
    return {
        "posts": len(first),
        "functions": len(seen),
        "first": round(statistics.mean(first), 3),
        "all_in_three": round(statistics.mean(three), 3),
        "median_s": round(statistics.median(times), 4),
        "misses": misses,
    }


def main() -> None:
    """Print the figures, then the misses."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--count", type=int, default=300)
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--faults", type=int, default=1)
    parser.add_argument("--digits", type=int, default=8)
    asked = parser.parse_args()
    with build(Settings()) as assistant:
        figures = measured(assistant, assistant.known, asked)
    misses = figures.pop("misses")
    print(json.dumps(figures))
    print("\n".join(misses))


if __name__ == "__main__":
    main()
