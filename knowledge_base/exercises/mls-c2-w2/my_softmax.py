"""Softmax of one vector (MLS C2 W2, exercise 1)."""

import numpy as np

from assistant.exercise.graph import Exercise


def sample(rng):
    return {"z": rng.normal(size=int(rng.integers(3, 7)))}


exercise = Exercise(
    id="mls-c2-w2/my_softmax",
    title="Softmax of a vector",
    arguments={"z": "z"},
    returns="a",
    sample=sample,
)


@exercise.step
def ez(z):
    return np.exp(z)


@exercise.step
def ez_sum(ez):
    return np.sum(ez)


@exercise.step
def a(ez, ez_sum):
    return ez / ez_sum
