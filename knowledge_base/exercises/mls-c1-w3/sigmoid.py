"""The sigmoid of a number or an array (MLS C1 W3, exercise 1)."""

import numpy as np

from assistant.exercise.graph import Exercise


def sample(rng):
    return {"z": rng.normal(size=(3, 4)) * 2}


exercise = Exercise(
    id="mls-c1-w3/sigmoid",
    title="Sigmoid",
    arguments={"z": "z"},
    returns="g",
    sample=sample,
)


@exercise.step
def exp_minus_z(z):
    return np.exp(-z)


@exercise.step
def one_plus(exp_minus_z):
    return 1 + exp_minus_z


@exercise.step
def g(one_plus):
    return 1 / one_plus
