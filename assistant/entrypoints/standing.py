"""Where each step of an exercise stands in a student's code: right, wrong, depending, absent."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

import numpy as np

from assistant.exercise.graph import Exercise
from assistant.types import Diagnosis

Standing = Literal["right", "wrong", "depends", "absent"]


@dataclass(frozen=True)
class Graph:
    """The steps of an exercise: what each needs, where it stands, and which are returned."""

    needs: Mapping[str, tuple[str, ...]]
    standing: Mapping[str, Standing]
    outputs: tuple[str, ...]


def graph_of(exercise: Exercise, diagnosis: Diagnosis) -> Graph:
    """The graph of an exercise as the student's code computes it."""
    inputs = {**exercise.defaults, **exercise.sample(np.random.default_rng(0))}
    needs = {one.name: tuple(one.needs.values()) for one in exercise.steps(inputs)}
    outputs = tuple(exercise.outputs(exercise.run(inputs)))
    trial = diagnosis.trial
    right = {name for row in trial.table if row.right for name in row.equals}
    right |= {one.name for one in trial.outputs if one.status == "correct"}
    right |= ancestors(needs, right)  # they were computed within a statement that is right
    wrong = {one.fault.step for one in diagnosis.faults if one.fault} & set(needs)
    depends = descendants(needs, wrong)

    def standing(name: str) -> Standing:
        if name in wrong:
            return "wrong"
        if name in right or trial.verdict == "correct":
            return "right"
        return "depends" if name in depends else "absent"

    return Graph(needs, {name: standing(name) for name in needs}, outputs)


def ancestors(needs: Mapping[str, tuple[str, ...]], start: set[str]) -> set[str]:
    """The steps on which one of these rests."""
    found: set[str] = set()
    for name, needed in reversed(list(needs.items())):
        if name in start or name in found:
            found.update(needed)
    return found


def descendants(needs: Mapping[str, tuple[str, ...]], start: set[str | None]) -> set[str]:
    """The steps that rest on one of these; steps come in the order of evaluation."""
    found: set[str] = set()
    for name, needed in needs.items():
        if any(one in start or one in found for one in needed):
            found.add(name)
    return found
