"""Replies to thousands of generated posts, each held against the leak oracle.

`PYTHONPATH=. python tests/replying/leaks.py [--count 20000] [--seed 1] [--keep FILE]` prints the
figures, then each leak. `--keep` keeps the trials of the failing codes for another round.
"""

import argparse
import itertools
import json
import pickle
import random
import re
import sys
import time
import tomllib
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from functools import cached_property
from pathlib import Path
from typing import Any, get_args

from assistant.answer import Road
from assistant.evaluating.posting import posts as numbers_alone
from assistant.replying.contract import as_json
from assistant.settings import Settings
from assistant.types import Form, Post, Reply, Report, Trial
from assistant.wiring import Assistant, build
from tests.replying.oracle import CODE, Oracle

HERE = Path(__file__).parent
CASES = HERE.parents[1].parent / "shared" / "cases" / "posts.jsonl"
SOLUTIONS = HERE.parent / "solutions"
STRANGE = tomllib.loads((HERE / "strange.toml").read_text(encoding="utf-8"))
FORMS: tuple[Form, ...] = get_args(Form)
SELF_CHECK = "https://check.example/try"
DECIMAL = re.compile(r"\d\.\d{3,}")
MARKUP = re.compile(
    r"@\w|<\w|</|\]\((?!https://check\.example/)|https?://(?!check\.example/)|www\."
)
MOST_RUNGS = 4


@dataclass
class Remembered:
    """Holds each trial once, so that many posts about one code cost one run of it."""

    hold: Callable[[Report], Trial]
    known: dict[Any, Trial] = field(default_factory=dict)

    def __call__(self, report: Report) -> Trial:
        """The trial of the functions in a report."""
        functions = tuple(one.source for one in report.snippets if one.functions)
        key = (report.exercise, functions or report.snippets)
        if key not in self.known:
            self.known[key] = self.hold(report)
        return self.known[key]


@dataclass
class Asker:
    """Makes posts: failing code, numbers, shared cases, wishes and strange marks, and mixes."""

    assistant: Assistant
    oracle: Oracle
    rng: random.Random

    @cached_property
    def numbers(self) -> Iterator[Any]:
        """Posts with the numbers of a known mistake."""
        known = self.assistant.known
        return numbers_alone(known.dictionary, sorted(self.assistant.exercises), self.rng, 1)

    @cached_property
    def cases(self) -> list[dict[str, str]]:
        """The shared posts, where they are beside the checkout."""
        lines = CASES.read_text(encoding="utf-8").splitlines() if CASES.is_file() else []
        return [json.loads(line) for line in lines]

    def post(self, id: str) -> Post:
        """One post of one kind, often with something strange in it."""
        kind = self.rng.choice(["code", "code", "code", "numbers", "case", "wish"])
        if kind == "case" and self.cases:
            one = self.rng.choice(self.cases)
            made = Post(id=id, title=one["title"], text=one["post"], code=one["code"])
        elif kind == "numbers":
            given = next(self.numbers)
            made = Post(id=id, text=given.text, exercise=given.exercise)
        elif kind == "wish":
            exercise = self.rng.choice([*sorted(self.assistant.exercises), ""])
            made = Post(id=id, text=self.strange(exercise), exercise=exercise)
        else:
            wrong = self.rng.choice(self.oracle.codes)
            made = Post(id=id, code=wrong.code, exercise=wrong.exercise)
        if self.rng.random() < 0.6:
            text = f"{made.text}\n\n{self.strange(made.exercise)}".strip()
            made = replace(made, text=text)
        return made

    def strange(self, exercise: str) -> str:
        """A wish, a mark, or both."""
        wish, mark = self.rng.choice(STRANGE["wishes"]), self.rng.choice(STRANGE["marks"])
        text = self.rng.choice([wish, mark, f"{wish}\n\n{mark}"])
        function = exercise.rpartition("/")[2] or "my function"
        return str(text.format(function=function, line=self.first_words(exercise)))

    def first_words(self, exercise: str) -> str:
        """The left-hand side of a line of a right solution."""
        files = sorted((SOLUTIONS / exercise).glob("*.py")) if exercise else []
        lines = [line for file in files for line in file.read_text().split("\n") if " = " in line]
        return self.rng.choice(lines).partition(" = ")[0].strip() + " =" if lines else "x ="


def said(reply: Reply) -> str:
    """Every string of a public diagnosis: the reply, all hints, titles, evidence, what to post."""
    found = as_json(reply)
    evidence = [line for fault in found["faults"] for line in fault["evidence"]]
    titles = [one["title"] for one in found["answers"]]
    return "\n".join([reply.text, *found["hints"], *evidence, *titles, found["ask"] or ""])


def own_words(post: Post) -> str:
    """All that the student wrote."""
    return "\n".join((post.title, post.text, post.code))


def marked(text: str) -> list[str]:
    """Mentions, tags and links in a reply, outside its inline code."""
    return MARKUP.findall(CODE.sub(" ", text))


def values(reply: Reply, own: str) -> list[str]:
    """Numbers with decimals that are not the student's: a reply has none to tell."""
    run = reply.diagnosis.trial.crash
    message = " ".join(run.raised.message.split()).replace("`", "'") if run else ""
    words = reply.text.replace(message[:200], "") if message else reply.text
    return [one for one in DECIMAL.findall(words) if one not in own]


@dataclass
class Figures:
    """What a campaign found."""

    counts: Counter[str] = field(default_factory=Counter)
    leaks: list[str] = field(default_factory=list)

    def add(self, post: Post, reply: Reply, oracle: Oracle) -> None:
        """Hold one reply against the oracle."""
        own, diagnosis = own_words(post), reply.diagnosis
        code = post.code if diagnosis.trial.verdict not in ("correct", "not-run") else ""
        found = [f"leak: {one}" for one in oracle.leaks(said(reply), own, diagnosis.report.exercise, code)]  # fmt: skip
        found += [f"markup: {one}" for one in marked(reply.text)]
        found += [f"value: {one}" for one in values(reply, own)]
        self.counts["replies"] += 1
        self.counts["of code"] += bool(code)
        self.counts.update(one.partition(":")[0] for one in found)
        self.leaks += [f"{one} | {reply.text!r}" for one in found]


def campaign(
    assistant: Assistant, count: int, seed: int, trials: dict[Any, Trial], keep: Path | None = None
) -> Figures:
    """Generated posts, answered up to each rung and for each door, held against the oracle."""
    oracle = Oracle(assistant)
    rng = random.Random(seed)
    asker = Asker(assistant, oracle, rng)
    road: Road = replace(assistant.road, on_trial=Remembered(assistant.road.on_trial, trials))
    figures = Figures()
    ways = list(itertools.product(range(1, MOST_RUNGS + 1), FORMS))
    while figures.counts["replies"] < count:
        post = asker.post(str(figures.counts["posts"]))
        diagnosis = road.answer(post).diagnosis
        figures.counts["posts"] += 1
        for rung, form in ways[: count - figures.counts["replies"]]:
            figures.add(post, road.write(diagnosis, rung, form, lambda _: SELF_CHECK), oracle)
        if keep and figures.counts["posts"] % 20 == 0:
            keep.write_bytes(pickle.dumps(trials))
            print(dict(figures.counts), len(trials), oracle.runs, file=sys.stderr, flush=True)
    figures.counts["pairs tried"] = len(oracle.known)
    figures.counts["runs"] = oracle.runs
    figures.counts["trials"] = len(trials)
    return figures


def main() -> None:
    """Print the figures, then each leak once."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--count", type=int, default=20_000)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--keep", type=Path)
    asked = parser.parse_args()
    trials: dict[Any, Trial] = {}
    if asked.keep and asked.keep.is_file():
        trials = pickle.loads(asked.keep.read_bytes())
    start = time.perf_counter()
    with build(Settings()) as assistant:
        figures = campaign(assistant, asked.count, asked.seed, trials, asked.keep)
    seconds = round(time.perf_counter() - start)
    kinds = {name: figures.counts[name] for name in ("leak", "markup", "value")}
    print(json.dumps({**figures.counts, **kinds, "seconds": seconds}))
    print("\n".join(dict.fromkeys(figures.leaks)))


if __name__ == "__main__":
    main()
