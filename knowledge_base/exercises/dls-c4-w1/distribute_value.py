"""A value spread evenly over a window (DLS C4 W1, exercise 7)."""

import numpy as np

from assistant.exercise.graph import Exercise


def sample(rng):
    n_H, n_W = rng.permutation([2, 3, 4, 5])[:2].tolist()
    return {"dz": float(rng.normal()), "shape": (n_H, n_W)}


exercise = Exercise(
    id="dls-c4-w1/distribute_value",
    title="A value spread over a window",
    arguments={"dz": "dz", "shape": "shape"},
    returns="a",
    sample=sample,
)


@exercise.step
def n_H(shape):
    return shape[0]


@exercise.step
def n_W(shape):
    return shape[1]


@exercise.step
def average(dz, n_H, n_W):
    return dz / (n_H * n_W)


@exercise.step
def a(average, n_H, n_W):
    return np.ones((n_H, n_W)) * average
