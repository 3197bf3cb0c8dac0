"""Forward propagation of a two-layer network: tanh, then sigmoid (DLS C1 W3, exercise 4)."""

import numpy as np

from assistant.exercise.graph import Exercise


def sample(rng):
    """One output row: the template that students fill asserts it."""
    n_x, n_h, m = rng.permutation([2, 3, 4, 5, 6, 7])[:3].tolist()
    return {
        "X": rng.normal(size=(n_x, m)),
        "W1": rng.normal(size=(n_h, n_x)),
        "b1": rng.normal(size=(n_h, 1)),
        "W2": rng.normal(size=(1, n_h)),
        "b2": rng.normal(size=(1, 1)),
    }


exercise = Exercise(
    id="dls-c1-w3/forward_propagation",
    title="Forward propagation",
    arguments={"X": "X", "parameters": {"W1": "W1", "b1": "b1", "W2": "W2", "b2": "b2"}},
    returns=("A2", {"Z1": "Z1", "A1": "A1", "Z2": "Z2", "A2": "A2"}),
    sample=sample,
    given={"sigmoid": "sigmoid"},
    checks=("A2", "Z1", "A1", "Z2"),
)


@exercise.step
def W1_X(W1, X):
    return W1 @ X


@exercise.step
def Z1(W1_X, b1):
    return W1_X + b1


@exercise.step
def A1(Z1):
    return np.tanh(Z1)


@exercise.step
def W2_A1(W2, A1):
    return W2 @ A1


@exercise.step
def Z2(W2_A1, b2):
    return W2_A1 + b2


@exercise.step
def exp_minus_Z2(Z2):
    return np.exp(-Z2)


@exercise.step
def A2(exp_minus_Z2):
    return 1 / (1 + exp_minus_Z2)
