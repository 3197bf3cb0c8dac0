"""The cost of a logistic regression, examples in rows (MLS C1 W3, exercise 2)."""

from functools import partial

import numpy as np

from assistant.exercise.graph import Exercise, step


def sample(rng):
    m, n = rng.permutation([3, 4, 5, 6])[:2].tolist()
    y = rng.permutation(np.arange(m) % 2).astype(float)
    return {"X": rng.normal(size=(m, n)), "y": y, "w": rng.normal(size=n), "b": float(rng.normal())}


def element(index, values):
    return values[index]


def unroll(inputs):
    """The values of each example, as a loop computes them."""
    for index in range(len(inputs["y"])):
        for name in ("z", "f", "loss"):
            yield step(f"{name}_{index}", partial(element, index), values=name)


exercise = Exercise(
    id="mls-c1-w3/compute_cost",
    title="Cost of a logistic regression",
    arguments={"X": "X", "y": "y", "w": "w", "b": "b"},
    returns="cost",
    sample=sample,
    unroll=unroll,
    given={"sigmoid": "sigmoid"},
)


@exercise.step
def m(X):
    return X.shape[0]


@exercise.step
def Xw(X, w):
    return X @ w


@exercise.step
def z(Xw, b):
    return Xw + b


@exercise.step
def f(z):
    return 1 / (1 + np.exp(-z))


@exercise.step
def loss(y, f):
    return -y * np.log(f) - (1 - y) * np.log(1 - f)


@exercise.step
def loss_sum(loss):
    return np.sum(loss)


@exercise.step
def cost(loss_sum, m):
    return loss_sum / m
