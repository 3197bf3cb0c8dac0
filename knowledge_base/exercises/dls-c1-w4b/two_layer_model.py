"""Training of a network with one hidden layer, iteration by iteration (DLS C1 W4B)."""

import numpy as np

from assistant.exercise.graph import Exercise, Step, step

NAMES = ("W1", "b1", "W2", "b2")
KEPT_EVERY = 100


def sample(rng):
    """One output, as the exercise demands; the rates make each update visible."""
    n_x, n_h, m = rng.permutation([3, 4, 5, 6, 7, 8])[:3].tolist()
    return {
        "X": rng.normal(size=(n_x, m)),
        "Y": rng.permutation(np.arange(m) % 2)[None, :] * 1.0,
        "layers_dims": (n_x, n_h, 1),
        "learning_rate": float(rng.uniform(0.05, 0.5)),
        "num_iterations": int(rng.integers(2, 4)),
    }


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


def sigmoid_slope(A):
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


def layer_forward(i, layer, A, activation):
    """Linear part and activation of one layer."""
    yield step(f"WA{layer}_{i}", product, W=f"W{layer}_{i}", A=A)
    yield step(f"Z{layer}_{i}", shifted, product=f"WA{layer}_{i}", b=f"b{layer}_{i}")
    yield step(f"A{layer}_{i}", activation, Z=f"Z{layer}_{i}")


def cost_of(i):
    """The cross-entropy with its two terms."""
    yield step(f"ones_term_{i}", ones_term, A=f"A2_{i}")
    yield step(f"zeros_term_{i}", zeros_term, A=f"A2_{i}")
    yield step(f"logprobs_{i}", summed, one=f"ones_term_{i}", other=f"zeros_term_{i}")
    yield step(f"total_{i}", total, values=f"logprobs_{i}")
    yield step(f"cost_{i}", minus_mean, total=f"total_{i}")


def layer_backward(i, layer, A):
    """dZ, dW and db of one layer, and dA of the layer before."""
    dZ = f"dZ{layer}_{i}"
    yield step(dZ, times, dA=f"dA{layer}_{i}", slope=f"slope{layer}_{i}")
    yield step(f"{dZ}_AT", outer, dZ=dZ, A=A)
    yield step(f"dW{layer}_{i}", mean, total=f"{dZ}_AT")
    yield step(f"{dZ}_sum", row_sums, dZ=dZ)
    yield step(f"db{layer}_{i}", mean, total=f"{dZ}_sum")
    yield step(f"dA{layer - 1}_{i}", before, W=f"W{layer}_{i}", dZ=dZ)


def iteration(i):
    """The steps of one iteration: forward, cost, backward, update."""
    yield from layer_forward(i, 1, "X", relu)
    yield from layer_forward(i, 2, f"A1_{i}", sigmoid)
    yield from cost_of(i)
    yield step(f"where_one_{i}", where_one, A=f"A2_{i}")
    yield step(f"where_zero_{i}", where_zero, A=f"A2_{i}")
    yield step(f"dA2_{i}", minus_difference, one=f"where_one_{i}", other=f"where_zero_{i}")
    yield step(f"slope2_{i}", sigmoid_slope, A=f"A2_{i}")
    yield from layer_backward(i, 2, f"A1_{i}")
    yield step(f"slope1_{i}", relu_slope, Z=f"Z1_{i}")
    yield from layer_backward(i, 1, "X")
    for name in NAMES:
        yield step(f"change_{name}_{i}", scaled, gradient=f"d{name}_{i}")
        yield step(f"{name}_{i + 1}", updated, parameter=f"{name}_{i}", change=f"change_{name}_{i}")


def unroll(inputs):
    """All iterations; then the costs that are kept, and the last parameters."""
    count = inputs["num_iterations"]
    for i in range(count):
        yield from iteration(i)
    kept = [f"cost_{i}" for i in range(0, count, KEPT_EVERY)]
    yield Step("costs", listed, {name: name for name in kept})
    for name in NAMES:
        yield step(name, same, value=f"{name}_{count}")


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
    returns=({name: name for name in NAMES}, "costs"),
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
        "dls-c1-w4a/initialize_parameters",
        "dls-c1-w4a/linear_activation_forward",
        "dls-c1-w4a/compute_cost",
        "dls-c1-w4a/linear_activation_backward",
        "dls-c1-w4a/update_parameters",
    ),
    checks=(*NAMES, "costs"),
)


@exercise.step
def m(X):
    return X.shape[1]


@exercise.step
def n_x(layers_dims):
    return layers_dims[0]


@exercise.step
def n_h(layers_dims):
    return layers_dims[1]


@exercise.step
def n_y(layers_dims):
    return layers_dims[2]


@exercise.step
def generator():
    """The function seeds with 1 itself, and so does the initialization that it calls."""
    return np.random.RandomState(1)


@exercise.step
def drawn_W1(generator, n_h, n_x):
    return generator.randn(n_h, n_x)


@exercise.step
def W1_0(drawn_W1):
    return drawn_W1 * 0.01


@exercise.step
def b1_0(n_h):
    return np.zeros((n_h, 1))


@exercise.step
def drawn_W2(generator, n_y, n_h):
    return generator.randn(n_y, n_h)


@exercise.step
def W2_0(drawn_W2):
    return drawn_W2 * 0.01


@exercise.step
def b2_0(n_y):
    return np.zeros((n_y, 1))
