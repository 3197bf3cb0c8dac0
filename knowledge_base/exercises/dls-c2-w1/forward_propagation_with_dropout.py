"""Three layers, two of them with inverted dropout, seed 1 set inside (DLS C2 W1A2, exercise 3)."""

import numpy as np

from assistant.exercise.graph import Exercise


def sample(rng):
    n_x, n_1, n_2, m = rng.permutation([2, 3, 4, 5, 6, 7])[:4].tolist()
    return {
        "W1": rng.normal(size=(n_1, n_x)),
        "b1": rng.normal(size=(n_1, 1)),
        "W2": rng.normal(size=(n_2, n_1)),
        "b2": rng.normal(size=(n_2, 1)),
        "W3": rng.normal(size=(1, n_2)),
        "b3": rng.normal(size=(1, 1)),
        "X": rng.normal(size=(n_x, m)),
        "keep_prob": float(rng.uniform(0.5, 0.9)),
        "seed": 1,
    }


exercise = Exercise(
    id="dls-c2-w1/forward_propagation_with_dropout",
    title="Forward propagation with dropout",
    arguments={
        "X": "X",
        "parameters": {name: name for name in ("W1", "b1", "W2", "b2", "W3", "b3")},
        "keep_prob": "keep_prob",
    },
    returns=(
        "A3",
        ("Z1", "D1", "A1", "W1", "b1", "Z2", "D2", "A2", "W2", "b2", "Z3", "A3", "W3", "b3"),
    ),
    sample=sample,
    defaults={"keep_prob": 0.5, "seed": 1},
    given={"relu": "relu", "sigmoid": "sigmoid"},
)


@exercise.step
def rng(seed):
    return np.random.RandomState(seed)


@exercise.step
def W1_X(W1, X):
    return W1 @ X


@exercise.step
def Z1(W1_X, b1):
    return W1_X + b1


@exercise.step
def relu_Z1(Z1):
    return np.maximum(0, Z1)


@exercise.step
def draws_1(rng, relu_Z1):
    return rng.rand(*relu_Z1.shape)


@exercise.step
def D1(draws_1, keep_prob):
    return (draws_1 < keep_prob).astype(int)


@exercise.step
def masked_A1(relu_Z1, D1):
    return relu_Z1 * D1


@exercise.step
def A1(masked_A1, keep_prob):
    return masked_A1 / keep_prob


@exercise.step
def W2_A1(W2, A1):
    return W2 @ A1


@exercise.step
def Z2(W2_A1, b2):
    return W2_A1 + b2


@exercise.step
def relu_Z2(Z2):
    return np.maximum(0, Z2)


@exercise.step
def draws_2(rng, relu_Z2):
    return rng.rand(*relu_Z2.shape)


@exercise.step
def D2(draws_2, keep_prob):
    return (draws_2 < keep_prob).astype(int)


@exercise.step
def masked_A2(relu_Z2, D2):
    return relu_Z2 * D2


@exercise.step
def A2(masked_A2, keep_prob):
    return masked_A2 / keep_prob


@exercise.step
def W3_A2(W3, A2):
    return W3 @ A2


@exercise.step
def Z3(W3_A2, b3):
    return W3_A2 + b3


@exercise.step
def A3(Z3):
    return 1 / (1 + np.exp(-Z3))
