"""How much entropy a split takes away (MLS C2 W4, exercise 3)."""

import numpy as np

from assistant.exercise.graph import Exercise, step


def sample(rng):
    """Five or seven of more examples are at the node; both branches are mixed or pure by chance."""
    m, n = int(rng.integers(9, 13)), int(rng.integers(3, 6))
    size = int(rng.choice([5, 7]))
    node_indices = np.sort(rng.permutation(m)[:size])
    X, y = rng.integers(0, 2, size=(m, n)), rng.integers(0, 2, size=m)
    feature = int(rng.integers(0, n))
    X[node_indices, feature] = np.arange(size) < 3
    y[node_indices] = np.arange(size) % 3 == 0
    return {"X": X, "y": y, "node_indices": node_indices.tolist(), "feature": feature}


def labels(y, indices):
    return y[indices]


def entropy(y):
    p1 = np.mean(y == 1) if len(y) else 0.0
    return -p1 * np.log2(p1) - (1 - p1) * np.log2(1 - p1) if 0 < p1 < 1 else 0.0


def part(indices, node_indices):
    return len(indices) / len(node_indices)


def unroll(_):
    """The labels, the entropies and the weights of the node and its branches."""
    yield step("y_node", labels, indices="node_indices")
    for side in ("left", "right"):
        yield step(f"y_{side}", labels, indices=f"{side}_indices")
    for place in ("node", "left", "right"):
        yield step(f"{place}_entropy", entropy, y=f"y_{place}")
    for side in ("left", "right"):
        yield step(f"w_{side}", part, indices=f"{side}_indices")
    yield step("weighted_entropy", weighted)
    yield step("information_gain", gain)


def weighted(w_left, left_entropy, w_right, right_entropy):
    return w_left * left_entropy + w_right * right_entropy


def gain(node_entropy, weighted_entropy):
    return node_entropy - weighted_entropy


exercise = Exercise(
    id="mls-c2-w4/compute_information_gain",
    title="Information gain of a split",
    arguments={"X": "X", "y": "y", "node_indices": "node_indices", "feature": "feature"},
    returns="information_gain",
    sample=sample,
    unroll=unroll,
    calls=("mls-c2-w4/compute_entropy", "mls-c2-w4/split_dataset"),
    mistakes={
        "weighted": (
            ("wrong-variable", "w_right * left_entropy + w_left * right_entropy"),
            ("wrong-formula", "left_entropy + right_entropy"),
            ("wrong-formula", "(left_entropy + right_entropy) / 2"),
        ),
    },
)


@exercise.step
def left_indices(X, node_indices, feature):
    return np.array(node_indices)[X[node_indices, feature] == 1]


@exercise.step
def right_indices(X, node_indices, feature):
    return np.array(node_indices)[X[node_indices, feature] == 0]
