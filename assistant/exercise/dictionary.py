"""The fault dictionary: every mutation of an exercise played against the course's own inputs.

Because the course fixes its seeds, a mistake's numbers are its fingerprint.
"""

import time
import warnings
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

import numpy as np

from assistant.exercise.ending import NotEnded, limited_to
from assistant.exercise.graph import Exercise, Step, Values
from assistant.exercise.mutations import Mutation, mutations, recomputed, replaced, special

LARGEST = 3000  # numbers of an output that are kept
MOST_PAIRED = 60
FAILURES = (ValueError, TypeError, LookupError, ArithmeticError, AttributeError, NameError,
            RuntimeError, AssertionError, MemoryError)  # fmt: skip
VAGUE = frozenset({"wrong-formula", "wrong-variable"})
MOST_STEPS, MOST_OF_LONG = 120, 150
MANY, SHORTEST, LONGEST = 5, 0.02, 2.0  # a wrong run gets some times its usual seconds


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
    """The mistakes of an exercise, and for each variant the right values and the wrong ones.

    `names` are the values that are kept, in the order of the graph; `outputs` are among them.
    """

    exercise: Exercise
    inputs: Mapping[str, Values]
    mistakes: Sequence[Mistake]
    formulas: Sequence[tuple[Mutation, ...]]
    right: Mapping[str, Values]
    tables: Sequence[Table]
    outputs: tuple[str, ...]
    names: tuple[str, ...]

    def under(self, variant: str, number: int) -> Values:
        """All values under one mistake; none on a variant where it keeps a loop from ending."""
        inputs, right = self.inputs[variant], dict(self.right[variant])
        try:
            with limited_to(LONGEST):
                return played(self.exercise.steps(inputs), inputs, right, self.formulas[number])
        except NotEnded:
            return {}


def dictionary(exercise: Exercise, variants: Mapping[str, Values]) -> Dictionary:
    """Build the dictionary; what changes nothing on a variant, or crashes there, is not in it.

    Nor is what keeps a loop from ending.
    """
    known: dict[tuple[Any, ...], int] = {}
    formulas: list[tuple[Mutation, ...]] = []
    rows: dict[tuple[str, str, tuple[int, ...]], list[tuple[int, np.ndarray]]] = defaultdict(list)
    timed = {variant: right_run(exercise, inputs) for variant, inputs in variants.items()}
    right = {variant: values for variant, (values, _) in timed.items()}
    outputs = tuple(exercise.outputs(next(iter(right.values()))))
    unrolled = {variant: exercise.steps(inputs) for variant, inputs in variants.items()}
    for variant, (values, usual) in timed.items():
        steps = unrolled[variant]
        names = kept(steps, outputs)
        for several, wrong in wrong_runs(exercise, steps, variants[variant], values, usual):
            mark = tuple((one.step, one.slug, one.text) for one in several)
            if not tells(wrong, values, outputs):
                continue
            if mark not in known:
                known[mark] = len(known)
                formulas.append(several)
            for name in names:
                array = numbers(wrong.get(name))
                if array is not None:
                    rows[variant, name, array.shape].append((known[mark], array.ravel()))
    listed = [Mistake(*zip(*mark, strict=True)) for mark in known]
    chosen = {old: new for new, old in enumerate(representatives(listed, rows, outputs))}
    tables = []
    for place, found in rows.items():
        there = [(chosen[number], values) for number, values in found if number in chosen]
        if there:
            numbered = np.array([number for number, _ in there])
            tables.append(Table(*place, np.array([values for _, values in there]), numbered))
    names = kept(next(iter(unrolled.values())), outputs)
    listed, formulas = [listed[one] for one in chosen], [formulas[one] for one in chosen]
    return Dictionary(exercise, variants, listed, formulas, right, tables, outputs, names)


def right_run(exercise: Exercise, inputs: Values) -> tuple[Values, float]:
    """All right values, and the processor's seconds that they take."""
    start = time.thread_time()
    return exercise.run(inputs), time.thread_time() - start


def wrong_runs(
    exercise: Exercise, steps: Sequence[Step], inputs: Values, values: Values, usual: float
) -> Iterator[tuple[tuple[Mutation, ...], Values]]:
    """All values under each mistake; one that does not end is left out, also beside others."""
    endless = set[Mutation]()
    for several in faulty(exercise, steps, inputs, values):
        if endless.isdisjoint(several):
            try:
                with limited_to(max(MANY * usual, SHORTEST)):
                    wrong = played(steps, inputs, values, several)
            except NotEnded:
                endless.update(several)
            else:
                yield several, wrong


def representatives(
    listed: Sequence[Mistake], rows: Mapping[Any, Any], outputs: Sequence[str]
) -> list[int]:
    """Of mistakes with the same outputs on every variant the one that is named best."""
    prints: dict[int, list[Any]] = defaultdict(list)
    for place, found in rows.items():
        if place[1] in outputs:
            for number, values in found:
                prints[number].append((place, np.round(values, 9).tobytes()))
    best: dict[Any, int] = {}
    for number, one in enumerate(listed):
        mark = tuple(prints[number])
        if mark not in best or rank(one) < rank(listed[best[mark]]):
            best[mark] = number
    return sorted(best.values())


def rank(one: Mistake) -> tuple[int, int]:
    """Fewer mistakes first, then those whose name says more."""
    return len(one.slugs), len(VAGUE & set(one.slugs))


def tells(wrong: Values, right: Values, outputs: Sequence[str]) -> bool:
    """An output is changed, none is empty, and something in them is a number."""
    arrays = [numbers(wrong.get(name)) for name in outputs]
    there = [one for one in arrays if one is not None]
    if any(not one.size for one in there) or not any(np.isfinite(one).any() for one in there):
        return False
    return any(differs(wrong[name], right[name]) for name in outputs if name in wrong)


def kept(steps: Sequence[Step], outputs: tuple[str, ...]) -> tuple[str, ...]:
    """The values that are kept: all steps, of a long training only the outputs."""
    if len(steps) > MOST_STEPS:
        return outputs
    return tuple(dict.fromkeys((*(step.name for step in steps), *outputs)))


def faulty(
    exercise: Exercise, steps: Sequence[Step], inputs: Values, values: Values
) -> Iterator[tuple[Mutation, ...]]:
    """Every mutation of every step, then pairs of the commonest of different steps."""
    uses = Counter(step.shared for step in steps)
    singles: list[Mutation] = []
    common: list[Mutation] = []
    before = dict(inputs)
    for step in steps:
        if uses[step.shared]:
            here = list(special(step, exercise.mistakes.get(step.shared.__name__, ())))
            here += mutations(step, before, shared=uses[step.shared] > 1)
            singles += here
            common += firsts(here)
            uses[step.shared] = 0
        before[step.name] = values.get(step.name)
    if len(steps) > MOST_STEPS:
        singles, common = singles[:MOST_OF_LONG], []
    of_inputs = (*recomputed(inputs), *replaced(inputs, exercise.mistakes))
    yield from ((one,) for one in (*of_inputs, *singles))
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
    steps: Sequence[Step], inputs: Values, values: Values, several: Sequence[Mutation]
) -> Values:
    """All values with some steps wrong; what rests on a step that fails is left out."""
    wrong = {one.function: one for one in several}
    drawing = "rng" in values
    found = dict(inputs) if drawing else dict(values)
    if drawing and hasattr(inputs.get("rng"), "seed"):
        found["rng"] = inputs["rng"]
    dirty = {one.step for one in several if one.step in inputs}
    found |= {one.step: one.input(inputs) for one in several if one.step in inputs}
    with np.errstate(all="ignore"), warnings.catch_warnings():
        warnings.simplefilter("ignore", RuntimeWarning)  # the mean of nothing
        for step in steps:
            if drawing or step.shared in wrong or dirty & set(step.needs.values()):
                dirty.add(step.name)
                found.pop(step.name, None)
                value = computed(step, wrong.get(step.shared), found)
                if value is not None:
                    found[step.name] = value
    return found


def computed(step: Step, mutation: Mutation | None, values: Values) -> Any:
    """The value of a step, right or wrong; None where it cannot be computed."""
    if any(name not in values for name in step.needs.values()):
        return None
    try:
        return mutation.compute(step, values) if mutation else step.compute(values)
    except FAILURES:
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


def without(known: Dictionary, number: int) -> Dictionary:
    """The dictionary as if a mistake had never been listed."""
    tables = []
    for table in known.tables:
        kept = table.mistakes != number
        tables.append(replace(table, values=table.values[kept], mistakes=table.mistakes[kept]))
    return replace(known, tables=tables)
