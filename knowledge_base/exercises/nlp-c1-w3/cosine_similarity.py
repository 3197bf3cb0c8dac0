"""The cosine of the angle between two word vectors (NLP C1 W3, exercise 2)."""

import numpy as np

from assistant.exercise.graph import Exercise


def sample(rng):
    n = int(rng.integers(3, 8))
    return {"A": rng.normal(size=n) * 2, "B": rng.normal(size=n)}


exercise = Exercise(
    id="nlp-c1-w3/cosine_similarity",
    title="Cosine similarity",
    arguments={"A": "A", "B": "B"},
    returns="cos",
    sample=sample,
    mistakes={
        "norm_A": (("wrong-formula", "np.sum(np.abs(A))"), ("wrong-formula", "np.sqrt(np.sum(A))")),
        "norm_B": (("wrong-formula", "np.sum(np.abs(B))"), ("wrong-formula", "np.sqrt(np.sum(B))")),
        "dot": (("elementwise-instead-of-dot", "A * B"),),
        "cos": (
            ("misplaced-parentheses", "dot / norm_A * norm_B"),
            ("wrong-formula", "dot / (norm_A + norm_B)"),
        ),
    },
)


@exercise.step
def dot(A, B):
    return A @ B


@exercise.step
def norm_A(A):
    return np.sqrt(np.sum(A**2))


@exercise.step
def norm_B(B):
    return np.sqrt(np.sum(B**2))


@exercise.step
def cos(dot, norm_A, norm_B):
    return dot / (norm_A * norm_B)
