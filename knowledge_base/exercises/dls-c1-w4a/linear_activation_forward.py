"""A layer's forward propagation, linear part and activation (DLS C1 W4A)."""

import numpy as np

from assistant.exercise.graph import Exercise


def sample(rng):
    before, size, m = rng.permutation([2, 3, 4, 5, 6, 7])[:3].tolist()
    return {
        "A_prev": rng.normal(size=(before, m)),
        "W": rng.normal(size=(size, before)),
        "b": rng.normal(size=(size, 1)),
        "activation": str(rng.choice(["relu", "sigmoid"])),
    }


exercise = Exercise(
    id="dls-c1-w4a/linear_activation_forward",
    title="Linear-activation forward",
    arguments={"A_prev": "A_prev", "W": "W", "b": "b", "activation": "activation"},
    returns=("A", (("A_prev", "W", "b"), "Z")),
    sample=sample,
    given={"sigmoid": "sigmoid_and_cache", "relu": "relu_and_cache"},
    calls=("dls-c1-w4a/linear_forward",),
    checks=("A", "Z"),
)


@exercise.step
def W_A(W, A_prev):
    return W @ A_prev


@exercise.step
def Z(W_A, b):
    return W_A + b


@exercise.step
def A(Z, activation):
    return np.maximum(0, Z) if activation == "relu" else 1 / (1 + np.exp(-Z))
