"""The fault dictionary: every mutation of an exercise played against the course's own inputs.

Because the course fixes its seeds, a mistake's numbers are its fingerprint.
"""

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from assistant.exercise.graph import Exercise, Step, Values
from assistant.exercise.mutations import Mutation, mutations, recomputed

LARGEST = 3000  # numbers of an output that are kept
MOST_PAIRED = 60
MOST_STEPS, MOST_OF_LONG = 120, 150


@dataclass(frozen=True)
class Mistake:
    """One listed mistake, or two at once: the steps and slugs, the first in the graph first."""

    steps: tuple[str, ...]
    slugs: tuple[str, ...]
    texts: tuple[str, ...]


@dataclass(frozen=True)
class Table:
    """What one output is under many mistakes: values (mistakes, numbers), all of one shape."""

    variant: str
    output: str
    shape: tuple[int, ...]
    values: np.ndarray
    mistakes: np.ndarray


@dataclass(frozen=True)
class Dictionary:
    """The mistakes of an exercise, and for each variant the right values and the wrong ones."""

    mistakes: Sequence[Mistake]
    right: Mapping[str, Values]
    tables: Sequence[Table]
    outputs: tuple[str, ...]


def dictionary(exercise: Exercise, variants: Mapping[str, Values]) -> Dictionary:
    """Build the dictionary; a mutation that changes nothing or crashes on a variant is not in it."""
    known: dict[tuple[Any, ...], int] = {}
    rows: dict[tuple[str, str, tuple[int, ...]], list[tuple[int, np.ndarray]]] = defaultdict(list)
    right = {}
    names: tuple[str, ...] = ()
    for variant, inputs in variants.items():
        values = exercise.run(inputs)
        right[variant] = values
        names = tuple(exercise.outputs(values))
        for several in faulty(exercise, inputs, values):
            mark = tuple((one.step, one.slug, one.text) for one in several)
            wrong = played(exercise, inputs, values, several)
            changed = {n: wrong[n] for n in names if n in wrong and differs(wrong[n], values[n])}
            if changed:
                number = known.setdefault(mark, len(known))
                for name in names:
                    array = numbers(wrong.get(name))
                    if array is not None:
                        rows[variant, name, array.shape].append((number, array.ravel()))
    listed = [Mistake(*zip(*mark, strict=True)) for mark in known]
    tables = [
        Table(*place, np.array([v for _, v in found]), np.array([n for n, _ in found]))
        for place, found in rows.items()
    ]
    return Dictionary(listed, right, tables, names)


def faulty(exercise: Exercise, inputs: Values, values: Values) -> Iterator[tuple[Mutation, ...]]:
    """Every mutation of every step, then pairs of the commonest of different steps."""
    steps = exercise.steps(inputs)
    uses = Counter(step.function for step in steps)
    singles: list[Mutation] = []
    common: list[Mutation] = []
    before = dict(inputs)
    for step in steps:
        if uses[step.function]:
            here = list(mutations(step, before, shared=uses[step.function] > 1))
            singles += here
            common += firsts(here)
            uses[step.function] = 0
        before[step.name] = values.get(step.name)
    if len(steps) > MOST_STEPS:
        singles, common = singles[:MOST_OF_LONG], []
    yield from ((one,) for one in (*recomputed(inputs), *singles))
    for place, one in enumerate(common[:MOST_PAIRED]):
        for other in common[place + 1 : MOST_PAIRED]:
            if other.function is not one.function:
                yield (one, other)


def firsts(several: Sequence[Mutation]) -> list[Mutation]:
    """One mutation of each slug, without those that need a neighbour's value."""
    found: dict[str, Mutation] = {}
    for one in several:
        if one.slug not in ("wrong-variable", "wrong-formula"):
            found.setdefault(one.slug, one)
    return list(found.values())


def played(
    exercise: Exercise, inputs: Values, values: Values, several: Sequence[Mutation]
) -> Values:
    """All values with some steps wrong; what rests on a step that fails is left out."""
    wrong = {one.function: one for one in several}
    drawing = "rng" in values
    found = dict(inputs) if drawing else dict(values)
    if drawing and hasattr(inputs.get("rng"), "seed"):
        found["rng"] = inputs["rng"]
    dirty = {one.step for one in several if one.step in inputs}
    found |= {one.step: one.input(inputs) for one in several if one.step in inputs}
    with np.errstate(all="ignore"):
        for step in exercise.steps(inputs):
            if drawing or step.function in wrong or dirty & set(step.needs.values()):
                dirty.add(step.name)
                found.pop(step.name, None)
                value = computed(step, wrong.get(step.function), found)
                if value is not None:
                    found[step.name] = value
    return found


def computed(step: Step, mutation: Mutation | None, values: Values) -> Any:
    """The value of a step, right or wrong; None where it cannot be computed."""
    if any(name not in values for name in step.needs.values()):
        return None
    try:
        return mutation.compute(step, values) if mutation else step.compute(values)
    except (ValueError, TypeError, LookupError, ArithmeticError, AttributeError, NameError):
        return None


def numbers(value: Any) -> np.ndarray | None:
    """A numeric value of a size that is kept."""
    if not isinstance(value, np.ndarray | np.generic | float | int | bool):
        return None
    array = np.asarray(value)
    if array.dtype.kind not in "biuf" or array.size > LARGEST:
        return None
    return array.astype(float)


def differs(one: Any, other: Any) -> bool:
    """Two values that a student would see as different."""
    left, right = numbers(one), numbers(other)
    if left is None or right is None:
        return False
    return left.shape != right.shape or not np.allclose(left, right, rtol=1e-9, atol=1e-12)
