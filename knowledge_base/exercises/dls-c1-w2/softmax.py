"""The softmax of each row (DLS C1 W2A1, exercise 7)."""

import numpy as np

from assistant.exercise.graph import Exercise


def sample(rng):
    return {"x": rng.normal(size=tuple(rng.permutation([3, 4, 5])[:2].tolist()))}


exercise = Exercise(
    id="dls-c1-w2/softmax",
    title="Softmax over rows",
    arguments={"x": "x"},
    returns="s",
    sample=sample,
)


@exercise.step
def x_exp(x):
    return np.exp(x)


@exercise.step
def x_sum(x_exp):
    return np.sum(x_exp, axis=1, keepdims=True)


@exercise.step
def s(x_exp, x_sum):
    return x_exp / x_sum
