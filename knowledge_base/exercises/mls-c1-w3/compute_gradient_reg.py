"""The gradient with the L2 term; dj_db stays as it is (MLS C1 W3, exercise 6)."""

from functools import partial

import numpy as np

from assistant.exercise.graph import Exercise, step


def sample(rng):
    m, n = rng.permutation([3, 4, 5, 6])[:2].tolist()
    y = rng.permutation(np.arange(m) % 2).astype(float)
    return {
        "X": rng.normal(size=(m, n)),
        "y": y,
        "w": rng.normal(size=n),
        "b": float(rng.normal()),
        "lambda_": float(rng.uniform(0.1, 3)),
    }


def element(index, values):
    return values[index]


def unroll(inputs):
    """The values of each example, as a loop computes them."""
    for index in range(len(inputs["y"])):
        for name in ("z", "f", "err"):
            yield step(f"{name}_{index}", partial(element, index), values=name)


exercise = Exercise(
    id="mls-c1-w3/compute_gradient_reg",
    title="Regularized gradient",
    arguments={"X": "X", "y": "y", "w": "w", "b": "b", "lambda_": "lambda_"},
    returns=("dj_db", "dj_dw"),
    sample=sample,
    unroll=unroll,
    given={"sigmoid": "sigmoid"},
    defaults={"lambda_": 1},
    calls=("mls-c1-w3/compute_gradient",),
    checks=("dj_db", "dj_dw"),
)


@exercise.step
def m(X):
    return X.shape[0]


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
def err(f, y):
    return f - y


@exercise.step
def err_sum(err):
    return np.sum(err)


@exercise.step
def XT_err(X, err):
    return X.T @ err


@exercise.step
def dj_db(err_sum, m):
    return err_sum / m


@exercise.step
def dj_dw_without_reg(XT_err, m):
    return XT_err / m


@exercise.step
def decay(w, lambda_, m):
    return w * lambda_ / m


@exercise.step
def dj_dw(dj_dw_without_reg, decay):
    return dj_dw_without_reg + decay
