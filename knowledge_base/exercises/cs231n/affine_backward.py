"""The backward pass of a fully connected layer, examples in rows (in the manner of CS231n)."""

import numpy as np

from assistant.exercise.graph import Exercise


def sample(rng):
    """Each example has two axes, which the layer flattens."""
    N, d1, d2, M = rng.permutation([2, 3, 4, 5]).tolist()
    return {
        "dout": rng.normal(size=(N, M)),
        "x": rng.normal(size=(N, d1, d2)),
        "w": rng.normal(size=(d1 * d2, M)),
        "b": rng.normal(size=M),
    }


exercise = Exercise(
    id="cs231n/affine_backward",
    title="Affine layer, backward",
    arguments={"dout": "dout", "cache": ("x", "w", "b")},
    returns=("dx", "dw", "db"),
    sample=sample,
)


@exercise.step
def N(x):
    return x.shape[0]


@exercise.step
def x_rows(x, N):
    return np.reshape(x, (N, -1))


@exercise.step
def dx_rows(dout, w):
    return dout @ w.T


@exercise.step
def dx(dx_rows, x):
    return np.reshape(dx_rows, x.shape)


@exercise.step
def dw(x_rows, dout):
    return x_rows.T @ dout


@exercise.step
def db(dout):
    return np.sum(dout, axis=0)
