"""The entropy of the labels at a node, 0 where they are all alike (MLS C2 W4, exercise 1)."""

import numpy as np

from assistant.exercise.graph import Exercise


def sample(rng):
    """Labels of both kinds, not as many of the one as of the other."""
    m = int(rng.integers(5, 10))
    ones = int(rng.integers(1, (m + 1) // 2))
    return {"y": rng.permutation(np.arange(m) < ones).astype(int)}


exercise = Exercise(
    id="mls-c2-w4/compute_entropy",
    title="Entropy at a node",
    arguments={"y": "y"},
    returns="entropy",
    sample=sample,
    mistakes={
        "entropy": (
            ("wrong-formula", "-p1 * np.log(p1) - (1 - p1) * np.log(1 - p1)"),
            ("wrong-formula", "-p1 * np.log2(p1)"),
            ("misplaced-parentheses", "-p1 * np.log2(p1) - 1 - p1 * np.log2(1 - p1)"),
        ),
        "p1": (("wrong-variable", "1 - count / m"),),
    },
)


@exercise.step
def m(y):
    return len(y)


@exercise.step
def count(y):
    return np.sum(y == 1)


@exercise.step
def p1(count, m):
    return count / m if m else 0.0


@exercise.step
def entropy(p1):
    return -p1 * np.log2(p1) - (1 - p1) * np.log2(1 - p1) if 0 < p1 < 1 else 0.0
