"""Forward propagation of the continuous bag of words (NLP C2 W4)."""

import numpy as np

from assistant.exercise.graph import Exercise


def sample(rng):
    V, N, m = rng.permutation([3, 5, 7])
    return {
        "x": rng.normal(size=(V, m)),
        "W1": rng.normal(size=(N, V)),
        "W2": rng.normal(size=(V, N)),
        "b1": rng.normal(size=(N, 1)),
        "b2": rng.normal(size=(V, 1)),
    }


exercise = Exercise(
    id="nlp-c2-w4/forward_prop",
    title="Forward propagation",
    arguments={"x": "x", "W1": "W1", "W2": "W2", "b1": "b1", "b2": "b2"},
    returns=("z", "h"),
    sample=sample,
    checks=("z", "h"),
)


@exercise.step
def W1_x(W1, x):
    return W1 @ x


@exercise.step
def z1(W1_x, b1):
    return W1_x + b1


@exercise.step
def h(z1):
    return np.maximum(0, z1)


@exercise.step
def W2_h(W2, h):
    return W2 @ h


@exercise.step
def z(W2_h, b2):
    return W2_h + b2
