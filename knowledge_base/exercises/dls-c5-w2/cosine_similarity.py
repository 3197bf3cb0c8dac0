"""The cosine of the angle between two word vectors (DLS C5 W2A1, exercise 1)."""

import numpy as np

from assistant.exercise.graph import Exercise


def sample(rng):
    n = int(rng.integers(3, 8))
    return {"u": rng.normal(size=n) * 2, "v": rng.normal(size=n)}


exercise = Exercise(
    id="dls-c5-w2/cosine_similarity",
    title="Cosine similarity",
    arguments={"u": "u", "v": "v"},
    returns="cosine_similarity",
    sample=sample,
    mistakes={
        "norm_u": (("wrong-formula", "np.sum(np.abs(u))"), ("wrong-formula", "np.sqrt(np.sum(u))")),
        "norm_v": (("wrong-formula", "np.sum(np.abs(v))"), ("wrong-formula", "np.sqrt(np.sum(v))")),
        "dot": (("elementwise-instead-of-dot", "u * v"),),
        "cosine_similarity": (
            ("misplaced-parentheses", "dot / norm_u * norm_v"),
            ("wrong-formula", "dot / (norm_u + norm_v)"),
        ),
    },
)


@exercise.step
def dot(u, v):
    return u @ v


@exercise.step
def norm_u(u):
    return np.sqrt(np.sum(u**2))


@exercise.step
def norm_v(v):
    return np.sqrt(np.sum(v**2))


@exercise.step
def cosine_similarity(dot, norm_u, norm_v):
    return dot / (norm_u * norm_v)
