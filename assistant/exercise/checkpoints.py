"""The values to check against: inputs, intermediate values and outputs on a course's input."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, Literal

import numpy as np

from assistant.exercise.graph import Exercise, Values, leaves

Kind = Literal["input", "step", "output"]


@dataclass(frozen=True)
class Checkpoint:
    """One value as the notebook prints it."""

    name: str
    kind: Kind
    shape: tuple[int, ...] | None
    text: str


def checkpoints(exercise: Exercise, inputs: Values) -> Iterator[Checkpoint]:
    """Every number and array, in the order in which it is computed."""
    values = exercise.run(inputs)
    outputs = leaves(exercise.template(exercise.returns, values))
    for name, value in values.items():
        kind: Kind = "output" if name in outputs else "input" if name in inputs else "step"
        if isinstance(value, np.ndarray | np.generic | float | int) and name != "rng":
            yield Checkpoint(name, kind, tuple(np.shape(value)), printed(value))


def printed(value: Any) -> str:
    """As `print` shows it, with the settings that a notebook has at its start."""
    with np.printoptions(precision=8, threshold=1000, edgeitems=3, linewidth=75, suppress=False):
        return str(value)
