"""A fully connected layer, examples in rows (in the manner of CS231n)."""

import numpy as np

from assistant.exercise.graph import Exercise


def sample(rng):
    """Each example has two axes, which the layer flattens."""
    N, d1, d2, M = rng.permutation([2, 3, 4, 5]).tolist()
    return {
        "x": rng.normal(size=(N, d1, d2)),
        "w": rng.normal(size=(d1 * d2, M)),
        "b": rng.normal(size=M),
    }


exercise = Exercise(
    id="cs231n/affine_forward",
    title="Affine layer, forward",
    arguments={"x": "x", "w": "w", "b": "b"},
    returns=("out", ("x", "w", "b")),
    sample=sample,
)


@exercise.step
def N(x):
    return x.shape[0]


@exercise.step
def x_rows(x, N):
    return np.reshape(x, (N, -1))


@exercise.step
def xw(x_rows, w):
    return x_rows @ w


@exercise.step
def out(xw, b):
    return xw + b
