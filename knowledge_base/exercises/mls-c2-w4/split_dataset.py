"""The examples of a node with a feature, and those without it (MLS C2 W4, exercise 2)."""

import numpy as np

from assistant.exercise.graph import Exercise


def sample(rng):
    """Half of the examples are at the node; both branches get some, not equally many."""
    m, n = int(rng.integers(9, 13)), int(rng.integers(3, 6))
    node_indices = np.sort(rng.permutation(m)[:5])
    X, feature = rng.integers(0, 2, size=(m, n)), int(rng.integers(0, n))
    X[node_indices, feature] = rng.permutation([1, 1, 0, 0, 0])
    return {"X": X, "node_indices": node_indices.tolist(), "feature": feature}


exercise = Exercise(
    id="mls-c2-w4/split_dataset",
    title="Split the examples of a node",
    arguments={"X": "X", "node_indices": "node_indices", "feature": "feature"},
    returns=("left_indices", "right_indices"),
    sample=sample,
    checks=("right_indices", "left_indices"),
)


@exercise.step
def values(X, node_indices, feature):
    return X[node_indices, feature]


@exercise.step
def left(values, node_indices):
    return np.array(node_indices)[values == 1]


@exercise.step
def right(values, node_indices):
    return np.array(node_indices)[values == 0]


@exercise.step
def left_indices(left):
    return left.tolist()


@exercise.step
def right_indices(right):
    return right.tolist()
