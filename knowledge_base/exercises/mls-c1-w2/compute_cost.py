"""The cost of a linear regression with one feature (MLS C1 W2, exercise 1)."""

from functools import partial

import numpy as np

from assistant.exercise.graph import Exercise, step


def sample(rng):
    m = int(rng.integers(3, 7))
    return {
        "x": rng.normal(size=m) * 3,
        "y": rng.normal(size=m) * 3,
        "w": float(rng.normal()),
        "b": float(rng.normal()),
    }


def element(index, values):
    return values[index]


def unroll(inputs):
    """The values of each example, as a loop computes them."""
    for index in range(len(inputs["y"])):
        for name in ("f", "err", "squared"):
            yield step(f"{name}_{index}", partial(element, index), values=name)


exercise = Exercise(
    id="mls-c1-w2/compute_cost",
    title="Cost of a linear regression",
    arguments={"x": "x", "y": "y", "w": "w", "b": "b"},
    returns="total_cost",
    sample=sample,
    unroll=unroll,
)


@exercise.step
def m(x):
    return x.shape[0]


@exercise.step
def wx(w, x):
    return w * x


@exercise.step
def f(wx, b):
    return wx + b


@exercise.step
def err(f, y):
    return f - y


@exercise.step
def squared(err):
    return err**2


@exercise.step
def cost_sum(squared):
    return np.sum(squared)


@exercise.step
def total_cost(cost_sum, m):
    return cost_sum / (2 * m)
