"""The first parameters of the continuous bag of words, all uniform, W2 before b1 (NLP C2 W4)."""

import numpy as np

from assistant.exercise.graph import Exercise


def sample(rng):
    N, V = rng.permutation([2, 3, 4, 5, 6])[:2].tolist()
    return {"N": N, "V": V, "random_seed": int(rng.integers(2, 1000))}


exercise = Exercise(
    id="nlp-c2-w4/initialize_model",
    title="Initializing the model",
    arguments={"N": "N", "V": "V", "random_seed": "random_seed"},
    returns=("W1", "W2", "b1", "b2"),
    sample=sample,
    defaults={"random_seed": 1},
    checks=("W1", "W2", "b1", "b2"),
)


@exercise.step
def drawn(random_seed):
    return np.random.RandomState(random_seed)


@exercise.step
def W1(drawn, N, V):
    return drawn.rand(N, V)


@exercise.step
def W2(drawn, V, N):
    return drawn.rand(V, N)


@exercise.step
def b1(drawn, N):
    return drawn.rand(N, 1)


@exercise.step
def b2(drawn, V):
    return drawn.rand(V, 1)
