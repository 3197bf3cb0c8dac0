"""The sum of squared differences (DLS C1 W2A1, exercise 9)."""

import numpy as np

from assistant.exercise.graph import Exercise


def sample(rng):
    n = int(rng.integers(3, 8))
    return {"yhat": rng.random(n), "y": rng.permutation(np.arange(n) % 2).astype(float)}


exercise = Exercise(
    id="dls-c1-w2/L2",
    title="L2 loss",
    arguments={"yhat": "yhat", "y": "y"},
    returns="loss",
    sample=sample,
)


@exercise.step
def difference(y, yhat):
    return y - yhat


@exercise.step
def squared(difference):
    return difference**2


@exercise.step
def loss(squared):
    return np.sum(squared)
