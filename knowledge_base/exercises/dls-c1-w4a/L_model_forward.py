"""Forward propagation through all layers, relu and at last sigmoid (DLS C1 W4A)."""

import itertools

import numpy as np

from assistant.exercise.graph import Exercise, step


def sample(rng):
    sizes = [*(int(n) for n in rng.permutation([3, 4, 5])), 1]
    leaves = {"X": rng.normal(size=(sizes[0], 7))}
    for layer, (before, size) in enumerate(itertools.pairwise(sizes), start=1):
        leaves[f"W{layer}"] = rng.normal(size=(size, before))
        leaves[f"b{layer}"] = rng.normal(size=(size, 1))
    return leaves


def count(values):
    return sum(name[:1] == "W" and name[1:].isdigit() for name in values)


def layers(inputs):
    """The product, Z and A of each layer; the last A is AL."""
    last = count(inputs)
    for layer in range(1, last + 1):
        before = f"A{layer - 1}" if layer > 1 else "X"
        yield step(f"W{layer}_{before}", product, W=f"W{layer}", A=before)
        yield step(f"Z{layer}", shifted, product=f"W{layer}_{before}", b=f"b{layer}")
        if layer < last:
            yield step(f"A{layer}", relu, Z=f"Z{layer}")
    yield step(f"exp_minus_Z{last}", exponential, Z=f"Z{last}")
    yield step("AL", sigmoid, exponential=f"exp_minus_Z{last}")


def product(W, A):
    return W @ A


def shifted(product, b):
    return product + b


def relu(Z):
    return np.maximum(0, Z)


def exponential(Z):
    return np.exp(-Z)


def sigmoid(exponential):
    return 1 / (1 + exponential)


def called(values):
    """X and the parameters of as many layers as there are."""
    layers = range(1, count(values) + 1)
    names = [name for layer in layers for name in (f"W{layer}", f"b{layer}")]
    return {"X": "X", "parameters": {name: name for name in names}}


def returned(values):
    """AL and the list of caches ((A_prev, W, b), Z)."""
    caches = []
    for layer in range(1, count(values) + 1):
        before = f"A{layer - 1}" if layer > 1 else "X"
        caches.append(((before, f"W{layer}", f"b{layer}"), f"Z{layer}"))
    return ("AL", caches)


def spread(arguments):
    """Leaf values of a call."""
    return {"X": arguments["X"], **arguments["parameters"]}


exercise = Exercise(
    id="dls-c1-w4a/L_model_forward",
    title="L-layer model forward",
    arguments=called,
    returns=returned,
    sample=sample,
    spread=spread,
    unroll=layers,
    given={"sigmoid": "sigmoid_and_cache", "relu": "relu_and_cache"},
    calls=("dls-c1-w4a/linear_forward", "dls-c1-w4a/linear_activation_forward"),
)
