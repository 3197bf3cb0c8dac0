"""The exercise whose recorded numbers a post prints, where its words name none."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from functools import cached_property
from typing import Any

FEWEST = 3  # numbers in common; one or two may be chance


class Printed:
    """What the courses print, by four significant digits, which most pasted numbers have."""

    def __init__(self, facts: Mapping[str, Mapping[str, Any]], known: Iterable[str]) -> None:
        self.facts = facts
        self.known = known

    @cached_property
    def exercises(self) -> Mapping[str, set[str]]:
        """The exercises that print a number, made when a post without any is first asked for."""
        found: defaultdict[str, set[str]] = defaultdict(set)
        for id in self.known:
            for case in self.facts.get(id, {}).get("cases", ()):
                for value in filter(telling, map(digits, numbers_in(case.get("expected", {})))):
                    found[value].add(id)
        return found

    def by(self, values: Iterable[float]) -> list[str]:
        """The exercises that print several of some numbers, those with the most first."""
        told = set(map(digits, values))
        found = Counter(id for one in told for id in self.exercises.get(one, ()))
        return [id for id, shared in found.most_common() if shared >= FEWEST]


def numbers_in(recorded: Any) -> Iterator[float]:
    """All numbers of a recorded result, however it nests."""
    if isinstance(recorded, Mapping):
        recorded = list(recorded.values())
    if isinstance(recorded, list):
        for one in recorded:
            yield from numbers_in(one)
    elif isinstance(recorded, float):
        yield recorded


def telling(value: str) -> bool:
    """Not a half, a whole or a tenth, which any exercise may print."""
    return "00e" not in value


def digits(value: float) -> str:
    """`1.762e-03`."""
    return f"{value:.3e}"
