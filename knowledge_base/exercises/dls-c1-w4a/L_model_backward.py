"""Backward propagation through all layers; dA(l) belongs to layer l + 1's input (DLS C1 W4A)."""

import itertools

import numpy as np

from assistant.exercise.graph import Exercise, step, unpack


def sample(rng):
    sizes = [*(int(n) for n in rng.permutation([3, 4, 5])), 1]
    Y = rng.permutation(np.arange(7) % 2)[None, :] * 1.0
    leaves = {"AL": rng.uniform(0.1, 0.9, size=(1, 7)), "Y": Y}
    for layer, (before, size) in enumerate(itertools.pairwise(sizes), start=1):
        leaves[f"A_prev{layer}"] = rng.normal(size=(before, 7))
        leaves[f"W{layer}"] = rng.normal(size=(size, before))
        leaves[f"b{layer}"] = rng.normal(size=(size, 1))
        leaves[f"Z{layer}"] = rng.normal(size=(size, 7))
    return leaves


def count(values):
    return sum(name[:1] == "W" and name[1:].isdigit() for name in values)


def layers(inputs):
    """dZ, dW, db and the dA before of each layer, from the last to the first."""
    last = count(inputs)
    for layer in range(last, 0, -1):
        after = "dAL" if layer == last else f"dA{layer}"
        derivative = sigmoid_derivative if layer == last else relu_derivative
        dZ = f"dZ{layer}"
        yield step(f"derivative{layer}", derivative, Z=f"Z{layer}")
        yield step(dZ, product, dA=after, derivative=f"derivative{layer}")
        yield step(f"{dZ}_A_prevT", outer, dZ=dZ, A_prev=f"A_prev{layer}")
        yield step(f"dW{layer}", mean, total=f"{dZ}_A_prevT")
        yield step(f"{dZ}_sum", row_sums, dZ=dZ)
        yield step(f"db{layer}", mean, total=f"{dZ}_sum")
        yield step(f"dA{layer - 1}", before, W=f"W{layer}", dZ=dZ)


def sigmoid_derivative(Z):
    A = 1 / (1 + np.exp(-Z))
    return A * (1 - A)


def relu_derivative(Z):
    return (Z > 0) * 1.0


def product(dA, derivative):
    return dA * derivative


def outer(dZ, A_prev):
    return dZ @ A_prev.T


def row_sums(dZ):
    return np.sum(dZ, axis=1, keepdims=True)


def mean(total, m):
    return total / m


def before(W, dZ):
    return W.T @ dZ


def cache(layer):
    return ((f"A_prev{layer}", f"W{layer}", f"b{layer}"), f"Z{layer}")


def called(values):
    """AL, Y and the list of caches."""
    caches = [cache(layer) for layer in range(1, count(values) + 1)]
    return {"AL": "AL", "Y": "Y", "caches": caches}


def returned(values):
    """The gradients of every layer."""
    names = []
    for layer in range(1, count(values) + 1):
        names += [f"dA{layer - 1}", f"dW{layer}", f"db{layer}"]
    return {name: name for name in names}


def spread(arguments):
    """Leaf values of a call."""
    leaves = {"AL": arguments["AL"], "Y": np.reshape(arguments["Y"], np.shape(arguments["AL"]))}
    for layer, one in enumerate(arguments["caches"], start=1):
        leaves |= unpack(cache(layer), one)
    return leaves


exercise = Exercise(
    id="dls-c1-w4a/L_model_backward",
    title="L-layer model backward",
    arguments=called,
    returns=returned,
    sample=sample,
    spread=spread,
    unroll=layers,
    given={
        "sigmoid": "sigmoid_and_cache",
        "relu": "relu_and_cache",
        "sigmoid_backward": "sigmoid_backward",
        "relu_backward": "relu_backward",
    },
    calls=("dls-c1-w4a/linear_backward", "dls-c1-w4a/linear_activation_backward"),
)


@exercise.step
def m(AL):
    return AL.shape[1]


@exercise.step
def where_one(Y, AL):
    return Y / AL


@exercise.step
def where_zero(Y, AL):
    return (1 - Y) / (1 - AL)


@exercise.step
def dAL(where_one, where_zero):
    return -(where_one - where_zero)
