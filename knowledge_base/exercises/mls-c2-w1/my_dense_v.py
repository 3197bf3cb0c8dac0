"""A dense layer on a batch, examples in rows (MLS C2 W1, exercise 3)."""

import numpy as np

from assistant.exercise.graph import Exercise
from assistant.sandbox.inside.course import sigmoid


def sample(rng):
    m, n, units = rng.permutation([2, 3, 4, 5])[:3].tolist()
    return {
        "A_in": rng.normal(size=(m, n)),
        "W": rng.normal(size=(n, units)),
        "b": rng.normal(size=(1, units)),
        "g": sigmoid,
    }


exercise = Exercise(
    id="mls-c2-w1/my_dense_v",
    title="Dense layer, vectorized",
    arguments={"A_in": "A_in", "W": "W", "b": "b", "g": "g"},
    returns="A_out",
    sample=sample,
    given={"sigmoid": "sigmoid"},
    defaults={"g": sigmoid},
)


@exercise.step
def AW(A_in, W):
    return A_in @ W


@exercise.step
def Z(AW, b):
    return AW + b


@exercise.step
def A_out(Z):
    return 1 / (1 + np.exp(-Z))
