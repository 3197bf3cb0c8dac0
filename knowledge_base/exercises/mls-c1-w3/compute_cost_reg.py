"""The cost with the L2 term; b is not regularized (MLS C1 W3, exercise 5)."""

from functools import partial

import numpy as np

from assistant.exercise.graph import Exercise, step


def sample(rng):
    m, n = rng.permutation([3, 4, 5, 6])[:2].tolist()
    y = rng.permutation(np.arange(m) % 2).astype(float)
    return {
        "X": rng.normal(size=(m, n)),
        "y": y,
        "w": rng.normal(size=n),
        "b": float(rng.normal()),
        "lambda_": float(rng.uniform(0.1, 3)),
    }


def element(index, values):
    return values[index]


def unroll(inputs):
    """The values of each example, as a loop computes them."""
    for index in range(len(inputs["y"])):
        for name in ("z", "f", "loss"):
            yield step(f"{name}_{index}", partial(element, index), values=name)


exercise = Exercise(
    id="mls-c1-w3/compute_cost_reg",
    title="Regularized cost",
    arguments={"X": "X", "y": "y", "w": "w", "b": "b", "lambda_": "lambda_"},
    returns="total_cost",
    sample=sample,
    unroll=unroll,
    given={"sigmoid": "sigmoid"},
    defaults={"lambda_": 1},
    calls=("mls-c1-w3/compute_cost",),
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
def cost_without_reg(loss_sum, m):
    return loss_sum / m


@exercise.step
def squares(w):
    return np.sum(w**2)


@exercise.step
def reg_cost(squares, lambda_, m):
    return squares * lambda_ / (2 * m)


@exercise.step
def total_cost(cost_without_reg, reg_cost):
    return cost_without_reg + reg_cost
