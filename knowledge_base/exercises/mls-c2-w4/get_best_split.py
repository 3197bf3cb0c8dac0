"""The feature with the largest information gain, -1 where none gains (MLS C2 W4, exercise 4)."""

from functools import partial

import numpy as np

from assistant.exercise.graph import Exercise, step


def sample(rng):
    """One feature agrees with the labels of the node but for one example, the others less."""
    m, n = int(rng.integers(11, 14)), int(rng.integers(4, 7))
    node_indices = np.sort(rng.permutation(m)[:9])
    X, y = rng.integers(0, 2, size=(m, n)), rng.integers(0, 2, size=m)
    y[node_indices] = np.arange(9) % 2
    X[node_indices] = (np.arange(9) % 3 == 0)[:, None]
    best = int(rng.integers(1, n - 2))
    X[node_indices, best] = y[node_indices]
    X[node_indices[0], best] = 1
    X[node_indices, -1] = 1
    return {"X": X, "y": y, "node_indices": node_indices.tolist()}


def element(index, values):
    return values[index]


def unroll(inputs):
    """The gain of each feature, as a loop computes them."""
    for index in range(inputs["X"].shape[1]):
        yield step(f"info_gain_{index}", partial(element, index), values="gains")


def entropy(y):
    p1 = np.mean(y == 1) if len(y) else 0.0
    return -p1 * np.log2(p1) - (1 - p1) * np.log2(1 - p1) if 0 < p1 < 1 else 0.0


def gain(column, y):
    """Of one feature at the node."""
    share = np.mean(column == 1)
    return entropy(y) - share * entropy(y[column == 1]) - (1 - share) * entropy(y[column == 0])


exercise = Exercise(
    id="mls-c2-w4/get_best_split",
    title="Best feature to split on",
    arguments={"X": "X", "y": "y", "node_indices": "node_indices"},
    returns="best_feature",
    sample=sample,
    unroll=unroll,
    calls=(
        "mls-c2-w4/compute_information_gain",
        "mls-c2-w4/split_dataset",
        "mls-c2-w4/compute_entropy",
    ),
    mistakes={
        "best_feature": (
            ("wrong-return", "max_info_gain"),
            ("wrong-formula", "int(np.argmin(gains))"),
            ("wrong-formula", "int(np.argmax(gains))"),
            ("wrong-formula", "int(np.flatnonzero(gains > 0)[-1])"),
            ("wrong-formula", "len(gains) - 1"),
        ),
    },
)


@exercise.step
def gains(X, y, node_indices):
    node = X[node_indices]
    return np.array([gain(column, y[node_indices].ravel()) for column in node.T])


@exercise.step
def max_info_gain(gains):
    return np.max(gains)


@exercise.step
def best_feature(gains, max_info_gain):
    return int(np.argmax(gains)) if max_info_gain > 0 else -1
