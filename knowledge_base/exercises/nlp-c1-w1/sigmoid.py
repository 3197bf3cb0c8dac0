"""The sigmoid of a logit (NLP C1 W1, exercise 1)."""

import numpy as np

from assistant.exercise.graph import Exercise


def sample(rng):
    return {"z": rng.normal(size=(4, 1)) * 2}


exercise = Exercise(
    id="nlp-c1-w1/sigmoid",
    title="Sigmoid",
    arguments={"z": "z"},
    returns="h",
    sample=sample,
)


@exercise.step
def exp_minus_z(z):
    return np.exp(-z)


@exercise.step
def one_plus(exp_minus_z):
    return 1 + exp_minus_z


@exercise.step
def h(one_plus):
    return 1 / one_plus
