"""Times answers to text posts from a made knowledge base against a plain `import numpy`."""

import random
import statistics
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Any

from assistant.evaluating.archive_speed import seconds_of
from assistant.evaluating.made_threads import own_words, word
from assistant.settings import Settings
from assistant.types import Post
from assistant.wiring import build

POSTS, ROUNDS = 300, 15
SIGNATURES = (
    r"shapes \(\d+,\d+\) and .* not aligned in {name}",
    "name '{name}' is not defined",
    "Wrong values for {name}",
)
ENTRY = """+++
title = "About {words}"
kind = "mistake"
topics = ["{first}"]
[[error]]
type = "ValueError"
message = '''{signature}'''
+++

## Symptom
The value of {words} is not as expected.

## Why
It goes wrong where {more} meet.

## Hints
1. What is {first}?
2. Look where {second} is made.
3. The idea is in {words}.

## Wrong
```python
raise ValueError
```

## Right
```python
pass
```
"""


def measured(count: int, seed: int) -> list[dict[str, Any]]:
    """The median and the 99th percentile of warm answers, over the median of `import numpy`."""
    with tempfile.TemporaryDirectory() as folder:
        settings = Settings(knowledge_base=made(Path(folder), count, seed))
        asked = posts(count, seed + 1)
        with build(settings) as assistant:
            start = seconds_of(lambda: assistant.answer(asked[0]))
            for post in asked[:40]:
                assistant.answer(post)
            answers, plain = [], []
            for place, post in enumerate(asked):
                answers.append(seconds_of(lambda post=post: assistant.answer(post)))  # type: ignore[misc]
                if place % (POSTS // ROUNDS) == 0:
                    plain.append(seconds_of(import_numpy))
    base = statistics.median(plain)
    middle, worst = statistics.median(answers), statistics.quantiles(answers, n=100)[-1]
    return [
        {"name": "import numpy in a subprocess", "median_ms": round(1000 * base, 2)},
        {"name": f"first answer from {count} entries", "seconds": start},
        {
            "name": f"text post answered from {count} entries",
            "median_ms": round(1000 * middle, 2),
            "p99_ms": round(1000 * worst, 2),
            "one_in": round(base / middle, 1),
            "p99_one_in": round(base / worst, 1),
        },
    ]


def import_numpy() -> None:
    """The baseline."""
    subprocess.run([sys.executable, "-c", "import numpy"], check=True)


def made(folder: Path, count: int, seed: int) -> Path:
    """A knowledge base of made entries with an example each, beside the real exercises."""
    for name in ("entries", "examples"):
        (folder / name).mkdir()
    (folder / "exercises").symlink_to((Settings().knowledge_base / "exercises").resolve())
    for number in range(count):
        rng = random.Random(f"{seed} {number}")
        (folder / "entries" / f"entry-{number}.md").write_text(entry(number, rng))
        (folder / "examples" / f"entry-{number}").mkdir()
        example = folder / "examples" / f"entry-{number}" / "01.md"
        example.write_text(f"# {about(number, 5, rng)}\n\n{about(number, 40, rng)}\n")
    return folder


def entry(number: int, rng: random.Random) -> str:
    """One entry, with a signature of its own."""
    first, second = about(number, 1, rng), about(number, 1, rng)
    signature = SIGNATURES[number % len(SIGNATURES)].format(name=first)
    return ENTRY.format(
        words=about(number, 6, rng),
        more=about(number, 25, rng),
        first=first,
        second=second,
        signature=signature,
    )


def about(number: int, size: int, rng: random.Random) -> str:
    """Words of which most belong to an entry, and some are common."""
    own = own_words(number).tolist()
    return " ".join(
        word(rng.choice(own) if rng.random() < 0.6 else rng.randrange(90)) for _ in range(size)
    )


def posts(count: int, seed: int) -> list[Post]:
    """Text posts: half tell a message, as half of the real ones do."""
    found = []
    for number in range(POSTS):
        rng = random.Random(f"{seed} post {number}")
        about_entry = rng.randrange(count)
        text = about(about_entry, rng.randrange(20, 90), rng)
        if number % 2:
            name = about(about_entry, 1, rng)
            text += "\n\nAssertionError: Wrong values for dW1"
            text += f"\nValueError: shapes (3,4) and (2,3) not aligned in {name}"
        found.append(Post(title=about(about_entry, 6, rng), text=text))
    return found
