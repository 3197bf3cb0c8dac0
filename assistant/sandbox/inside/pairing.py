"""Searches for two edits of which neither shows alone: all pairs of edits of two statements."""

from collections.abc import Iterator
from itertools import combinations, product
from typing import Any

from assistant.sandbox.inside.schemata import Slot, slot
from assistant.sandbox.inside.searching import MOST_EDITS, Found, Search, told
from assistant.sandbox.inside.watching import before, distinct

# The precise operators first, then all; and how many edits of a statement are combined.
PAIRED: tuple[tuple[dict[str, int], int], ...] = (({"group": 0}, 60), ({}, 160))


def pairs(state: Search) -> list[Found]:
    """The first two edits, at two sites, that make all right."""
    for part, most in PAIRED:
        slots = list(distinct_slots(state, part, most))
        for left, right in sorted(combinations(range(len(slots)), 2), key=sum):
            found = fitting(state, [slots[left], slots[right]])
            if found or state.over():
                return found
    return []


def fitting(state: Search, both: list[Slot]) -> list[Found]:
    """The first choice of an edit at each of two slots that makes all right."""
    right, full = state.ready(both), state.full
    for numbers in product(*(range(len(one.options)) for one in both)):
        if state.over():
            return []
        if right(numbers) == full:
            made = zip(both, numbers, strict=True)
            return [told([(dict(one.site), one.options[number]) for one, number in made])]
    return []


def distinct_slots(state: Search, part: dict[str, Any], most: int) -> Iterator[Slot]:
    """At each site the edits that do something of their own, in the names as they stood."""
    for site in state.job["search"]["sites"]:
        one = slot(state.tree, {**part, **site}, MOST_EDITS)
        if one is not None and not state.over():
            seen = before(state.job, state.source, one.statement, state.ask)
            kept = distinct(one, seen, most)
            if kept.options:
                yield kept
