"""Gradients kept between two limits (DLS C5 W1A2, exercise 1)."""

import numpy as np

from assistant.exercise.graph import Exercise, step

NAMES = ("dWaa", "dWax", "dWya", "db", "dby")


def sample(rng):
    n_x, n_a, n_y = rng.permutation([2, 3, 4, 5])[:3].tolist()
    shapes = ((n_a, n_a), (n_a, n_x), (n_y, n_a), (n_a, 1), (n_y, 1))
    leaves = {f"{n}_given": 5 * rng.normal(size=s) for n, s in zip(NAMES, shapes, strict=True)}
    return {**leaves, "maxValue": float(rng.uniform(2, 4))}


def clipped(gradient, maxValue):
    return np.clip(gradient, -maxValue, maxValue)


def gradients(inputs):
    """One step for each gradient."""
    for name in NAMES:
        yield step(name, clipped, gradient=f"{name}_given")


exercise = Exercise(
    id="dls-c5-w1/clip",
    title="Clip the gradients",
    arguments={
        "gradients": {name: f"{name}_given" for name in NAMES},
        "maxValue": "maxValue",
    },
    returns={name: name for name in NAMES},
    sample=sample,
    unroll=gradients,
    may_change=("gradients",),
    square=("dWaa_given",),
)
