"""Weights and bias of a logistic regression, all zero (DLS C1 W2A2, exercise 4)."""

import numpy as np

from assistant.exercise.graph import Exercise


def sample(rng):
    return {"dim": int(rng.integers(3, 9))}


exercise = Exercise(
    id="dls-c1-w2/initialize_with_zeros",
    title="Parameters of zeros",
    arguments={"dim": "dim"},
    returns=("w", "b"),
    sample=sample,
)


@exercise.step
def w(dim):
    return np.zeros((dim, 1))


@exercise.step
def b():
    return 0.0
