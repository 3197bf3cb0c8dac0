"""Small random weights and zero biases of a two-layer network (DLS C1 W3, exercise 3)."""

import numpy as np

from assistant.exercise.graph import Exercise


def sample(rng):
    n_x, n_h, n_y = rng.permutation([2, 3, 4, 5, 6])[:3].tolist()
    return {"n_x": n_x, "n_h": n_h, "n_y": n_y, "seed": int(rng.integers(1, 1000))}


exercise = Exercise(
    id="dls-c1-w3/initialize_parameters",
    title="Initialize the parameters",
    arguments={"n_x": "n_x", "n_h": "n_h", "n_y": "n_y"},
    returns={"W1": "W1", "b1": "b1", "W2": "W2", "b2": "b2"},
    sample=sample,
    checks=("W1", "b1", "W2", "b2"),
)


@exercise.step
def rng(seed):
    return np.random.RandomState(seed)


@exercise.step
def W1_drawn(rng, n_h, n_x):
    return rng.randn(n_h, n_x)


@exercise.step
def W1(W1_drawn):
    return W1_drawn * 0.01


@exercise.step
def b1(n_h):
    return np.zeros((n_h, 1))


@exercise.step
def W2_drawn(rng, n_y, n_h):
    return rng.randn(n_y, n_h)


@exercise.step
def W2(W2_drawn):
    return W2_drawn * 0.01


@exercise.step
def b2(n_y):
    return np.zeros((n_y, 1))
