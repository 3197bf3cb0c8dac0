"""Figures of the numbers: how often a mistake is named from what was printed, and how surely."""

import random
import statistics
import time
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import islice
from typing import Any

import numpy as np

from assistant.evaluating.posting import MANGLED, PLAIN, Noise, Posted, posts
from assistant.exercise.dictionary import Dictionary, without
from assistant.exercise.printed import Printed
from assistant.finding.numbers import Numbers
from assistant.reading.arrays import printed_arrays
from assistant.types import NOT_RUN, Finding, Post, Report
from assistant.wiring import Assistant

CONFIDENT = 0.6
CAMPAIGNS = {
    "one_mistake": (1, replace(PLAIN, layouts=MANGLED, expected=True)),
    "two_mistakes": (2, replace(PLAIN, layouts=MANGLED, expected=True)),
    "three_digits": (1, replace(PLAIN, digits=3, layouts=MANGLED)),
    "one_or_two_arrays": (1, replace(PLAIN, partly=True, layouts=MANGLED)),
}


def figures(assistant: Assistant, count: int, seed: int = 1) -> dict[str, Any]:
    """Every campaign with its own posts."""
    names = sorted(assistant.exercises)
    found: dict[str, Any] = {}
    for title, (faults, noise) in CAMPAIGNS.items():
        rng = random.Random(seed)
        made = islice(posts(assistant.known.dictionary, names, rng, faults, noise), count)
        found[title] = named_first(assistant, list(made))
    rng = random.Random(seed)
    made = islice(posts(assistant.known.dictionary, names, rng, 1), count)
    found["left_out"] = left_out(assistant, list(made))
    found["separating_question"] = separated(assistant, names, random.Random(seed), count)
    return found


def named_first(assistant: Assistant, several: Sequence[Posted]) -> dict[str, Any]:
    """How often the slug, or one of two, is first, and all are among three; seconds of one."""
    first, three, times, misses = [], [], [], []
    for one in several:
        start = time.perf_counter()
        ranked = causes(assistant, one)
        times.append(time.perf_counter() - start)
        first.append(bool(ranked) and ranked[0] in one.slugs)
        three.append(all(slug in ranked[:3] for slug in one.slugs))
        if not (first[-1] and three[-1]):
            misses.append(f"{one.exercise} {one.slugs} got {ranked[:3]}")
    return {
        "posts": len(first),
        "functions": len({one.exercise for one in several}),
        "first": round(statistics.mean(first), 3),
        "all_in_three": round(statistics.mean(three), 3),
        "median_ms": round(1000 * statistics.median(times), 2),
        "misses": misses,
    }


def causes(assistant: Assistant, one: Posted) -> list[str]:
    """The causes named, each once, best first."""
    post = Post(text=one.text, exercise=one.exercise)
    diagnosis = assistant.answer(post).diagnosis
    ranked = [f.cause for f in (*diagnosis.faults, *diagnosis.findings) if f.cause]
    return list(dict.fromkeys(ranked))


def left_out(assistant: Assistant, several: Sequence[Posted]) -> dict[str, Any]:
    """Mistakes that the dictionary does not hold: is what is said of their structure right?

    Right is the slug of a relation, or a named set of at most three steps that holds the
    wrong one; wrong and confident is another slug at a confidence of 0.6 or more.
    """
    right, wrong, misses = [], [], []
    for one in several:
        known = assistant.known.dictionary(one.exercise)
        assert known is not None
        found = list(said(without(known, one.number), one))
        mistake = known.mistakes[one.number]
        sure = [f.cause for f in found if f.cause and f.confidence >= CONFIDENT]
        steps = {step for f in found for step in f.steps if len(f.steps) < len(known.names)}
        holds = bool(set(mistake.steps) & steps) or bool(set(one.slugs) & {f.cause for f in found})
        right.append(holds)
        wrong.append(bool(sure) and sure[0] not in one.slugs and not holds)
        if wrong[-1] or not holds:
            misses.append(f"{one.exercise} {mistake.steps} {one.slugs} got {sure} {sorted(steps)}")
    return {
        "posts": len(right),
        "structure_right": round(statistics.mean(right), 3),
        "confident_and_wrong": round(statistics.mean(wrong), 3),
        "misses": misses,
    }


def said(known: Dictionary, one: Posted) -> Iterator[Finding]:
    """What the numbers say by themselves with another dictionary."""
    finder = Numbers(lambda _: known, {}, Printed({}, ()))
    arrays = printed_arrays(one.text)
    report = Report(Post(text=one.text), exercise=one.exercise, arrays=arrays)
    return iter(list(finder(report, NOT_RUN)))


def separated(
    assistant: Assistant, names: list[str], rng: random.Random, count: int
) -> dict[str, Any]:
    """Posts that several mistakes explain: does the answer to the question put the right first?"""
    noise = Noise(partly=True)
    asked, right, misses, ties = 0, [], [], 0
    for one in islice(posts(assistant.known.dictionary, names, rng, 1, noise), 4 * count):
        known = assistant.known.dictionary(one.exercise)
        assert known is not None
        found = [f for f in said(known, one) if f.cause]
        if len({f.cause for f in found}) < 2:
            continue
        ties += 1
        more = answered(known, one, found[0].print_next)
        if more is not None:
            asked += 1
            found = [f for f in said(known, more) if f.cause]
        right.append(bool(found) and found[0].cause in one.slugs)
        if not right[-1]:
            got = [f.cause for f in found]
            misses.append(f"{one.exercise} {one.slugs} got {got} asked {bool(more)}")
        if ties == count:
            break
    first = round(statistics.mean(right), 3) if right else None
    return {"ties": ties, "asked": asked, "right_first": first, "misses": misses}


def answered(known: Dictionary, one: Posted, question: tuple[str, str] | None) -> Posted | None:
    """The post with the value that was asked for, as the mistake gives it."""
    name, variant = question or ("", "")
    value = known.under(variant, one.number).get(name) if name else None
    if value is None:
        return None
    return replace(one, text=f"{one.text}\n{name} = {np.asarray(value)!r}")
