"""The derivative of the sigmoid, s (1 - s) (DLS C1 W2A1, exercise 4)."""

import numpy as np

from assistant.exercise.graph import Exercise


def sample(rng):
    return {"x": rng.normal(size=(3, 4)) * 2}


exercise = Exercise(
    id="dls-c1-w2/sigmoid_derivative",
    title="Gradient of the sigmoid",
    arguments={"x": "x"},
    returns="ds",
    sample=sample,
    calls=("dls-c1-w2/sigmoid",),
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


@exercise.step
def one_minus_s(s):
    return 1 - s


@exercise.step
def ds(s, one_minus_s):
    return s * one_minus_s
