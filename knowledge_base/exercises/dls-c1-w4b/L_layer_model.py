"""Training of a deep network, iteration by iteration (DLS C1 W4B)."""

import itertools
from functools import partial

import numpy as np

from assistant.exercise.graph import Exercise, Step, step

KEPT_EVERY = 100


def sample(rng):
    """Three layers with one output, as the exercise demands; the rates make updates visible."""
    n_x, n_1, n_2, m = rng.permutation([3, 4, 5, 6, 7, 8])[:4].tolist()
    return {
        "X": rng.normal(size=(n_x, m)),
        "Y": rng.permutation(np.arange(m) % 2)[None, :] * 1.0,
        "layers_dims": (n_x, n_1, n_2, 1),
        "learning_rate": float(rng.uniform(0.05, 0.5)),
        "num_iterations": int(rng.integers(2, 4)),
    }


def drawn(before, size, generator):
    return generator.randn(size, before)


def over_root(drawn):
    return drawn / np.sqrt(drawn.shape[1])


def zeros(size):
    return np.zeros((size, 1))


def product(W, A):
    return W @ A


def shifted(product, b):
    return product + b


def relu(Z):
    return np.maximum(0, Z)


def sigmoid(Z):
    return 1 / (1 + np.exp(-Z))


def ones_term(A, Y):
    return Y * np.log(A)


def zeros_term(A, Y):
    return (1 - Y) * np.log(1 - A)


def summed(one, other):
    return one + other


def total(values):
    return np.sum(values)


def minus_mean(total, m):
    return float(-total / m)


def where_one(A, Y):
    return Y / A


def where_zero(A, Y):
    return (1 - Y) / (1 - A)


def minus_difference(one, other):
    return -(one - other)


def sigmoid_slope(Z):
    A = sigmoid(Z)
    return A * (1 - A)


def relu_slope(Z):
    return (Z > 0) * 1.0


def times(dA, slope):
    return dA * slope


def outer(dZ, A):
    return dZ @ A.T


def row_sums(dZ):
    return np.sum(dZ, axis=1, keepdims=True)


def mean(total, m):
    return total / m


def before(W, dZ):
    return W.T @ dZ


def scaled(learning_rate, gradient):
    return learning_rate * gradient


def updated(parameter, change):
    return parameter - change


def same(value):
    return value


def listed(**costs):
    return list(costs.values())


def names(values):
    """W1, b1, W2, ... for as many layers as there are."""
    count = range(1, len(values["layers_dims"]))
    return [name for layer in count for name in (f"W{layer}", f"b{layer}")]


def first(layers_dims):
    """The first parameters, drawn in the order of the layers."""
    for layer, (n_before, size) in enumerate(itertools.pairwise(layers_dims), start=1):
        yield step(f"drawn_W{layer}", partial(drawn, n_before, size))
        yield step(f"W{layer}_0", over_root, drawn=f"drawn_W{layer}")
        yield step(f"b{layer}_0", partial(zeros, size))


def activation_before(i, layer):
    """The name of a layer's input."""
    return "X" if layer == 1 else f"A{layer - 1}_{i}"


def forward(i, last):
    """Linear part and activation of each layer."""
    for layer in range(1, last + 1):
        Z = f"Z{layer}_{i}"
        A = activation_before(i, layer)
        yield step(f"WA{layer}_{i}", product, W=f"W{layer}_{i}", A=A)
        yield step(Z, shifted, product=f"WA{layer}_{i}", b=f"b{layer}_{i}")
        yield step(f"A{layer}_{i}", sigmoid if layer == last else relu, Z=Z)


def cost_of(i, AL):
    """The cross-entropy with its two terms."""
    yield step(f"ones_term_{i}", ones_term, A=AL)
    yield step(f"zeros_term_{i}", zeros_term, A=AL)
    yield step(f"logprobs_{i}", summed, one=f"ones_term_{i}", other=f"zeros_term_{i}")
    yield step(f"total_{i}", total, values=f"logprobs_{i}")
    yield step(f"cost_{i}", minus_mean, total=f"total_{i}")


def backward(i, last):
    """dZ, dW, db and the dA before of each layer, from the last to the first."""
    AL = f"A{last}_{i}"
    yield step(f"where_one_{i}", where_one, A=AL)
    yield step(f"where_zero_{i}", where_zero, A=AL)
    yield step(f"dA{last}_{i}", minus_difference, one=f"where_one_{i}", other=f"where_zero_{i}")
    for layer in range(last, 0, -1):
        dZ, slope = f"dZ{layer}_{i}", f"slope{layer}_{i}"
        yield step(slope, sigmoid_slope if layer == last else relu_slope, Z=f"Z{layer}_{i}")
        yield step(dZ, times, dA=f"dA{layer}_{i}", slope=slope)
        yield step(f"{dZ}_AT", outer, dZ=dZ, A=activation_before(i, layer))
        yield step(f"dW{layer}_{i}", mean, total=f"{dZ}_AT")
        yield step(f"{dZ}_sum", row_sums, dZ=dZ)
        yield step(f"db{layer}_{i}", mean, total=f"{dZ}_sum")
        yield step(f"dA{layer - 1}_{i}", before, W=f"W{layer}_{i}", dZ=dZ)


def unroll(inputs):
    """First parameters, all iterations, the costs that are kept, the last parameters."""
    last, count = len(inputs["layers_dims"]) - 1, inputs["num_iterations"]
    yield from first(inputs["layers_dims"])
    for i in range(count):
        yield from forward(i, last)
        yield from cost_of(i, f"A{last}_{i}")
        yield from backward(i, last)
        for name in names(inputs):
            change = f"change_{name}_{i}"
            yield step(change, scaled, gradient=f"d{name}_{i}")
            yield step(f"{name}_{i + 1}", updated, parameter=f"{name}_{i}", change=change)
    kept = [f"cost_{i}" for i in range(0, count, KEPT_EVERY)]
    yield Step("costs", listed, {name: name for name in kept})
    for name in names(inputs):
        yield step(name, same, value=f"{name}_{count}")


def returned(values):
    """The dictionary of parameters and the list of costs."""
    return ({name: name for name in names(values)}, "costs")


exercise = Exercise(
    id="dls-c1-w4b/L_layer_model",
    title="L-layer neural network",
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
    defaults={"learning_rate": 0.0075, "num_iterations": 3000, "print_cost": False},
    unroll=unroll,
    given={
        "sigmoid": "sigmoid_and_cache",
        "relu": "relu_and_cache",
        "sigmoid_backward": "sigmoid_backward",
        "relu_backward": "relu_backward",
    },
    calls=(
        "dls-c1-w4b/initialize_parameters_deep",
        "dls-c1-w4a/L_model_forward",
        "dls-c1-w4a/compute_cost",
        "dls-c1-w4a/L_model_backward",
        "dls-c1-w4a/update_parameters",
    ),
)


@exercise.step
def m(X):
    return X.shape[1]


@exercise.step
def generator():
    """The function seeds with 1 itself, and so does the initialization that it calls."""
    return np.random.RandomState(1)
