"""The distance of two word vectors (NLP C1 W3, exercise 3)."""

import numpy as np

from assistant.exercise.graph import Exercise


def sample(rng):
    n = int(rng.integers(3, 8))
    return {"A": rng.normal(size=n) * 2, "B": rng.normal(size=n)}


exercise = Exercise(
    id="nlp-c1-w3/euclidean",
    title="Euclidean distance",
    arguments={"A": "A", "B": "B"},
    returns="d",
    sample=sample,
    mistakes={"squares": (("wrong-formula", "np.abs(difference)"),)},
)


@exercise.step
def difference(A, B):
    return A - B


@exercise.step
def squares(difference):
    return difference**2


@exercise.step
def squares_sum(squares):
    return np.sum(squares)


@exercise.step
def d(squares_sum):
    return np.sqrt(squares_sum)
