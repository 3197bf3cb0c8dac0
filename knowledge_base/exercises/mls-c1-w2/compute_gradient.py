"""The gradient of a linear regression with one feature (MLS C1 W2, exercise 2)."""

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
        for name in ("f", "err", "err_x"):
            yield step(f"{name}_{index}", partial(element, index), values=name)


exercise = Exercise(
    id="mls-c1-w2/compute_gradient",
    title="Gradient of a linear regression",
    arguments={"x": "x", "y": "y", "w": "w", "b": "b"},
    returns=("dj_dw", "dj_db"),
    sample=sample,
    unroll=unroll,
    checks=("dj_db", "dj_dw"),
)


@exercise.step
def m(x):
    return x.shape[0]


@exercise.step
def f(w, x, b):
    return w * x + b


@exercise.step
def err(f, y):
    return f - y


@exercise.step
def err_x(err, x):
    return err * x


@exercise.step
def err_x_sum(err_x):
    return np.sum(err_x)


@exercise.step
def err_sum(err):
    return np.sum(err)


@exercise.step
def dj_dw(err_x_sum, m):
    return err_x_sum / m


@exercise.step
def dj_db(err_sum, m):
    return err_sum / m
