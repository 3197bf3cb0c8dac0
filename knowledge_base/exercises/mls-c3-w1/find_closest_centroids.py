"""The nearest centroid of every example (MLS C3 W1, k-means, exercise 1)."""

from functools import partial

import numpy as np

from assistant.exercise.graph import Exercise, step


def sample(rng):
    m, n, K = rng.permutation([3, 4, 5, 6, 7])[:3].tolist()
    return {"X": rng.normal(size=(m, n)) * 2, "centroids": rng.normal(size=(K, n)) * 2}


def element(index, values):
    return values[index]


def unroll(inputs):
    """The distances of each example, as a loop computes them."""
    for index in range(len(inputs["X"])):
        yield step(f"distance_{index}", partial(element, index), values="distances")
        yield step(f"norm_{index}", partial(element, index), values="norms")


exercise = Exercise(
    id="mls-c3-w1/find_closest_centroids",
    title="Find the closest centroids",
    arguments={"X": "X", "centroids": "centroids"},
    returns="idx",
    sample=sample,
    unroll=unroll,
    mistakes={
        "idx": (
            ("wrong-axis", "np.argmin(norms, axis=0)"),
            ("wrong-formula", "np.argmax(norms, axis=1)"),
            ("wrong-return", "np.min(norms, axis=1)"),
            ("wrong-formula", "np.argmin(norms, axis=1) + 1"),
        ),
        "distances": (("wrong-formula", "np.sum(differences, axis=2)"),),
    },
)


@exercise.step
def differences(X, centroids):
    return X[:, None, :] - centroids[None, :, :]


@exercise.step
def squares(differences):
    return differences**2


@exercise.step
def distances(squares):
    return np.sum(squares, axis=2)


@exercise.step
def norms(distances):
    return np.sqrt(distances)


@exercise.step
def idx(norms):
    return np.argmin(norms, axis=1)
