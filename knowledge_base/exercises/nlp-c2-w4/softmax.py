"""Softmax over columns, one column per example (NLP C2 W4)."""

import numpy as np

from assistant.exercise.graph import Exercise


def sample(rng):
    V, m = rng.permutation([3, 4, 5, 6, 7])[:2].tolist()
    return {"z": rng.normal(size=(V, m)) * 2}


exercise = Exercise(
    id="nlp-c2-w4/softmax",
    title="Softmax",
    arguments={"z": "z"},
    returns="yhat",
    sample=sample,
    checks=("yhat",),
)


@exercise.step
def e_z(z):
    return np.exp(z)


@exercise.step
def sum_e_z(e_z):
    return np.sum(e_z, axis=0)


@exercise.step
def row_sum_e_z(e_z):
    return np.sum(e_z, axis=0, keepdims=True)


@exercise.step
def yhat(e_z, sum_e_z):
    return e_z / sum_e_z
