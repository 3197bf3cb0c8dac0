"""Backward propagation of the continuous bag of words (NLP C2 W4).

Two forms are in circulation. Here l1 is masked where z1 < 0, as in the newer notebook.
The older one applied relu to l1 itself, which is no gradient; it fails the newer unit test.
"""

import numpy as np

from assistant.exercise.graph import Exercise


def sample(rng):
    """Signed z1, unlike the course's own inputs, where a forgotten mask goes unnoticed."""
    V, N, m = rng.permutation([4, 5, 6, 7, 8])[:3].tolist()
    x, W1 = rng.normal(size=(V, m)), rng.normal(size=(N, V))
    b1 = rng.normal(size=(N, 1))
    z1 = W1 @ x + b1
    b1 = b1 - np.median(z1) - 0.01  # no z1 is exactly zero
    e_z = np.exp(rng.normal(size=(V, m)))
    return {
        "x": x,
        "yhat": e_z / e_z.sum(axis=0),
        "y": np.eye(V)[:, rng.integers(V, size=m)],
        "h": np.maximum(0, W1 @ x + b1),
        "W1": W1,
        "W2": rng.normal(size=(V, N)),
        "b1": b1,
        "b2": rng.normal(size=(V, 1)),
        "batch_size": m,
    }


exercise = Exercise(
    id="nlp-c2-w4/back_prop",
    title="Backpropagation",
    arguments={
        name: name for name in ("x", "yhat", "y", "h", "W1", "W2", "b1", "b2", "batch_size")
    },
    returns=("grad_W1", "grad_W2", "grad_b1", "grad_b2"),
    sample=sample,
    checks=("grad_W1", "grad_W2", "grad_b1", "grad_b2"),
)


@exercise.step
def W1_x(W1, x):
    return W1 @ x


@exercise.step
def z1(W1_x, b1):
    return W1_x + b1


@exercise.step
def error(yhat, y):
    return yhat - y


@exercise.step
def l1_unmasked(W2, error):
    return W2.T @ error


@exercise.step
def mask(z1):
    return (z1 >= 0) * 1.0


@exercise.step
def l1(l1_unmasked, mask):
    return l1_unmasked * mask


@exercise.step
def grad_W1_sum(l1, x):
    return l1 @ x.T


@exercise.step
def grad_W1(grad_W1_sum, batch_size):
    return grad_W1_sum / batch_size


@exercise.step
def grad_W2_sum(error, h):
    return error @ h.T


@exercise.step
def grad_W2(grad_W2_sum, batch_size):
    return grad_W2_sum / batch_size


@exercise.step
def grad_b1_sum(l1):
    return np.sum(l1, axis=1, keepdims=True)


@exercise.step
def grad_b1(grad_b1_sum, batch_size):
    return grad_b1_sum / batch_size


@exercise.step
def grad_b2_sum(error):
    return np.sum(error, axis=1, keepdims=True)


@exercise.step
def grad_b2(grad_b2_sum, batch_size):
    return grad_b2_sum / batch_size


def corners(array):
    """What is printed of a large array: three entries from each end of each long axis."""
    for axis, size in enumerate(array.shape):
        if size > 6:
            array = np.take(array, [0, 1, 2, -3, -2, -1], axis=axis)
    return array


def recorded(x, y, N, V, seed, batch):
    """All values by name: parameters from the seed, forward, then this exercise; corners only."""
    rng = np.random.RandomState(seed)
    W1, W2, b1, b2 = rng.rand(N, V), rng.rand(V, N), rng.rand(N, 1), rng.rand(V, 1)
    h = np.maximum(0, W1 @ x + b1)
    e_z = np.exp(W2 @ h + b2)
    drawn = {"W1": W1, "W2": W2, "b1": b1, "b2": b2, "h": h, "yhat": e_z / e_z.sum(axis=0)}
    values = exercise.run({"x": x, "y": y, "batch_size": batch, **drawn})
    return {name: corners(np.asarray(value)) for name, value in values.items()}
