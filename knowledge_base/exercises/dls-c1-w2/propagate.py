"""Cost and gradients of a logistic regression (DLS C1 W2A2, exercise 5)."""

import numpy as np

from assistant.exercise.graph import Exercise


def sample(rng):
    n, m = rng.permutation([3, 4, 5, 6])[:2].tolist()
    Y = rng.permutation(np.arange(m) % 2).astype(float).reshape(1, m)
    return {
        "w": rng.normal(size=(n, 1)),
        "b": float(rng.normal()),
        "X": rng.normal(size=(n, m)),
        "Y": Y,
    }


exercise = Exercise(
    id="dls-c1-w2/propagate",
    title="Forward and backward of a logistic regression",
    arguments={"w": "w", "b": "b", "X": "X", "Y": "Y"},
    returns=({"dw": "dw", "db": "db"}, "cost"),
    sample=sample,
    calls=("dls-c1-w2/sigmoid",),
    checks=("dw", "db", "cost"),
)


@exercise.step
def m(X):
    return X.shape[1]


@exercise.step
def wTX(w, X):
    return w.T @ X


@exercise.step
def Z(wTX, b):
    return wTX + b


@exercise.step
def A(Z):
    return 1 / (1 + np.exp(-Z))


@exercise.step
def log_A(A):
    return np.log(A)


@exercise.step
def log_1_A(A):
    return np.log(1 - A)


@exercise.step
def Y_log_A(Y, log_A):
    return Y * log_A


@exercise.step
def Y_log_1_A(Y, log_1_A):
    return (1 - Y) * log_1_A


@exercise.step
def losses(Y_log_A, Y_log_1_A):
    return Y_log_A + Y_log_1_A


@exercise.step
def losses_sum(losses):
    return np.sum(losses)


@exercise.step
def cost(losses_sum, m):
    return -losses_sum / m


@exercise.step
def dZ(A, Y):
    return A - Y


@exercise.step
def X_dZT(X, dZ):
    return X @ dZ.T


@exercise.step
def dw(X_dZT, m):
    return X_dZT / m


@exercise.step
def dZ_sum(dZ):
    return np.sum(dZ)


@exercise.step
def db(dZ_sum, m):
    return dZ_sum / m
