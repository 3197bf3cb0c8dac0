"""Backward propagation of a two-layer network (DLS C1 W3, exercise 6)."""

import numpy as np

from assistant.exercise.graph import Exercise


def sample(rng):
    """Z1, A1, Z2 and A2 are independent draws, as in the course's own test."""
    n_x, n_h, m = rng.permutation([3, 4, 5, 6, 7])[:3].tolist()
    n_y = 2
    Y = rng.integers(0, 2, size=(n_y, m)).astype(float)
    Y[:, :2] = 0, 1
    return {
        "W1": rng.normal(size=(n_h, n_x)),
        "b1": rng.normal(size=(n_h, 1)),
        "W2": rng.normal(size=(n_y, n_h)),
        "b2": rng.normal(size=(n_y, 1)),
        "Z1": rng.normal(size=(n_h, m)),
        "A1": rng.normal(size=(n_h, m)),
        "Z2": rng.normal(size=(n_y, m)),
        "A2": rng.normal(size=(n_y, m)),
        "X": rng.normal(size=(n_x, m)),
        "Y": Y,
    }


exercise = Exercise(
    id="dls-c1-w3/backward_propagation",
    title="Backward propagation",
    arguments={
        "parameters": {"W1": "W1", "b1": "b1", "W2": "W2", "b2": "b2"},
        "cache": {"Z1": "Z1", "A1": "A1", "Z2": "Z2", "A2": "A2"},
        "X": "X",
        "Y": "Y",
    },
    returns={"dW1": "dW1", "db1": "db1", "dW2": "dW2", "db2": "db2"},
    sample=sample,
    checks=("dW1", "db1", "dW2", "db2"),
)


@exercise.step
def m(X):
    return X.shape[1]


@exercise.step
def dZ2(A2, Y):
    return A2 - Y


@exercise.step
def dZ2_A1T(dZ2, A1):
    return dZ2 @ A1.T


@exercise.step
def dW2(dZ2_A1T, m):
    return dZ2_A1T / m


@exercise.step
def dZ2_sum(dZ2):
    return np.sum(dZ2, axis=1, keepdims=True)


@exercise.step
def db2(dZ2_sum, m):
    return dZ2_sum / m


@exercise.step
def dA1(W2, dZ2):
    return W2.T @ dZ2


@exercise.step
def A1_squared(A1):
    return A1**2


@exercise.step
def dtanh1(A1_squared):
    return 1 - A1_squared


@exercise.step
def dZ1(dA1, dtanh1):
    return dA1 * dtanh1


@exercise.step
def dZ1_XT(dZ1, X):
    return dZ1 @ X.T


@exercise.step
def dW1(dZ1_XT, m):
    return dZ1_XT / m


@exercise.step
def dZ1_sum(dZ1):
    return np.sum(dZ1, axis=1, keepdims=True)


@exercise.step
def db1(dZ1_sum, m):
    return dZ1_sum / m
