"""The cross-entropy cost of a two-layer network, as a Python float (DLS C1 W3, exercise 5)."""

import numpy as np

from assistant.exercise.graph import Exercise


def sample(rng):
    """One row: the sum over examples is the sum over everything; labels of both kinds."""
    m = int(rng.integers(4, 9))
    Y = rng.integers(0, 2, size=(1, m)).astype(float)
    Y[0, :2] = 0, 1
    return {"A2": rng.uniform(0.05, 0.95, size=(1, m)), "Y": Y}


exercise = Exercise(
    id="dls-c1-w3/compute_cost",
    title="Cross-entropy cost",
    arguments={"A2": "A2", "Y": "Y"},
    returns="cost",
    sample=sample,
    returned_type=float,
    checks=("cost",),
)


@exercise.step
def m(Y):
    return Y.shape[1]


@exercise.step
def log_A2(A2):
    return np.log(A2)


@exercise.step
def not_A2(A2):
    return 1 - A2


@exercise.step
def log_not_A2(not_A2):
    return np.log(not_A2)


@exercise.step
def not_Y(Y):
    return 1 - Y


@exercise.step
def where_one(log_A2, Y):
    return log_A2 * Y


@exercise.step
def where_zero(log_not_A2, not_Y):
    return log_not_A2 * not_Y


@exercise.step
def logprobs(where_one, where_zero):
    return where_one + where_zero


@exercise.step
def sum_where_one(where_one):
    return np.sum(where_one)


@exercise.step
def sum_where_zero(where_zero):
    return np.sum(where_zero)


@exercise.step
def total(logprobs):
    return np.sum(logprobs)


@exercise.step
def minus_total(total):
    return -total


@exercise.step
def cost(minus_total, m):
    return float(minus_total / m)
