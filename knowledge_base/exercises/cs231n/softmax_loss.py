"""Softmax with cross-entropy, labels as numbers, examples in rows (in the manner of CS231n)."""

import numpy as np

from assistant.exercise.graph import Exercise


def sample(rng):
    N, C = rng.permutation([3, 4, 5, 6])[:2].tolist()
    return {"x": rng.normal(size=(N, C)) * 2, "y": rng.integers(0, C, size=N)}


exercise = Exercise(
    id="cs231n/softmax_loss",
    title="Softmax loss",
    arguments={"x": "x", "y": "y"},
    returns=("loss", "dx"),
    sample=sample,
)


@exercise.step
def N(x):
    return x.shape[0]


@exercise.step
def largest(x):
    return np.max(x, axis=1, keepdims=True)


@exercise.step
def shifted(x, largest):
    return x - largest


@exercise.step
def exps(shifted):
    return np.exp(shifted)


@exercise.step
def exps_sum(exps):
    return np.sum(exps, axis=1, keepdims=True)


@exercise.step
def probs(exps, exps_sum):
    return exps / exps_sum


@exercise.step
def one_hot(y, probs):
    return np.eye(probs.shape[1])[y]


@exercise.step
def losses(probs, y, N):
    return -np.log(probs[np.arange(N), y])


@exercise.step
def loss_sum(losses):
    return np.sum(losses)


@exercise.step
def loss(loss_sum, N):
    return loss_sum / N


@exercise.step
def dx_sum(probs, one_hot):
    return probs - one_hot


@exercise.step
def dx(dx_sum, N):
    return dx_sum / N
