"""Rows of length one (DLS C1 W2A1, exercise 6)."""

import numpy as np

from assistant.exercise.graph import Exercise


def sample(rng):
    return {"x": rng.normal(size=tuple(rng.permutation([3, 4, 5])[:2].tolist()))}


exercise = Exercise(
    id="dls-c1-w2/normalize_rows",
    title="Normalize rows",
    arguments={"x": "x"},
    returns="normalized",
    sample=sample,
)


@exercise.step
def x_norm(x):
    return np.linalg.norm(x, axis=1, keepdims=True)


@exercise.step
def normalized(x, x_norm):
    return x / x_norm
