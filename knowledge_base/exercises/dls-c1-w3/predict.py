"""Predictions of a two-layer network: the output above one half (DLS C1 W3, exercise 9)."""

import numpy as np

from assistant.exercise.graph import Exercise


def sample(rng):
    """One output row: the template of forward_propagation asserts it."""
    n_x, n_h, m = rng.permutation([2, 3, 4, 5, 6, 7])[:3].tolist()
    return {
        "W1": rng.normal(size=(n_h, n_x)),
        "b1": rng.normal(size=(n_h, 1)),
        "W2": rng.normal(size=(1, n_h)),
        "b2": rng.normal(size=(1, 1)),
        "X": rng.normal(size=(n_x, m)),
    }


exercise = Exercise(
    id="dls-c1-w3/predict",
    title="Predict",
    arguments={"parameters": {"W1": "W1", "b1": "b1", "W2": "W2", "b2": "b2"}, "X": "X"},
    returns="predictions",
    sample=sample,
    calls=("dls-c1-w3/forward_propagation",),
    given={"sigmoid": "sigmoid"},
    checks=("predictions",),
)


@exercise.step
def Z1(W1, X, b1):
    return W1 @ X + b1


@exercise.step
def A1(Z1):
    return np.tanh(Z1)


@exercise.step
def Z2(W2, A1, b2):
    return W2 @ A1 + b2


@exercise.step
def A2(Z2):
    return 1 / (1 + np.exp(-Z2))


@exercise.step
def predictions(A2):
    return A2 > 0.5
