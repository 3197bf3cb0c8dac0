"""The cross-entropy cost (DLS C1 W4A)."""

import numpy as np

from assistant.exercise.graph import Exercise


def sample(rng):
    m = int(rng.integers(4, 9))
    Y = (np.arange(m) % 2)[None, :] * 1.0
    return {"AL": rng.uniform(0.1, 0.9, size=(1, m)), "Y": rng.permutation(Y, axis=1)}


exercise = Exercise(
    id="dls-c1-w4a/compute_cost",
    title="Cross-entropy cost",
    arguments={"AL": "AL", "Y": "Y"},
    returns="cost",
    sample=sample,
    checks=("cost",),
)


@exercise.step
def m(Y):
    return Y.shape[1]


@exercise.step
def log_AL(AL):
    return np.log(AL)


@exercise.step
def not_AL(AL):
    return 1 - AL


@exercise.step
def log_not_AL(not_AL):
    return np.log(not_AL)


@exercise.step
def not_Y(Y):
    return 1 - Y


@exercise.step
def where_one(log_AL, Y):
    return log_AL * Y


@exercise.step
def where_zero(log_not_AL, not_Y):
    return log_not_AL * not_Y


@exercise.step
def logprobs(where_one, where_zero):
    return where_one + where_zero


@exercise.step
def sum_where_one(where_one):
    return float(np.sum(where_one))


@exercise.step
def sum_where_zero(where_zero):
    return float(np.sum(where_zero))


@exercise.step
def total(logprobs):
    return float(np.sum(logprobs))


@exercise.step
def minus_total(total):
    return -total


@exercise.step
def cost(minus_total, m):
    return minus_total / m
