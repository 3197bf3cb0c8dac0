"""Each gradient of the knowledge base agrees with finite differences of its function."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from assistant.exercise.gradients import numerical_gradient, relative_difference
from assistant.exercise.graph import Exercise, Values
from assistant.library.exercises import load_exercise

FOLDER = Path(__file__).parents[2] / "knowledge_base" / "exercises"
ALLOWED = 1e-7
SEEDS = [0, 1, 2]


def exercise(id: str) -> Exercise:
    """One exercise of the knowledge base."""
    return load_exercise(FOLDER / f"{id}.py")


def agrees(f: Callable[[Values], float], inputs: Values, name: str, gradient: Any) -> bool:
    """The gradient is that of `f` with respect to the leaf `name`."""
    numerical = numerical_gradient(lambda x: f({**inputs, name: x}), inputs[name])
    return relative_difference(gradient, numerical) < ALLOWED


def sigmoid(Z: Any) -> Any:
    """Any shape."""
    return 1 / (1 + np.exp(-Z))


def activated(Z: Any, activation: str) -> Any:
    """Any shape."""
    return np.maximum(0, Z) if activation == "relu" else sigmoid(Z)


def cross_entropy(A: Any, Y: Any) -> float:
    """Summed over outputs, averaged over examples."""
    return float(-np.sum(Y * np.log(A) + (1 - Y) * np.log(1 - A)) / Y.shape[1])


def two_layers(values: Values) -> Values:
    """The forward pass of W3: the values of a consistent cache."""
    Z1 = values["W1"] @ values["X"] + values["b1"]
    A1 = np.tanh(Z1)
    Z2 = values["W2"] @ A1 + values["b2"]
    return {**values, "Z1": Z1, "A1": A1, "Z2": Z2, "A2": sigmoid(Z2)}


@pytest.mark.parametrize("seed", SEEDS)
def test_backward_propagation_is_the_gradient_of_the_cost(seed: int) -> None:
    backward = exercise("dls-c1-w3/backward_propagation")
    inputs = two_layers(backward.sample(np.random.default_rng(seed)))
    outputs = backward.outputs(backward.run(inputs))

    def cost(values: Values) -> float:
        return cross_entropy(two_layers(values)["A2"], values["Y"])

    for name in ("W1", "b1", "W2", "b2"):
        assert agrees(cost, inputs, name, outputs[f"d{name}"]), name


@pytest.mark.parametrize("seed", SEEDS)
def test_backward_propagation_agrees_with_sums_over_examples_on_independent_draws(
    seed: int,
) -> None:
    backward = exercise("dls-c1-w3/backward_propagation")
    inputs = backward.sample(np.random.default_rng(seed))
    outputs = backward.outputs(backward.run(inputs))
    m = inputs["X"].shape[1]
    error = inputs["A2"] - inputs["Y"]
    hidden = np.einsum("oh,om->hm", inputs["W2"], error) * (1 - inputs["A1"] ** 2)
    second = {
        "dW1": np.einsum("hm,xm->hx", hidden, inputs["X"]) / m,
        "db1": hidden.mean(axis=1)[:, None],
        "dW2": np.einsum("om,hm->oh", error, inputs["A1"]) / m,
        "db2": error.mean(axis=1)[:, None],
    }
    for name, value in second.items():
        np.testing.assert_allclose(outputs[name], value, rtol=1e-12, atol=1e-12)


@pytest.mark.parametrize("seed", SEEDS)
def test_linear_backward_is_the_gradient_of_the_linear_part(seed: int) -> None:
    """dW and db are averaged over examples, dA_prev is not."""
    backward = exercise("dls-c1-w4a/linear_backward")
    inputs = backward.sample(np.random.default_rng(seed))
    outputs = backward.outputs(backward.run(inputs))
    m = inputs["A_prev"].shape[1]

    def summed(values: Values) -> float:
        return float(np.sum(inputs["dZ"] * (values["W"] @ values["A_prev"] + values["b"])))

    assert agrees(summed, inputs, "A_prev", outputs["dA_prev"])
    assert agrees(lambda values: summed(values) / m, inputs, "W", outputs["dW"])
    assert agrees(lambda values: summed(values) / m, inputs, "b", outputs["db"])


@pytest.mark.parametrize("activation", ["relu", "sigmoid"])
@pytest.mark.parametrize("seed", SEEDS)
def test_linear_activation_backward_is_the_gradient_of_a_layer(seed: int, activation: str) -> None:
    """With Z = W A + b, which the course's own draws do not keep."""
    backward = exercise("dls-c1-w4a/linear_activation_backward")
    drawn = backward.sample(np.random.default_rng(seed))
    Z = drawn["W"] @ drawn["A_prev"] + drawn["b"]
    inputs = {**drawn, "activation": activation, "Z": Z}
    outputs = backward.outputs(backward.run(inputs))
    m = inputs["A_prev"].shape[1]

    def summed(values: Values) -> float:
        Z = values["W"] @ values["A_prev"] + values["b"]
        return float(np.sum(inputs["dA"] * activated(Z, activation)))

    assert agrees(summed, inputs, "A_prev", outputs["dA_prev"])
    assert agrees(lambda values: summed(values) / m, inputs, "W", outputs["dW"])
    assert agrees(lambda values: summed(values) / m, inputs, "b", outputs["db"])


@pytest.mark.parametrize("activation", ["relu", "sigmoid"])
def test_linear_activation_backward_uses_the_cached_z(activation: str) -> None:
    """The derivative of the activation alone, for a Z that belongs to no W and A."""
    backward = exercise("dls-c1-w4a/linear_activation_backward")
    inputs = {**backward.sample(np.random.default_rng(3)), "activation": activation}
    dZ = numerical_gradient(
        lambda Z: float(np.sum(inputs["dA"] * activated(Z, activation))), inputs["Z"]
    )
    outputs = backward.outputs(backward.run(inputs))
    assert relative_difference(outputs["dA_prev"], inputs["W"].T @ dZ) < ALLOWED


def deep(values: Values, layers: int) -> Values:
    """The forward pass of W4A, as the leaf values of a consistent call of L_model_backward."""
    found, A = dict(values), values["A_prev1"]
    for layer in range(1, layers + 1):
        found[f"A_prev{layer}"] = A
        found[f"Z{layer}"] = Z = values[f"W{layer}"] @ A + values[f"b{layer}"]
        A = np.maximum(0, Z) if layer < layers else sigmoid(Z)
    return {**found, "AL": A}


@pytest.mark.parametrize("seed", SEEDS)
def test_the_deep_backward_pass_is_the_gradient_of_the_cost(seed: int) -> None:
    backward = exercise("dls-c1-w4a/L_model_backward")
    inputs = deep(backward.sample(np.random.default_rng(seed)), 3)
    outputs = backward.outputs(backward.run(inputs))

    def cost(values: Values) -> float:
        return cross_entropy(deep(values, 3)["AL"], values["Y"])

    for name in ("W1", "b1", "W2", "b2", "W3", "b3"):
        assert agrees(cost, inputs, name, outputs[f"d{name}"]), name
    m = inputs["Y"].shape[1]
    assert agrees(lambda v: cost(v) * m, inputs, "A_prev1", outputs["dA0"])


def test_a_gradient_that_is_off_by_a_tenth_of_a_percent_is_noticed() -> None:
    backward = exercise("dls-c1-w4a/linear_backward")
    inputs = backward.sample(np.random.default_rng(0))
    right = backward.outputs(backward.run(inputs))["dA_prev"]

    def summed(values: Values) -> float:
        return float(np.sum(inputs["dZ"] * (values["W"] @ values["A_prev"] + values["b"])))

    assert agrees(summed, inputs, "A_prev", right)
    assert not agrees(summed, inputs, "A_prev", right * 1.001)


def test_finite_differences_leave_their_argument_alone() -> None:
    x = np.array([[1.0, 2.0], [3.0, 4.0]])
    gradient = numerical_gradient(lambda v: float(np.sum(v**2)), x)
    np.testing.assert_allclose(gradient, 2 * x, rtol=1e-8)
    np.testing.assert_array_equal(x, [[1.0, 2.0], [3.0, 4.0]])
