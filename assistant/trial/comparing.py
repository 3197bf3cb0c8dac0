"""Compares what a student's function returned with the reference, each output on its own."""

from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np

from assistant.exercise.graph import Exercise, unpack
from assistant.sandbox.closeness import ATOL, RTOL
from assistant.trial.numbers import as_numbers
from assistant.trial.running import Instance, Result
from assistant.types import Output, Status

MOST_CELLS = 12
WORSE: tuple[Status, ...] = (
    "missing",
    "wrong-type",
    "wrong-shape",
    "not-finite",
    "wrong-values",
    "correct",
)


def judge(
    exercise: Exercise, instances: Sequence[Instance], results: Sequence[Result]
) -> tuple[Output, ...]:
    """The worst status of each output over all inputs, with the first input that shows it."""
    worst: dict[str, Output] = {}
    for instance, result in zip(instances, results, strict=False):
        for output in outputs(exercise, instance, result):
            known = worst.get(output.name)
            if known is None or WORSE.index(output.status) < WORSE.index(known.status):
                worst[output.name] = output
    return tuple(worst.values())


def outputs(exercise: Exercise, instance: Instance, result: Result) -> list[Output]:
    """Each output of one call."""
    if result.crash is not None:
        return [missing(name, value) for name, value in instance.expected.items()]
    template = exercise.template(exercise.returns, instance.values)
    if exercise.returned_type and type(result.value) is not exercise.returned_type:
        return [typed_wrongly(name, result.value, v) for name, v in instance.expected.items()]
    given = unpack(template, result.value)
    return [one(name, given, expected) for name, expected in instance.expected.items()]


def missing(name: str, expected: Any) -> Output:
    """An output that did not come back."""
    return Output(name, "missing", expected_shape=np.shape(expected))


def typed_wrongly(name: str, given: Any, expected: Any) -> Output:
    """A result in another type than the course's test demands."""
    size = getattr(given, "size", 1) if isinstance(given, np.ndarray | np.generic | float) else 0
    value = np.ravel(given)[0] if size == 1 else given
    right = size == 1 and bool(np.isclose(value, expected, rtol=RTOL, atol=ATOL))
    if right or isinstance(expected, (int, tuple)):
        return Output(name, "wrong-type", np.shape(expected), np.shape(given) if size else None)
    return one(name, {name: given}, expected)


def one(name: str, given: Mapping[str, Any], expected: Any) -> Output:
    """One output: shape before values, as the courses' tests have it."""
    if name not in given or given[name] is None:
        return missing(name, expected)
    if isinstance(expected, str) or callable(expected):
        status: Status = "correct" if given[name] == expected else "wrong-values"
        return Output(name, status)
    numbers = as_numbers(given[name])
    wanted = np.asarray(expected)
    if numbers is None:
        return Output(name, "wrong-type", wanted.shape)
    if numbers.shape != wanted.shape:
        return Output(name, "wrong-shape", wanted.shape, numbers.shape)
    return valued(name, numbers, wanted)


def valued(name: str, numbers: np.ndarray, wanted: np.ndarray) -> Output:
    """An output of the right shape: finite, and equal to the reference within rounding."""
    wanted = wanted.astype(float)
    finite = np.isfinite(numbers)
    if not np.array_equal(finite, np.isfinite(wanted)):
        cells = tuple(tuple(map(int, cell)) for cell in np.argwhere(~finite)[:MOST_CELLS])
        return Output(name, "not-finite", wanted.shape, numbers.shape, None, cells)
    error = np.where(finite, np.abs(numbers - wanted), 0.0)
    wrong = error > ATOL + RTOL * np.abs(np.where(finite, wanted, 0.0))
    if not wrong.any():
        return Output(name, "correct", wanted.shape, numbers.shape, float(error.max(initial=0)))
    cells = tuple(tuple(map(int, cell)) for cell in np.argwhere(wrong)[:MOST_CELLS])
    return Output(name, "wrong-values", wanted.shape, numbers.shape, float(error.max()), cells)


def all_right(verdict: Sequence[Output]) -> bool:
    """Every output is right on every input."""
    return bool(verdict) and all(output.status == "correct" for output in verdict)
