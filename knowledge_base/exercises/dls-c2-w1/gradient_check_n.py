"""Gradient check of a network of three layers, entry by entry (DLS C2 W1A3, exercise 4)."""

import numpy as np

from assistant.exercise.graph import Exercise
from assistant.sandbox.inside.course import (
    SHAPES,
    dictionary_to_vector,
    forward_propagation_n,
    gradients_to_vector,
    vector_to_dictionary,
)

NAMES = tuple(SHAPES)


def sample(rng):
    """The helpers fix the sizes but for m; the gradients are wrong, and epsilon is no noise."""
    m = 6
    leaves = {name: rng.normal(size=shape) for name, shape in SHAPES.items()}
    leaves |= {f"d{name}": rng.normal(size=shape) for name, shape in SHAPES.items()}
    Y = rng.permutation(np.arange(m) % 2).astype(float)
    X = rng.normal(size=(4, m))
    return {**leaves, "X": X, "Y": Y, "epsilon": float(rng.uniform(1e-4, 1e-3))}


exercise = Exercise(
    id="dls-c2-w1/gradient_check_n",
    title="Gradient check of a network",
    arguments={
        "parameters": {name: name for name in NAMES},
        "gradients": {f"d{name}": f"d{name}" for name in NAMES},
        "X": "X",
        "Y": "Y",
        "epsilon": "epsilon",
        "print_msg": "print_msg",
    },
    returns="difference",
    sample=sample,
    defaults={"epsilon": 1e-7, "print_msg": False},
    given={
        name: name
        for name in (
            "dictionary_to_vector",
            "vector_to_dictionary",
            "gradients_to_vector",
            "forward_propagation_n",
        )
    },
)


@exercise.step
def parameters_values(W1, b1, W2, b2, W3, b3):
    return dictionary_to_vector(dict(zip(NAMES, (W1, b1, W2, b2, W3, b3), strict=True)))[0]


@exercise.step
def grad(dW1, db1, dW2, db2, dW3, db3):
    gradients = zip(NAMES, (dW1, db1, dW2, db2, dW3, db3), strict=True)
    return gradients_to_vector({f"d{name}": value for name, value in gradients})


@exercise.step
def num_parameters(parameters_values):
    return parameters_values.shape[0]


def costs(theta, change, X, Y):
    """The cost with one entry changed, for each entry."""
    found = np.zeros_like(theta)
    for i in range(len(theta)):
        moved = np.copy(theta)
        moved[i] = moved[i] + change
        found[i] = forward_propagation_n(X, Y, vector_to_dictionary(moved))[0]
    return found


@exercise.step
def J_plus(parameters_values, epsilon, X, Y):
    return costs(parameters_values, epsilon, X, Y)


@exercise.step
def J_minus(parameters_values, epsilon, X, Y):
    return costs(parameters_values, -epsilon, X, Y)


@exercise.step
def J_difference(J_plus, J_minus):
    return J_plus - J_minus


@exercise.step
def gradapprox(J_difference, epsilon):
    return J_difference / (2 * epsilon)


@exercise.step
def numerator(grad, gradapprox):
    return np.linalg.norm(grad - gradapprox)


@exercise.step
def denominator(grad, gradapprox):
    return np.linalg.norm(grad) + np.linalg.norm(gradapprox)


@exercise.step
def difference(numerator, denominator):
    return numerator / denominator


def recorded(parameters, X, Y, bugs=True):
    """The check of the backward pass that the notebook gives, with or without its two bugs."""
    _, A1, _, _, _, A2, W2, _, _, A3, W3, _ = forward_propagation_n(X, Y, parameters)[1]
    m = X.shape[1]
    dZ3 = A3 - Y
    dZ2 = (W3.T @ dZ3) * (A2 > 0)
    dZ1 = (W2.T @ dZ2) * (A1 > 0)
    values = {"X": X, "Y": Y, "epsilon": 1e-7, **parameters}
    for layer, (dZ, A) in enumerate(((dZ1, X), (dZ2, A1), (dZ3, A2)), start=1):
        values[f"dW{layer}"] = 1.0 / m * (dZ @ A.T) * (2 if bugs and layer == 2 else 1)
        factor = 4.0 / m if bugs and layer == 1 else 1.0 / m
        values[f"db{layer}"] = factor * np.sum(dZ, axis=1, keepdims=True)
    return exercise.run(values)["difference"]
