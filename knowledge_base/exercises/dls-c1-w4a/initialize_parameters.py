"""The first parameters of a two-layer network, seed 1 set inside (DLS C1 W4A)."""

import numpy as np

from assistant.exercise.graph import Exercise


def sample(rng):
    n_x, n_h, n_y = (int(n) for n in rng.permutation([2, 3, 5]))
    return {"n_x": n_x, "n_h": n_h, "n_y": n_y, "seed": 1}


exercise = Exercise(
    id="dls-c1-w4a/initialize_parameters",
    title="Initialize the parameters",
    arguments={"n_x": "n_x", "n_h": "n_h", "n_y": "n_y"},
    returns={"W1": "W1", "b1": "b1", "W2": "W2", "b2": "b2"},
    sample=sample,
    defaults={"seed": 1},
    checks=("W1", "b1", "W2", "b2"),
)


@exercise.step
def rng(seed):
    return np.random.RandomState(seed)


@exercise.step
def drawn_W1(rng, n_h, n_x):
    return rng.randn(n_h, n_x)


@exercise.step
def W1(drawn_W1):
    return drawn_W1 * 0.01


@exercise.step
def b1(n_h):
    return np.zeros((n_h, 1))


@exercise.step
def drawn_W2(rng, n_y, n_h):
    return rng.randn(n_y, n_h)


@exercise.step
def W2(drawn_W2):
    return drawn_W2 * 0.01


@exercise.step
def b2(n_y):
    return np.zeros((n_y, 1))
