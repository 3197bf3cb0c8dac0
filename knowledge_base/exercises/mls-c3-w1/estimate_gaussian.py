"""Mean and variance of every feature (MLS C3 W1, anomaly detection, exercise 1)."""

import numpy as np

from assistant.exercise.graph import Exercise


def sample(rng):
    m, n = rng.permutation([3, 4, 5, 6])[:2].tolist()
    return {"X": rng.normal(size=(m, n)) * 2 + rng.normal(size=n)}


exercise = Exercise(
    id="mls-c3-w1/estimate_gaussian",
    title="Estimate a Gaussian",
    arguments={"X": "X"},
    returns=("mu", "var"),
    sample=sample,
    checks=("mu", "var"),
    mistakes={
        "var": (
            ("wrong-formula", "squares_sum / (m - 1)"),
            ("wrong-formula", "np.sqrt(squares_sum / m)"),
        ),
        "squares": (("wrong-formula", "np.abs(differences)"),),
    },
)


@exercise.step
def m(X):
    return X.shape[0]


@exercise.step
def X_sum(X):
    return np.sum(X, axis=0)


@exercise.step
def mu(X_sum, m):
    return X_sum / m


@exercise.step
def differences(X, mu):
    return X - mu


@exercise.step
def squares(differences):
    return differences**2


@exercise.step
def squares_sum(squares):
    return np.sum(squares, axis=0)


@exercise.step
def var(squares_sum, m):
    return squares_sum / m
