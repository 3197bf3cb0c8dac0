"""Training of a two-layer network, iteration by iteration (DLS C1 W3, exercise 8)."""

import numpy as np

from assistant.exercise.graph import Exercise, Step, step

NAMES = ("W1", "b1", "W2", "b2")
LEARNING_RATE = 1.2
PRINTED_EVERY = 1000


def sample(rng):
    """A hidden layer of another size than layer_sizes gives: it is an argument here."""
    n_x, n_h, m = rng.permutation([2, 3, 5, 6, 7, 8])[:3].tolist()
    Y = rng.integers(0, 2, size=(1, m)).astype(float)
    Y[0, :2] = 0, 1
    iterations = int(rng.integers(3, 6))
    return {"X": rng.normal(size=(n_x, m)), "Y": Y, "n_h": n_h, "num_iterations": iterations}


def linear(W, A, b):
    return W @ A + b


def tanh(Z):
    return np.tanh(Z)


def sigmoid(Z):
    return 1 / (1 + np.exp(-Z))


def logprobs(A, Y):
    return np.log(A) * Y + np.log(1 - A) * (1 - Y)


def mean_loss(logprobs, m):
    return float(-np.sum(logprobs) / m)


def error(A, Y):
    return A - Y


def through_tanh(W, dZ, A):
    return (W.T @ dZ) * (1 - A**2)


def weight_gradient(dZ, A, m):
    return dZ @ A.T / m


def bias_gradient(dZ, m):
    return np.sum(dZ, axis=1, keepdims=True) / m


def updated(before, gradient):
    return before - LEARNING_RATE * gradient


def last(value):
    return value


def listed(**costs):
    return list(costs.values())


def iteration(i):
    """The steps of one iteration: forward, cost, backward, update."""
    W1, b1, W2, b2 = (f"{name}_{i}" for name in NAMES)
    yield step(f"Z1_{i}", linear, W=W1, A="X", b=b1)
    yield step(f"A1_{i}", tanh, Z=f"Z1_{i}")
    yield step(f"Z2_{i}", linear, W=W2, A=f"A1_{i}", b=b2)
    yield step(f"A2_{i}", sigmoid, Z=f"Z2_{i}")
    yield step(f"logprobs_{i}", logprobs, A=f"A2_{i}")
    yield step(f"cost_{i}", mean_loss, logprobs=f"logprobs_{i}")
    yield step(f"dZ2_{i}", error, A=f"A2_{i}")
    yield step(f"dW2_{i}", weight_gradient, dZ=f"dZ2_{i}", A=f"A1_{i}")
    yield step(f"db2_{i}", bias_gradient, dZ=f"dZ2_{i}")
    yield step(f"dZ1_{i}", through_tanh, W=W2, dZ=f"dZ2_{i}", A=f"A1_{i}")
    yield step(f"dW1_{i}", weight_gradient, dZ=f"dZ1_{i}", A="X")
    yield step(f"db1_{i}", bias_gradient, dZ=f"dZ1_{i}")
    for name in NAMES:
        yield step(f"{name}_{i + 1}", updated, before=f"{name}_{i}", gradient=f"d{name}_{i}")


def unroll(inputs):
    """All iterations; then the costs that are printed, and the last parameters."""
    count = inputs["num_iterations"]
    for i in range(count):
        yield from iteration(i)
    printed = range(0, count, PRINTED_EVERY)
    yield Step("costs", listed, {f"cost_{i}": f"cost_{i}" for i in printed})
    for name in NAMES:
        yield step(name, last, value=f"{name}_{count}")


exercise = Exercise(
    id="dls-c1-w3/nn_model",
    title="Integrate the model",
    arguments={
        "X": "X",
        "Y": "Y",
        "n_h": "n_h",
        "num_iterations": "num_iterations",
        "print_cost": "print_cost",
    },
    returns={name: name for name in NAMES},
    sample=sample,
    calls=(
        "dls-c1-w3/layer_sizes",
        "dls-c1-w3/initialize_parameters",
        "dls-c1-w3/forward_propagation",
        "dls-c1-w3/compute_cost",
        "dls-c1-w3/backward_propagation",
        "dls-c1-w3/update_parameters",
    ),
    given={"sigmoid": "sigmoid"},
    # The function seeds with 3 itself; older notebooks seeded with 2 while initializing.
    defaults={"num_iterations": 10000, "print_cost": False, "init_seed": 3},
    unroll=unroll,
    checks=NAMES,
)


@exercise.step
def n_x(X):
    return X.shape[0]


@exercise.step
def n_y(Y):
    return Y.shape[0]


@exercise.step
def m(Y):
    return Y.shape[1]


@exercise.step
def generator(init_seed):
    return np.random.RandomState(init_seed)


@exercise.step
def W1_0(generator, n_h, n_x):
    return generator.randn(n_h, n_x) * 0.01


@exercise.step
def b1_0(n_h):
    return np.zeros((n_h, 1))


@exercise.step
def W2_0(generator, n_y, n_h):
    return generator.randn(n_y, n_h) * 0.01


@exercise.step
def b2_0(n_y):
    return np.zeros((n_y, 1))
