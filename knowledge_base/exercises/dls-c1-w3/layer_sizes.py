"""The sizes of the layers of a two-layer network (DLS C1 W3, exercise 2)."""

import numpy as np

from assistant.exercise.graph import Exercise


def sample(rng):
    """Never 4 rows or columns: 4 is the fixed size of the hidden layer."""
    n_x, n_y, m = rng.permutation([2, 3, 5, 6, 7, 8])[:3].tolist()
    return {"X": rng.normal(size=(n_x, m)), "Y": rng.normal(size=(n_y, m))}


exercise = Exercise(
    id="dls-c1-w3/layer_sizes",
    title="Defining the neural network structure",
    arguments={"X": "X", "Y": "Y"},
    returns=("n_x", "n_h", "n_y"),
    sample=sample,
    checks=("n_x", "n_h", "n_y"),
)


@exercise.step
def n_x(X):
    return np.shape(X)[0]


@exercise.step
def n_h():
    return 4


@exercise.step
def n_y(Y):
    return np.shape(Y)[0]
