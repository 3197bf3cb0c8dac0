"""Backward propagation of the continuous bag of words (NLP C2 W4).

The newer notebook's form: l1 is masked where z1 < 0; the older one applied relu
to l1 itself, which is no gradient.
"""

import numpy as np

from assistant.exercise.graph import Exercise


def sample(rng):
    V, N, m = (int(n) for n in rng.permutation([4, 5, 7]))
    return {
        "x": rng.normal(size=(V, m)),
        "yhat": rng.uniform(0.1, 0.9, size=(V, m)),
        "y": np.eye(V)[:, rng.integers(V, size=m)],
        "h": rng.normal(size=(N, m)),
        "W1": rng.normal(size=(N, V)),
        "W2": rng.normal(size=(V, N)),
        "b1": rng.normal(size=(N, 1)),
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
def z1(W1, x, b1):
    return W1 @ x + b1


@exercise.step
def error(yhat, y):
    return yhat - y


@exercise.step
def l1_unmasked(W2, error):
    return W2.T @ error


@exercise.step
def l1(l1_unmasked, z1):
    return np.where(z1 < 0, 0, l1_unmasked)


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
