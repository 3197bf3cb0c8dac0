"""The loss of a multiclass SVM, examples in rows (in the manner of CS231n)."""

import numpy as np

from assistant.exercise.graph import Exercise


def sample(rng):
    """Scores so near to each other that some margins are positive and some are not."""
    N, C = rng.permutation([4, 5, 6, 7])[:2].tolist()
    return {"x": rng.normal(size=(N, C)), "y": rng.integers(0, C, size=N)}


exercise = Exercise(
    id="cs231n/svm_loss",
    title="SVM loss",
    arguments={"x": "x", "y": "y"},
    returns=("loss", "dx"),
    sample=sample,
)


@exercise.step
def N(x):
    return x.shape[0]


@exercise.step
def correct(x, y, N):
    return x[np.arange(N), y][:, None]


@exercise.step
def one_hot(x, y):
    return np.eye(x.shape[1])[y]


@exercise.step
def margins(x, correct, one_hot):
    return np.maximum(0, x - correct + 1) * (1 - one_hot)


@exercise.step
def loss_sum(margins):
    return np.sum(margins)


@exercise.step
def loss(loss_sum, N):
    return loss_sum / N


@exercise.step
def positive(margins):
    return (margins > 0) * 1.0


@exercise.step
def positive_count(positive):
    return np.sum(positive, axis=1, keepdims=True)


@exercise.step
def dx_sum(positive, one_hot, positive_count):
    return positive - one_hot * positive_count


@exercise.step
def dx(dx_sum, N):
    return dx_sum / N
