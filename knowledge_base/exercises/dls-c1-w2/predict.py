"""Predictions of a logistic regression: 1 above one half (DLS C1 W2A2, exercise 7)."""

import numpy as np

from assistant.exercise.graph import Exercise


def sample(rng):
    n, m = rng.permutation([3, 4, 5, 6])[:2].tolist()
    return {"w": rng.normal(size=(n, 1)), "b": float(rng.normal()), "X": rng.normal(size=(n, m))}


exercise = Exercise(
    id="dls-c1-w2/predict",
    title="Predictions of a logistic regression",
    arguments={"w": "w", "b": "b", "X": "X"},
    returns="Y_prediction",
    sample=sample,
    calls=("dls-c1-w2/sigmoid",),
)


@exercise.step
def wTX(w, X):
    return w.T @ X


@exercise.step
def Z(wTX, b):
    return wTX + b


@exercise.step
def A(Z):
    return 1 / (1 + np.exp(-Z))


@exercise.step
def Y_prediction(A):
    return (A > 0.5).astype(float)
