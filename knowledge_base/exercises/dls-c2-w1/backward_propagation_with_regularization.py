"""Gradients of three layers with the L2 term (DLS C2 W1A2, exercise 2)."""

import numpy as np

from assistant.exercise.graph import Exercise


def sample(rng):
    n_x, n_1, n_2, m = rng.permutation([2, 3, 4, 5, 6, 7])[:4].tolist()
    Y = rng.permutation(np.arange(m) % 2).astype(float).reshape(1, m)
    Z1, Z2 = rng.normal(size=(n_1, m)), rng.normal(size=(n_2, m))
    return {
        "W1": rng.normal(size=(n_1, n_x)),
        "b1": rng.normal(size=(n_1, 1)),
        "W2": rng.normal(size=(n_2, n_1)),
        "b2": rng.normal(size=(n_2, 1)),
        "W3": rng.normal(size=(1, n_2)),
        "b3": rng.normal(size=(1, 1)),
        "Z1": Z1,
        "A1": np.maximum(0, Z1),
        "Z2": Z2,
        "A2": np.maximum(0, Z2),
        "Z3": rng.normal(size=(1, m)),
        "A3": rng.uniform(0.05, 0.95, size=(1, m)),
        "X": rng.normal(size=(n_x, m)),
        "Y": Y,
        "lambd": float(rng.uniform(0.1, 2)),
    }


exercise = Exercise(
    id="dls-c2-w1/backward_propagation_with_regularization",
    title="Backward propagation with L2 regularization",
    arguments={
        "X": "X",
        "Y": "Y",
        "cache": ("Z1", "A1", "W1", "b1", "Z2", "A2", "W2", "b2", "Z3", "A3", "W3", "b3"),
        "lambd": "lambd",
    },
    returns={
        name: name
        for name in ("dZ3", "dW3", "db3", "dA2", "dZ2", "dW2", "db2", "dA1", "dZ1", "dW1", "db1")
    },
    sample=sample,
)


@exercise.step
def m(X):
    return X.shape[1]


@exercise.step
def dZ3(A3, Y):
    return A3 - Y


@exercise.step
def dZ3_A2T(dZ3, A2):
    return dZ3 @ A2.T


@exercise.step
def mean_dW3(dZ3_A2T, m):
    return dZ3_A2T / m


@exercise.step
def decay_W3(W3, lambd, m):
    return W3 * lambd / m


@exercise.step
def dW3(mean_dW3, decay_W3):
    return mean_dW3 + decay_W3


@exercise.step
def dZ3_sum(dZ3):
    return np.sum(dZ3, axis=1, keepdims=True)


@exercise.step
def db3(dZ3_sum, m):
    return dZ3_sum / m


@exercise.step
def dA2(W3, dZ3):
    return W3.T @ dZ3


@exercise.step
def dZ2(dA2, A2):
    return dA2 * (A2 > 0)


@exercise.step
def dZ2_A1T(dZ2, A1):
    return dZ2 @ A1.T


@exercise.step
def mean_dW2(dZ2_A1T, m):
    return dZ2_A1T / m


@exercise.step
def decay_W2(W2, lambd, m):
    return W2 * lambd / m


@exercise.step
def dW2(mean_dW2, decay_W2):
    return mean_dW2 + decay_W2


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
def dZ1(dA1, A1):
    return dA1 * (A1 > 0)


@exercise.step
def dZ1_XT(dZ1, X):
    return dZ1 @ X.T


@exercise.step
def mean_dW1(dZ1_XT, m):
    return dZ1_XT / m


@exercise.step
def decay_W1(W1, lambd, m):
    return W1 * lambd / m


@exercise.step
def dW1(mean_dW1, decay_W1):
    return mean_dW1 + decay_W1


@exercise.step
def dZ1_sum(dZ1):
    return np.sum(dZ1, axis=1, keepdims=True)


@exercise.step
def db1(dZ1_sum, m):
    return dZ1_sum / m
