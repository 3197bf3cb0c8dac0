"""The sum of absolute differences (DLS C1 W2A1, exercise 8)."""

import numpy as np

from assistant.exercise.graph import Exercise


def sample(rng):
    n = int(rng.integers(3, 8))
    return {"yhat": rng.random(n), "y": rng.permutation(np.arange(n) % 2).astype(float)}


exercise = Exercise(
    id="dls-c1-w2/L1",
    title="L1 loss",
    arguments={"yhat": "yhat", "y": "y"},
    returns="loss",
    sample=sample,
)


@exercise.step
def difference(y, yhat):
    return y - yhat


@exercise.step
def absolute(difference):
    return np.abs(difference)


@exercise.step
def loss(absolute):
    return np.sum(absolute)
