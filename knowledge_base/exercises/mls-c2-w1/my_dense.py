"""A dense layer on one example, unit by unit (MLS C2 W1, exercise 2)."""

from functools import partial

import numpy as np

from assistant.exercise.graph import Exercise, step
from assistant.sandbox.inside.course import sigmoid


def sample(rng):
    n, units = rng.permutation([2, 3, 4, 5])[:2].tolist()
    return {
        "a_in": rng.normal(size=n),
        "W": rng.normal(size=(n, units)),
        "b": rng.normal(size=units),
        "g": sigmoid,
    }


def weights(unit, W):
    return W[:, unit]


def element(unit, values):
    return values[unit]


def units(inputs):
    """The weights, z and activation of each unit, as a loop computes them."""
    for unit in range(inputs["W"].shape[1]):
        yield step(f"w_{unit}", partial(weights, unit))
        yield step(f"z_{unit}", partial(element, unit), values="z")
        yield step(f"a_{unit}", partial(element, unit), values="a_out")


exercise = Exercise(
    id="mls-c2-w1/my_dense",
    title="Dense layer",
    arguments={"a_in": "a_in", "W": "W", "b": "b", "g": "g"},
    returns="a_out",
    sample=sample,
    given={"sigmoid": "sigmoid"},
    defaults={"g": sigmoid},
    unroll=units,
)


@exercise.step
def aW(a_in, W):
    return a_in @ W


@exercise.step
def z(aW, b):
    return aW + b


@exercise.step
def a_out(z):
    return 1 / (1 + np.exp(-z))
