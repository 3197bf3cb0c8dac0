"""Where a mistake can be at all: from which values are right and which are not; what to ask."""

from collections import Counter
from collections.abc import Sequence

import numpy as np

from assistant.exercise.dictionary import Dictionary, Table, differs, numbers

MOST_COMPARED = 24
MOST_STEPS = 3


def hidden_from(known: Dictionary, variant: str) -> list[int]:
    """Mistakes that do not show on a variant and show on another."""
    shown = {int(n) for t in known.tables if t.variant == variant for n in wrong_in(known, t)}
    others = {int(n) for t in known.tables if t.variant != variant for n in wrong_in(known, t)}
    return sorted(others - shown)


def wrong_in(known: Dictionary, table: Table) -> np.ndarray:
    """The mistakes of a table whose values are not right."""
    right = numbers(known.right[table.variant].get(table.output))
    if right is None:
        return table.mistakes[:0]
    if differs(np.zeros(table.shape), np.zeros(right.shape)) or table.shape != right.shape:
        return table.mistakes
    same = np.isclose(table.values, right.ravel(), rtol=1e-4, atol=1e-7).all(axis=1)
    return np.asarray(table.mistakes[~same])


def steps_behind(
    known: Dictionary, variant: str, right: Sequence[str], wrong: Sequence[str]
) -> tuple[str, ...]:
    """The steps whose mistakes spoil just these values, the commonest first, at most three.

    The first of the graph's values that is wrong leads, where all that it needs is seen to
    be right.
    """
    spoiled = {name: set[int]() for name in (*right, *wrong)}
    for table in known.tables:
        if table.variant == variant and table.output in spoiled:
            spoiled[table.output] |= {int(number) for number in wrong_in(known, table)}
    if not wrong:
        return ()
    alike = set.intersection(*(spoiled[name] for name in wrong))
    for name in right:
        alike -= spoiled[name]
    votes = Counter(known.mistakes[n].steps[0] for n in alike if len(known.mistakes[n].steps) == 1)
    return tuple(step for step, _ in votes.most_common(MOST_STEPS))


def separating(
    known: Dictionary, variant: str, mistakes: Sequence[int], pasted: Sequence[str]
) -> str | None:
    """The value whose print would tell most of several mistakes apart; None where none would."""
    several = [known.under(variant, number) for number in mistakes[:MOST_COMPARED]]
    slugs = [known.mistakes[number].slugs for number in mistakes[:MOST_COMPARED]]
    best, fewest = None, len(set(slugs)) - 0.5
    for name in known.names:
        groups: dict[bytes, list[tuple[str, ...]]] = {}
        for values, slug in zip(several, slugs, strict=True):
            groups.setdefault(mark(values.get(name)), []).append(slug)
        left = sum(len(one) * len(set(one)) for one in groups.values()) / len(slugs)
        if name not in pasted and left < fewest:
            best, fewest = name, left
    return best


def mark(value: object) -> bytes:
    """Equal for values that print alike."""
    array = numbers(value)
    return b"" if array is None else repr(array.shape).encode() + np.round(array, 6).tobytes()


def first_difference(known: Dictionary, right: Sequence[str], wrong: Sequence[str]) -> str | None:
    """Of the pasted values the first of the graph that is wrong, where an earlier one is right."""
    order = [name for name in known.names if name in (*right, *wrong)]
    first = [name for name in order if name in wrong]
    return first[0] if first and right else None
