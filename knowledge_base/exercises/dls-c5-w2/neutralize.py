"""A word vector without its part along the bias axis (DLS C5 W2A1, exercise 3)."""

import numpy as np

from assistant.exercise.graph import Exercise

WORDS = ("doctor", "engineer", "guitar", "nurse", "pilot", "river")


def sample(rng):
    n = int(rng.integers(3, 8))
    vectors = {word: rng.normal(size=n) * 2 for word in WORDS}
    return {
        "word": str(rng.choice(WORDS)),
        "g": rng.normal(size=n) * 2,
        "word_to_vec_map": vectors,
    }


exercise = Exercise(
    id="dls-c5-w2/neutralize",
    title="Neutralize a word",
    arguments={"word": "word", "g": "g", "word_to_vec_map": "word_to_vec_map"},
    returns="e_debiased",
    sample=sample,
    mistakes={
        "g_squared": (("wrong-formula", "np.sqrt(np.sum(g**2))"),),
        "e_biascomponent": (
            ("wrong-formula", "e_g / g_squared"),
            ("wrong-formula", "e_g * g"),
        ),
        "e_debiased": (("wrong-return", "e_biascomponent"),),
    },
)


@exercise.step
def e(word, word_to_vec_map):
    return word_to_vec_map[word]


@exercise.step
def e_g(e, g):
    return e @ g


@exercise.step
def g_squared(g):
    return np.sum(g**2)


@exercise.step
def e_biascomponent(e_g, g_squared, g):
    return e_g / g_squared * g


@exercise.step
def e_debiased(e, e_biascomponent):
    return e - e_biascomponent
