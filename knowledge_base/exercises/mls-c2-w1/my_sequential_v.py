"""Three dense layers on a batch, examples in rows (MLS C2 W1)."""

import itertools

from assistant.exercise.graph import Exercise, step
from assistant.sandbox.inside.course import sigmoid


def sample(rng):
    m, *sizes = rng.permutation([2, 3, 4, 5, 6]).tolist()
    leaves = {"X": rng.normal(size=(m, sizes[0]))}
    for layer, (before, size) in enumerate(itertools.pairwise(sizes), start=1):
        leaves[f"W{layer}"] = rng.normal(size=(before, size))
        leaves[f"b{layer}"] = rng.normal(size=(1, size))
    return leaves


def product(A, W):
    return A @ W


def shifted(product, b):
    return product + b


def activation(Z):
    return sigmoid(Z)


def layers(inputs):
    """The product, Z and A of each layer; the last A is the result."""
    for layer in (1, 2, 3):
        before = f"A{layer - 1}" if layer > 1 else "X"
        yield step(f"{before}_W{layer}", product, A=before, W=f"W{layer}")
        yield step(f"Z{layer}", shifted, product=f"{before}_W{layer}", b=f"b{layer}")
        yield step(f"A{layer}", activation, Z=f"Z{layer}")


NAMES = ("X", "W1", "b1", "W2", "b2", "W3", "b3")

exercise = Exercise(
    id="mls-c2-w1/my_sequential_v",
    title="Three dense layers, vectorized",
    arguments={name: name for name in NAMES},
    returns="A3",
    sample=sample,
    given={"sigmoid": "sigmoid"},
    calls=("mls-c2-w1/my_dense_v",),
    unroll=layers,
)
