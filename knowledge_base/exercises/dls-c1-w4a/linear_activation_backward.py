"""A layer's backward propagation, activation and linear part (DLS C1 W4A)."""

import numpy as np

from assistant.exercise.graph import Exercise


def sample(rng):
    before, size, m = rng.permutation([2, 3, 4, 5, 6, 7])[:3].tolist()
    return {
        "dA": rng.normal(size=(size, m)),
        "A_prev": rng.normal(size=(before, m)),
        "W": rng.normal(size=(size, before)),
        "b": rng.normal(size=(size, 1)),
        "Z": rng.normal(size=(size, m)),
        "activation": str(rng.choice(["relu", "sigmoid"])),
    }


exercise = Exercise(
    id="dls-c1-w4a/linear_activation_backward",
    title="Linear-activation backward",
    arguments={"dA": "dA", "cache": (("A_prev", "W", "b"), "Z"), "activation": "activation"},
    returns=("dA_prev", "dW", "db"),
    sample=sample,
    given={
        "sigmoid": "sigmoid_and_cache",
        "relu": "relu_and_cache",
        "sigmoid_backward": "sigmoid_backward",
        "relu_backward": "relu_backward",
    },
    calls=("dls-c1-w4a/linear_backward",),
    checks=("dA_prev", "dW", "db"),
)


@exercise.step
def derivative(Z, activation):
    A = 1 / (1 + np.exp(-Z))
    return (Z > 0) * 1.0 if activation == "relu" else A * (1 - A)


@exercise.step
def dZ(dA, derivative):
    return dA * derivative


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
