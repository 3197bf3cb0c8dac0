"""What a page can draw of a trial: the state of each step, and wrong arrays beside right ones."""

from collections.abc import Collection, Iterator, Mapping, Sequence
from typing import Any

import numpy as np

from assistant.exercise.graph import Exercise, unpack
from assistant.sandbox.closeness import ATOL, RTOL
from assistant.trial.aligning import Alignment
from assistant.trial.comparing import outputs
from assistant.trial.numbers import as_numbers
from assistant.trial.running import Instance, Result
from assistant.types import Comparison, Fault, Grid, Output, State, StepState

MOST_DRAWN = 60  # steps; the unrolled trainings have hundreds
SIDE = 12  # rows and columns of an array that are drawn
STEADY = 1e-4


def step_states(
    alignment: Alignment, verdict: Sequence[Output], faults: Sequence[Fault], exercise: Exercise
) -> tuple[StepState, ...]:
    """Each step of the formula with what the student's code made of it."""
    steps = exercise.steps(alignment.instances[0].inputs)
    if len(steps) > MOST_DRAWN:
        return ()
    needs = {one.name: tuple(one.needs.values()) for one in steps}
    found = alignment.reached | {one.name for one in verdict if one.status == "correct"}
    wrong = {name for fault in faults for name in (fault.step or fault.variable,)} & set(needs)
    spoiled = after(needs, wrong)
    within = before(needs, found - wrong)
    told: dict[str, State] = dict.fromkeys(needs, "absent")
    told |= {name: "inside" for name in needs if name in within}
    told |= {name: "depends" for name in needs if name in spoiled}
    told |= {name: "right" for name in needs if name in found}
    told |= dict.fromkeys(wrong, "wrong")
    return tuple(StepState(name, needs[name], told[name]) for name in needs)


def after(needs: Mapping[str, Sequence[str]], start: Collection[str]) -> set[str]:
    """The steps that rest on some steps; `needs` is in the order of evaluation."""
    found = set(start)
    for name, used in needs.items():
        if found.intersection(used):
            found.add(name)
    return found


def before(needs: Mapping[str, Sequence[str]], start: Collection[str]) -> set[str]:
    """The steps on which some steps rest."""
    found = set(start)
    for name, used in reversed(list(needs.items())):
        if name in found:
            found.update(used)
    return found


def comparisons(
    exercise: Exercise,
    instances: Sequence[Instance],
    results: Sequence[Result],
    course: int,
) -> tuple[Comparison, ...]:
    """Each wrong output on the first input that shows it; the `course` inputs come first.

    Values are given for an input of the course alone. What a random input should give
    never leaves the trial: of it only the pattern of wrong cells and the factor are told.
    """
    found: dict[str, Comparison] = {}
    for call, (instance, result) in enumerate(zip(instances, results, strict=False)):
        for one in compared(exercise, instance, result, printed=call < course):
            found.setdefault(one.name, one)
    return tuple(found.values())


def compared(
    exercise: Exercise, instance: Instance, result: Result, *, printed: bool
) -> Iterator[Comparison]:
    """The wrong arrays of one call."""
    if result.crash is not None:
        return
    given = unpack(exercise.template(exercise.returns, instance.values), result.value)
    for output in outputs(exercise, instance, result):
        numbers = as_numbers(given.get(output.name))
        wanted = as_numbers(instance.expected[output.name])
        if output.status != "correct" and numbers is not None and wanted is not None:
            yield beside(output.name, numbers, wanted, instance.values, printed=printed)


def beside(
    name: str, numbers: np.ndarray, wanted: np.ndarray, values: Mapping[str, Any], *, printed: bool
) -> Comparison:
    """One array beside what the formula gives."""
    alike = numbers.shape == wanted.shape
    wrong = ~np.isclose(numbers, wanted, rtol=RTOL, atol=ATOL, equal_nan=True) if alike else None
    return Comparison(
        name=name,
        shape=numbers.shape,
        expected_shape=wanted.shape,
        wrong=() if wrong is None else tuple(tuple(map(bool, row)) for row in corner(wrong)),
        factor="" if wrong is None else factor(numbers[wrong], wanted[wrong], values),
        given=grid(numbers) if printed else (),
        expected=grid(wanted) if printed else (),
    )


def corner(array: np.ndarray) -> np.ndarray:
    """The first rows and columns of an array seen as a matrix; none of an empty one."""
    if array.size == 0:
        return np.empty((0, 0), dtype=array.dtype)
    flat = array.reshape(-1, array.shape[-1]) if array.ndim else array.reshape(1, 1)
    return flat[:SIDE, :SIDE]


def grid(array: np.ndarray) -> Grid:
    """The numbers to draw, to six digits; none where there is no number."""
    rows = corner(array).tolist()
    return tuple(tuple(float(f"{v:.6g}") if np.isfinite(v) else None for v in row) for row in rows)


def factor(numbers: np.ndarray, wanted: np.ndarray, values: Mapping[str, Any]) -> str:
    """What all wrong cells are of the right ones, where that is one and the same number."""
    if not numbers.size or not np.all(np.isfinite(numbers)) or np.any(np.abs(wanted) < ATOL):
        return ""
    ratios = numbers / wanted
    ratio = float(ratios.flat[0])
    if not np.allclose(ratios, ratio, rtol=STEADY, atol=0):
        return ""
    m = values.get("m")
    named = {"m": m, "1/m": 1 / m} if isinstance(m, int) and m > 1 else {}
    known = (text for text, v in named.items() if np.isclose(ratio, v, rtol=STEADY))
    return next(known, f"{ratio:.4g}")
