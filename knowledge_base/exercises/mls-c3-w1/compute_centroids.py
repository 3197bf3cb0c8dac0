"""New centroids: the means of their examples (MLS C3 W1, k-means, exercise 2)."""

from functools import partial

import numpy as np

from assistant.exercise.graph import Exercise, step


def sample(rng):
    """Every centroid has an example, and not all have equally many."""
    K, n, more = rng.permutation([2, 3, 4, 5])[:3].tolist()
    idx = rng.permutation([*range(K), *rng.integers(0, K, size=more), 0, 0])
    return {"X": rng.normal(size=(len(idx), n)) * 2, "idx": idx, "K": K}


def of_centroid(k, X, idx):
    return X[idx == k]


def element(index, values):
    return values[index]


def unroll(inputs):
    """The points, their sum, their number and the mean of each centroid, as a loop has them."""
    for k in range(inputs["K"]):
        yield step(f"points_{k}", partial(of_centroid, k))
        for name in ("sum", "count", "centroid"):
            yield step(f"{name}_{k}", partial(element, k), values=f"{name}s")


exercise = Exercise(
    id="mls-c3-w1/compute_centroids",
    title="Move the centroids",
    arguments={"X": "X", "idx": "idx", "K": "K"},
    returns="centroids",
    sample=sample,
    unroll=unroll,
    mistakes={
        "centroids": (
            ("missing-1-over-m", "sums"),
            ("wrong-dimension", "sums / np.sum(counts)"),
            ("missing-axis", "sums * 0 + np.mean(sums / counts[:, None], axis=1)[:, None]"),
        ),
    },
)


@exercise.step
def m(X):
    return X.shape[0]


@exercise.step
def n(X):
    return X.shape[1]


@exercise.step
def members(idx, K):
    return np.arange(K)[:, None] == idx[None, :]


@exercise.step
def counts(members):
    return np.sum(members, axis=1)


@exercise.step
def sums(members, X):
    return members @ X


@exercise.step
def centroids(sums, counts):
    return sums / counts[:, None]
