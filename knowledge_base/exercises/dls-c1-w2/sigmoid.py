"""The sigmoid of an array (DLS C1 W2A1, exercise 3, and W2A2)."""

import numpy as np

from assistant.exercise.graph import Exercise


def sample(rng):
    return {"x": rng.normal(size=(3, 4)) * 2}


exercise = Exercise(
    id="dls-c1-w2/sigmoid",
    title="Sigmoid of an array",
    arguments={"x": "x"},
    returns="s",
    sample=sample,
)


@exercise.step
def exp_minus_x(x):
    return np.exp(-x)


@exercise.step
def one_plus(exp_minus_x):
    return 1 + exp_minus_x


@exercise.step
def s(one_plus):
    return 1 / one_plus
