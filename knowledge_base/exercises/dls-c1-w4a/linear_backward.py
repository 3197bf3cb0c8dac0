"""The linear part of a layer's backward propagation (DLS C1 W4A)."""

import numpy as np

from assistant.exercise.graph import Exercise


def sample(rng):
    before, size, m = rng.permutation([2, 3, 4, 5, 6, 7])[:3].tolist()
    return {
        "dZ": rng.normal(size=(size, m)),
        "A_prev": rng.normal(size=(before, m)),
        "W": rng.normal(size=(size, before)),
        "b": rng.normal(size=(size, 1)),
    }


exercise = Exercise(
    id="dls-c1-w4a/linear_backward",
    title="Linear backward",
    arguments={"dZ": "dZ", "cache": ("A_prev", "W", "b")},
    returns=("dA_prev", "dW", "db"),
    sample=sample,
    checks=("dA_prev", "dW", "db"),
)


@exercise.step
def m(A_prev):
    return A_prev.shape[1]


@exercise.step
def dW_sum(dZ, A_prev):
    return dZ @ A_prev.T


@exercise.step
def dW(dW_sum, m):
    return dW_sum / m


@exercise.step
def db_sum(dZ):
    return np.sum(dZ, axis=1, keepdims=True)


@exercise.step
def db(db_sum, m):
    return db_sum / m


@exercise.step
def dA_prev(W, dZ):
    return W.T @ dZ
