"""Cross-entropy and the L2 term of three layers (DLS C2 W1A2, exercise 1)."""

import numpy as np

from assistant.exercise.graph import Exercise


def sample(rng):
    n_x, n_1, n_2, m = rng.permutation([2, 3, 4, 5, 6, 7])[:4].tolist()
    Y = rng.permutation(np.arange(m) % 2).astype(float).reshape(1, m)
    return {
        "W1": rng.normal(size=(n_1, n_x)),
        "b1": rng.normal(size=(n_1, 1)),
        "W2": rng.normal(size=(n_2, n_1)),
        "b2": rng.normal(size=(n_2, 1)),
        "W3": rng.normal(size=(1, n_2)),
        "b3": rng.normal(size=(1, 1)),
        "A3": rng.uniform(0.05, 0.95, size=(1, m)),
        "Y": Y,
        "lambd": float(rng.uniform(0.1, 2)),
    }


exercise = Exercise(
    id="dls-c2-w1/compute_cost_with_regularization",
    title="Cost with L2 regularization",
    arguments={
        "A3": "A3",
        "Y": "Y",
        "parameters": {name: name for name in ("W1", "b1", "W2", "b2", "W3", "b3")},
        "lambd": "lambd",
    },
    returns="cost",
    sample=sample,
    given={"compute_cost": "cross_entropy"},
)


@exercise.step
def m(Y):
    return Y.shape[1]


@exercise.step
def logprobs(A3, Y):
    return -np.log(A3) * Y - np.log(1 - A3) * (1 - Y)


@exercise.step
def cross_entropy_cost(logprobs, m):
    return np.sum(logprobs) / m


@exercise.step
def squares_W1(W1):
    return np.sum(np.square(W1))


@exercise.step
def squares_W2(W2):
    return np.sum(np.square(W2))


@exercise.step
def squares_W3(W3):
    return np.sum(np.square(W3))


@exercise.step
def squares(squares_W1, squares_W2, squares_W3):
    return squares_W1 + squares_W2 + squares_W3


@exercise.step
def L2_regularization_cost(squares, lambd, m):
    return squares * lambd / (2 * m)


@exercise.step
def cost(cross_entropy_cost, L2_regularization_cost):
    return cross_entropy_cost + L2_regularization_cost
