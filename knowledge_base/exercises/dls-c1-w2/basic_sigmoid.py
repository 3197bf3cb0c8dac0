"""The sigmoid of one number, with math.exp (DLS C1 W2A1, exercise 2)."""

import numpy as np

from assistant.exercise.graph import Exercise


def sample(rng):
    return {"x": float(rng.normal() * 2)}


exercise = Exercise(
    id="dls-c1-w2/basic_sigmoid",
    title="Sigmoid of a number",
    arguments={"x": "x"},
    returns="s",
    sample=sample,
)


@exercise.step
def exp_minus_x(x):
    return float(np.exp(-x))


@exercise.step
def one_plus(exp_minus_x):
    return 1 + exp_minus_x


@exercise.step
def s(one_plus):
    return 1 / one_plus
