"""Shuffled columns, cut into mini-batches (DLS C2 W2, exercise 2)."""

from functools import partial

import numpy as np

from assistant.exercise.graph import Exercise, step


def sample(rng):
    """The last batch is smaller, or there is none such."""
    n_x, n_y, size = rng.permutation([3, 4, 5, 6])[:3].tolist()
    m = size * int(rng.integers(2, 4)) + int(rng.integers(0, size))
    return {
        "X": rng.normal(size=(n_x, m)),
        "Y": rng.normal(size=(n_y, m)),
        "mini_batch_size": size,
        "seed": int(rng.integers(0, 100)),
    }


def count(values):
    """How many batches there are, the last one included."""
    return -(-values["X"].shape[1] // values["mini_batch_size"])


def batches(inputs):
    """The batches of X and Y."""
    for k in range(count(inputs)):
        yield step(f"X_{k}", partial(columns, k), shuffled="shuffled_X")
        yield step(f"Y_{k}", partial(columns, k), shuffled="shuffled_Y")


def columns(k, shuffled, mini_batch_size):
    return shuffled[:, k * mini_batch_size : (k + 1) * mini_batch_size]


def returned(values):
    """A list of pairs."""
    return [(f"X_{k}", f"Y_{k}") for k in range(count(values))]


exercise = Exercise(
    id="dls-c2-w2/random_mini_batches",
    title="Random mini-batches",
    arguments={"X": "X", "Y": "Y", "mini_batch_size": "mini_batch_size", "seed": "seed"},
    returns=returned,
    sample=sample,
    defaults={"mini_batch_size": 64, "seed": 0},
    unroll=batches,
    mistakes={
        "columns": (
            ("loop-reuses-first-input", "shuffled[:, :mini_batch_size]"),
            ("wrong-slice", "shuffled[:, k : k + mini_batch_size]"),
            ("wrong-slice", "shuffled[:, (k + 1) * mini_batch_size : (k + 2) * mini_batch_size]"),
            ("wrong-slice", "shuffled[:, k * mini_batch_size : (k + 1) * mini_batch_size - 1]"),
        ),
        "shuffled_X": (("wrong-variable", "X"),),
        "shuffled_Y": (("wrong-variable", "Y"),),
    },
)


@exercise.step
def m(X):
    return X.shape[1]


@exercise.step
def rng(seed):
    return np.random.RandomState(seed)


@exercise.step
def permutation(rng, m):
    return rng.permutation(m)


@exercise.step
def shuffled_X(X, permutation):
    return X[:, permutation]


@exercise.step
def shuffled_Y(Y, permutation):
    return Y[:, permutation]


@exercise.step
def num_complete_minibatches(m, mini_batch_size):
    return m // mini_batch_size
