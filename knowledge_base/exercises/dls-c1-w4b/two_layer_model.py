"""Training of a network with one hidden layer (DLS C1 W4B)."""

import itertools
from functools import partial

import numpy as np

from assistant.exercise.graph import Exercise, step


def sample(rng):
    sizes = [*(int(n) for n in rng.permutation([3, 4, 5][:2])), 1]
    Y = rng.permutation(np.arange(7) % 2)[None, :] * 1.0
    return {"X": rng.normal(size=(sizes[0], 7)), "Y": Y, "layers_dims": tuple(sizes)}


def drawn(layers_dims):
    """Parameters as the model draws them, seed 1."""
    rng, parameters = np.random.RandomState(1), {}
    for layer, (before, size) in enumerate(itertools.pairwise(layers_dims), start=1):
        parameters[f"W{layer}"] = rng.randn(size, before) * 0.01
        parameters[f"b{layer}"] = np.zeros((size, 1))
    return parameters


def forward(X, parameters, layers):
    """The inputs, the linear parts, and the output of all layers."""
    inputs, linear, A = [], [], X
    for layer in range(1, layers + 1):
        inputs.append(A)
        linear.append(parameters[f"W{layer}"] @ A + parameters[f"b{layer}"])
        A = np.maximum(0, linear[-1]) if layer < layers else 1 / (1 + np.exp(-linear[-1]))
    return inputs, linear, A


def backward(AL, Y, inputs, linear, parameters):
    """The gradients of all parameters."""
    grads, m = {}, Y.shape[1]
    dZ = -(Y / AL - (1 - Y) / (1 - AL)) * AL * (1 - AL)
    for layer in range(len(linear), 0, -1):
        grads[f"W{layer}"] = dZ @ inputs[layer - 1].T / m
        grads[f"b{layer}"] = np.sum(dZ, axis=1, keepdims=True) / m
        if layer > 1:
            dZ = parameters[f"W{layer}"].T @ dZ * (linear[layer - 2] > 0)
    return grads


def train(X, Y, layers_dims, learning_rate, num_iterations):
    """Parameters and costs after all iterations."""
    parameters, costs = drawn(layers_dims), []
    for turn in range(num_iterations):
        inputs, linear, AL = forward(X, parameters, len(layers_dims) - 1)
        if turn % 100 == 0:
            losses = Y * np.log(AL) + (1 - Y) * np.log(1 - AL)
            costs.append(float(-np.sum(losses) / Y.shape[1]))
        grads = backward(AL, Y, inputs, linear, parameters)
        parameters = {n: v - learning_rate * grads[n] for n, v in parameters.items()}
    return parameters, costs


def names(values):
    """W1, b1, W2, ... for as many layers as there are."""
    count = range(1, len(values["layers_dims"]))
    return [name for layer in count for name in (f"W{layer}", f"b{layer}")]


def taken(name, trained):
    return trained[0][name]


def trained_values(inputs):
    """Each parameter as a value of its own."""
    for name in names(inputs):
        yield step(name, partial(taken, name))


def returned(values):
    """The dictionary of parameters and the list of costs."""
    return ({name: name for name in names(values)}, "costs")


exercise = Exercise(
    id="dls-c1-w4b/two_layer_model",
    title="Two-layer neural network",
    arguments={
        "X": "X",
        "Y": "Y",
        "layers_dims": "layers_dims",
        "learning_rate": "learning_rate",
        "num_iterations": "num_iterations",
        "print_cost": "print_cost",
    },
    returns=returned,
    sample=sample,
    defaults={"learning_rate": 0.0075, "num_iterations": 3, "print_cost": False},
    unroll=trained_values,
    given={
        "sigmoid": "sigmoid_and_cache",
        "relu": "relu_and_cache",
        "sigmoid_backward": "sigmoid_backward",
        "relu_backward": "relu_backward",
    },
    calls=(
        "dls-c1-w4a/initialize_parameters",
        "dls-c1-w4a/linear_activation_forward",
        "dls-c1-w4a/compute_cost",
        "dls-c1-w4a/linear_activation_backward",
        "dls-c1-w4a/update_parameters",
    ),
)


@exercise.step
def trained(X, Y, layers_dims, learning_rate, num_iterations):
    return train(X, Y, layers_dims, learning_rate, num_iterations)


@exercise.step
def costs(trained):
    return trained[1]
