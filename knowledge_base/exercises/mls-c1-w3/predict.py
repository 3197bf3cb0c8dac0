"""Predictions of a logistic regression: 1 from one half on (MLS C1 W3, exercise 4)."""

import numpy as np

from assistant.exercise.graph import Exercise


def sample(rng):
    m, n = rng.permutation([3, 4, 5, 6])[:2].tolist()
    return {"X": rng.normal(size=(m, n)), "w": rng.normal(size=n), "b": float(rng.normal())}


exercise = Exercise(
    id="mls-c1-w3/predict",
    title="Predict",
    arguments={"X": "X", "w": "w", "b": "b"},
    returns="p",
    sample=sample,
    given={"sigmoid": "sigmoid"},
)


@exercise.step
def Xw(X, w):
    return X @ w


@exercise.step
def z(Xw, b):
    return Xw + b


@exercise.step
def f(z):
    return 1 / (1 + np.exp(-z))


@exercise.step
def p(f):
    return (f >= 0.5).astype(float)
