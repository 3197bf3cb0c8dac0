"""Forward propagation of the continuous bag of words: scores first, then hidden (NLP C2 W4)."""

import numpy as np

from assistant.exercise.graph import Exercise


def sample(rng):
    """Signed z1, unlike the course's own inputs, where a forgotten relu goes unnoticed."""
    V, N, m = rng.permutation([3, 4, 5, 6, 7])[:3].tolist()
    x, W1, b1 = rng.normal(size=(V, m)), rng.normal(size=(N, V)), rng.normal(size=(N, 1))
    return {
        "x": x,
        "W1": W1,
        "W2": rng.normal(size=(V, N)),
        "b1": b1 - np.median(W1 @ x + b1),
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
