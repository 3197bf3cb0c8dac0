"""The inputs of a trial: the course's own, and random ones drawn afresh for each trial."""

from collections.abc import Iterable, Sequence
from contextlib import suppress
from typing import Any

import numpy as np

from assistant.exercise.ending import NotEnded, limited_to
from assistant.exercise.graph import Exercise, Values
from assistant.trial.running import Instance

RANDOM = 3
LARGEST = 5000
LONGEST = 30
LARGEST_RESULT = 60_000
SLOWEST = 2.0


def instances(
    exercise: Exercise, recorded: Iterable[Values], rng: np.random.Generator
) -> tuple[Instance, ...]:
    """Course inputs that are quick to run, then random ones; none that the reference cannot do."""
    course = [values for values in recorded if light(values) and apart(values)]
    fresh = [{**exercise.sample(rng), **chosen(exercise, turn)} for turn in range(RANDOM)]
    drawn = [{**exercise.defaults, **inputs} for inputs in (*course, *fresh)]
    made = [one for inputs in drawn for one in ended(exercise, inputs)]
    return tuple(one for one in made if finite(one.expected.values()) and short(one))


def ended(exercise: Exercise, inputs: Values) -> list[Instance]:
    """The input with its reference values, or nothing where a loop of the reference goes on."""
    with suppress(NotEnded), limited_to(SLOWEST):
        return [instance(exercise, inputs)]
    return []


def apart(inputs: Values) -> bool:
    """No two arrays are the same: where v and s both start at zero, no search tells them apart."""
    arrays = [one for one in inputs.values() if isinstance(one, np.ndarray) and one.size > 1]
    marks = {(one.shape, one.dtype.str, one.tobytes()) for one in arrays}
    return len(marks) == len(arrays)


def chosen(exercise: Exercise, turn: int) -> Values:
    """The choices of one random input: each is taken in turn, so that none is left to chance."""
    return {name: values[turn % len(values)] for name, values in exercise.choices.items()}


def size(one: Instance) -> int:
    """How many numbers the reference computes from an input: how long a run may take."""
    return sum(numbers_in(value) for value in one.values.values())


def numbers_in(value: Any) -> int:
    """How many numbers a value holds; caches are tuples of arrays of several shapes."""
    if isinstance(value, dict):
        return sum(map(numbers_in, value.values()))
    if isinstance(value, tuple | list):
        return sum(map(numbers_in, value))
    return int(np.size(value))


def short(one: Instance) -> bool:
    """Its results can be sent back many times."""
    return sum(map(numbers_in, one.expected.values())) <= LARGEST_RESULT


def instance(exercise: Exercise, inputs: Values) -> Instance:
    """One input with all its reference values."""
    values = exercise.run(inputs)
    return Instance(inputs, values, exercise.outputs(values))


def light(inputs: Values) -> bool:
    """Small enough to be run on every trial."""
    numbers = sum(np.size(v) for v in inputs.values() if isinstance(v, np.ndarray))
    turns = max((inputs.get(name, 0) for name in ("num_iterations", "num_iters")), default=0)
    return numbers <= LARGEST and turns <= LONGEST


def finite(values: Iterable[Any]) -> bool:
    """The reference itself gives finite numbers here."""
    numbers = [v for v in values if isinstance(v, np.ndarray | float)]
    return all(bool(np.all(np.isfinite(v))) for v in numbers)


def quick(count: int, failing: Sequence[int]) -> list[int]:
    """Which inputs serve the search of a repair: two that fail, a random one first, and another.

    Random inputs stand at the end and tell most; what fails on the course's own alone
    is told by the first.
    """
    most = [*failing[::-1][:1], *failing[:1], count - 1]
    return list(dict.fromkeys(most))
