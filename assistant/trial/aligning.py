"""Which reference values appear among the student's, whatever the student calls them."""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

import numpy as np

from assistant.sandbox.closeness import alike
from assistant.trial.numbers import as_numbers
from assistant.trial.running import Instance, Run, Site

LAST_NAME = re.compile(r"[\"']([A-Za-z_]\w*)[\"']\]?$|([A-Za-z_]\w*)$")


@dataclass(frozen=True)
class Alignment:
    """A run beside the reference: what each site computed, and which step it equals."""

    run: Run
    instances: Sequence[Instance]
    seen: Mapping[int, Mapping[int, list[Any]]] = field(default_factory=dict)

    @classmethod
    def of(cls, run: Run, instances: Sequence[Instance]) -> "Alignment":
        """Group the records by site and call."""
        seen: dict[int, dict[int, list[Any]]] = {}
        for call, site, value in run.records:
            if call < len(instances):
                seen.setdefault(site, {}).setdefault(call, []).append(value)
        return cls(run, instances, seen)

    @cached_property
    def names(self) -> list[frozenset[str]]:
        """For each record the names of the values that it equals."""
        return [
            names_of(value, self.instances[call]) if call < len(self.instances) else frozenset()
            for call, _, value in self.run.records
        ]

    @cached_property
    def matches(self) -> dict[int, frozenset[str]]:
        """For each site the names of all values that it equals on every call and turn."""
        turns: dict[int, dict[int, list[frozenset[str]]]] = {site: {} for site in self.seen}
        for (call, site, _), equal in zip(self.run.records, self.names, strict=True):
            if call < len(self.instances):
                turns[site].setdefault(call, []).append(equal)
        return {site: equal_names(calls.values()) for site, calls in turns.items()}

    @cached_property
    def order(self) -> dict[int, int]:
        """The position of each site's first record."""
        first: dict[int, int] = {}
        for position, (_, site, _) in enumerate(self.run.records):
            first.setdefault(site, position)
        return first

    @cached_property
    def final(self) -> dict[str, int]:
        """The site that gives a variable its last value."""
        names = {s.id: s.name for s in self.run.sites if s.kind not in ("element", "return")}
        return {names[site]: site for _, site, _ in self.run.records if site in names}

    @cached_property
    def first_wrong(self) -> dict[int, int]:
        """The position of each site's first value that equals none of the reference's."""
        first: dict[int, int] = {}
        for position, (call, site, _) in enumerate(self.run.records):
            if site not in first and call < len(self.instances) and not self.names[position]:
                first[site] = position
        return first

    @cached_property
    def reached(self) -> frozenset[str]:
        """Every name that some site equals."""
        return frozenset(name for names in self.matches.values() for name in names)

    @cached_property
    def finished(self) -> frozenset[str]:
        """Names whose own variable equals them in every call, also in calls that crashed later."""
        return frozenset(
            name
            for site in self.run.sites
            if (name := self.named(site)) in self.matches.get(site.id, ()) and name is not None
            if len(self.seen[site.id]) == len(self.instances)
        )

    @cached_property
    def settled(self) -> frozenset[str]:
        """Variables whose last value equals a value of the reference: sums that came out right."""
        names = {site.id: site.name for site in self.run.sites if site.kind != "element"}
        right: dict[tuple[str, int], bool] = {}
        for (call, site, _), equal in zip(self.run.records, self.names, strict=True):
            if site in names and call < len(self.instances):
                right[names[site], call] = bool(equal)
        return frozenset(
            name
            for name in {name for name, _ in right}
            if all(right.get((name, call), False) for call in range(len(self.instances)))
        )

    def named(self, site: Site) -> str | None:
        """The reference value that has the site's name."""
        return by_name(site.name, self.instances[0].values)

    def same_shape(self, site: int, name: str) -> bool:
        """The site's values have the shape of the step on every call."""
        for call, values in self.seen.get(site, {}).items():
            wanted = np.shape(self.instances[call].values.get(name, 0))
            if any(shape_of(value) != wanted for value in values):
                return False
        return True


def equal_names(calls: Iterable[list[frozenset[str]]]) -> frozenset[str]:
    """Names equal in every call; in a loop it is enough that each turn equals some value."""
    per_call = []
    for turns in calls:
        if not all(turns):
            return frozenset()
        per_call.append(turns[0] if len(turns) == 1 else union(turns))
    return frozenset.intersection(*per_call) if per_call else frozenset()


def union(turns: list[frozenset[str]]) -> frozenset[str]:
    """All names of several turns."""
    return frozenset().union(*turns)


def shape_of(value: Any) -> tuple[int, ...] | None:
    """The shape of a recorded value, None for what is no number."""
    if isinstance(value, Mapping):
        return tuple(value["shape"]) if "shape" in value else None
    return np.shape(value) if as_numbers(value) is not None else None


def names_of(value: Any, instance: Instance) -> frozenset[str]:
    """The names of the reference values that equal one value."""
    numbers = as_numbers(value)
    if numbers is None:
        return frozenset()
    shelf = instance.shelves.get(numbers.shape, ())
    return frozenset(name for name, wanted in shelf if alike(numbers, wanted))


def close(numbers: np.ndarray, wanted: Any) -> bool:
    """Equal within rounding, in the same shape."""
    other = as_numbers(wanted)
    if other is None or other.shape != numbers.shape:
        return False
    return alike(numbers, other)


def by_name(name: str, reference: Mapping[str, Any]) -> str | None:
    """The reference name that a student's target spells: `dW1`, `grads["dW1"]`, `self.dw1`."""
    found = LAST_NAME.search(name)
    if found is None:
        return None
    bare = found[1] or found[2]
    if bare in reference:
        return bare
    folded = {plain(known): known for known in reference}
    return folded.get(plain(bare))


def plain(name: str) -> str:
    """A name without case and underscores; `grad_W1` and `d_W1` are `dW1`."""
    name = re.sub(r"^grad_?", "d", name) if name.lower().startswith("grad") else name
    return name.replace("_", "").lower()
