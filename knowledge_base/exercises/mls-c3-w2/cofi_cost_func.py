"""The cost of collaborative filtering, films in rows, users in columns (MLS C3 W2, exercise 1)."""

from functools import partial

import numpy as np

from assistant.exercise.graph import Exercise, step

PENALTY = "lambda_ / 2 * (np.sum(W_squares) + np.sum(X_squares))"


def sample(rng):
    """Ratings are given for about half of the films, by every user for one at least."""
    nm, nu, n = rng.permutation([3, 4, 5, 6])[:3].tolist()
    R = rng.integers(0, 2, size=(nm, nu))
    R[rng.integers(0, nm, size=nu), np.arange(nu)] = 1
    return {
        "X": rng.normal(size=(nm, n)),
        "W": rng.normal(size=(nu, n)),
        "b": rng.normal(size=(1, nu)),
        "Y": rng.integers(0, 6, size=(nm, nu)).astype(float),
        "R": R.astype(float),
        "lambda_": float(rng.uniform(0.5, 3)),
    }


def element(film, user, values):
    return values[film, user]


def unroll(inputs):
    """The error of each film and user, as two loops compute them."""
    for user in range(len(inputs["W"])):
        for film in range(len(inputs["X"])):
            for name in ("err", "squared"):
                yield step(f"{name}_{film}_{user}", partial(element, film, user), values=name)


exercise = Exercise(
    id="mls-c3-w2/cofi_cost_func",
    title="Cost of collaborative filtering",
    arguments={name: name for name in ("X", "W", "b", "Y", "R", "lambda_")},
    returns="J",
    sample=sample,
    unroll=unroll,
    mistakes={
        "rated": (("wrong-formula", "squared"),),
        "reg_term": (
            ("missing-regularization-term", "lambda_ / 2 * np.sum(W_squares)"),
            ("missing-regularization-term", "lambda_ / 2 * np.sum(X_squares)"),
            ("missing-regularization-term", "0.0 * lambda_"),
            ("wrong-formula", f"{PENALTY} / lambda_"),
            ("wrong-indentation", f"{PENALTY} * len(W_squares)"),
            ("wrong-indentation", f"{PENALTY} * len(W_squares) * len(X_squares)"),
        ),
    },
)


@exercise.step
def nm(Y):
    return Y.shape[0]


@exercise.step
def nu(Y):
    return Y.shape[1]


@exercise.step
def products(X, W):
    return X @ W.T


@exercise.step
def predictions(products, b):
    return products + b


@exercise.step
def err(predictions, Y):
    return predictions - Y


@exercise.step
def squared(err):
    return err**2


@exercise.step
def rated(squared, R):
    return R * squared


@exercise.step
def rated_sum(rated):
    return np.sum(rated)


@exercise.step
def cost_term(rated_sum):
    return rated_sum / 2


@exercise.step
def W_squares(W):
    return W**2


@exercise.step
def X_squares(X):
    return X**2


@exercise.step
def reg_term(W_squares, X_squares, lambda_):
    return lambda_ / 2 * (np.sum(W_squares) + np.sum(X_squares))


@exercise.step
def J(cost_term, reg_term):
    return cost_term + reg_term
