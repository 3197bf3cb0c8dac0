"""The gradients inside the bag of words and the W4B models agree with finite differences."""

from collections.abc import Callable
from functools import cache
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from assistant.exercise.gradients import numerical_gradient, relative_difference
from assistant.exercise.graph import Exercise, Values, pack
from assistant.library.exercises import load_exercise

FOLDER = Path(__file__).parents[2] / "knowledge_base" / "exercises"
ALLOWED = 1e-7
SEEDS = [0, 1, 2]
MODELS = {
    "dls-c1-w4b/two_layer_model": ("W1", "b1", "W2", "b2"),
    "dls-c1-w4b/L_layer_model": ("W1", "b1", "W2", "b2", "W3", "b3"),
}
BAG = ("W1", "W2", "b1", "b2")


@cache
def exercise(id: str) -> Exercise:
    """One exercise of the knowledge base."""
    return load_exercise(FOLDER / f"{id}.py")


def agrees(f: Callable[[Values], float], inputs: Values, name: str, gradient: Any) -> bool:
    """The gradient is that of `f` with respect to the value `name`."""
    numerical = numerical_gradient(lambda x: f({**inputs, name: x}), inputs[name])
    return relative_difference(gradient, numerical) < ALLOWED


def categorical(yhat: Any, y: Any) -> float:
    """The cost whose gradient back_prop computes, averaged over examples; (V, m) each."""
    return float(-np.sum(y * np.log(yhat)) / y.shape[1])


def bag(values: Values) -> Values:
    """The forward pass with the library's own exercises: consistent h and yhat."""
    layers = {name: values[name] for name in ("x", *BAG)}
    forward = exercise("nlp-c2-w4/forward_prop").run(layers)
    yhat = exercise("nlp-c2-w4/softmax").run({"z": forward["z"]})["yhat"]
    return {**values, "h": forward["h"], "yhat": yhat}


@pytest.mark.parametrize("name", BAG)
@pytest.mark.parametrize("seed", SEEDS)
def test_back_prop_is_the_gradient_of_the_categorical_cost(seed: int, name: str) -> None:
    backward = exercise("nlp-c2-w4/back_prop")
    inputs = bag(backward.sample(np.random.default_rng(seed)))
    outputs = backward.outputs(backward.run(inputs))

    def cost(values: Values) -> float:
        return categorical(bag(values)["yhat"], values["y"])

    assert agrees(cost, inputs, name, outputs[f"grad_{name}"])


@pytest.mark.parametrize("name", ["W1", "b1"])
def test_relu_of_l1_is_no_gradient(name: str) -> None:
    backward = exercise("nlp-c2-w4/back_prop")
    inputs = bag(backward.sample(np.random.default_rng(0)))
    values = backward.run(inputs)
    older = np.maximum(0, values["l1_unmasked"]) / inputs["batch_size"]
    wrong = {"W1": older @ inputs["x"].T, "b1": older.sum(axis=1, keepdims=True)}

    def cost(changed: Values) -> float:
        return categorical(bag(changed)["yhat"], changed["y"])

    assert not agrees(cost, inputs, name, wrong[name])


def with_parameters(one: Exercise, inputs: Values, names: tuple[str, ...], seed: int) -> Values:
    """Larger first parameters than the model draws: differences stay above rounding."""
    rng = np.random.default_rng(seed)
    values = one.run(inputs)
    return {**inputs, **{f"{n}_0": rng.normal(size=values[f"{n}_0"].shape) for n in names}}


@pytest.mark.parametrize("id", MODELS)
@pytest.mark.parametrize("seed", SEEDS)
def test_a_model_steps_along_the_gradient_of_its_cost(id: str, seed: int) -> None:
    model = exercise(id)
    sample = {**model.defaults, **model.sample(np.random.default_rng(seed))}
    inputs = with_parameters(model, {**sample, "num_iterations": 1}, MODELS[id], seed)
    values = model.run(inputs)
    for name in MODELS[id]:
        gradient = values[f"d{name}_0"]
        assert agrees(lambda v: model.run(v)["cost_0"], inputs, f"{name}_0", gradient), name
        stepped = inputs[f"{name}_0"] - inputs["learning_rate"] * gradient
        np.testing.assert_allclose(values[name], stepped, rtol=1e-12)


@pytest.mark.parametrize("id", MODELS)
def test_the_gradient_of_the_first_layers_input_is_right_up_to_the_mean(id: str) -> None:
    """dA is not divided by the number of examples, dW and db are."""
    model = exercise(id)
    sample = {**model.defaults, **model.sample(np.random.default_rng(5))}
    inputs = with_parameters(model, {**sample, "num_iterations": 1}, MODELS[id], 5)
    values = model.run(inputs)
    m = inputs["X"].shape[1]
    assert agrees(lambda v: model.run(v)["cost_0"] * m, inputs, "X", values["dA0_0"])


def called(id: str, *args: Any) -> Any:
    """What an exercise's function returns for these arguments."""
    one = exercise(id)
    values = one.run(one.leaf_values(dict(zip(one.parameters, args, strict=True))))
    return pack(one.template(one.returns, values), values)


def first_parameters(id: str, layers_dims: tuple[int, ...]) -> Any:
    """As the model's own first call draws them."""
    if id.endswith("two_layer_model"):
        return called("dls-c1-w4a/initialize_parameters", *layers_dims)
    return called("dls-c1-w4b/initialize_parameters_deep", list(layers_dims))


@pytest.mark.parametrize("id", MODELS)
@pytest.mark.parametrize("seed", SEEDS)
def test_a_model_is_the_chain_of_the_functions_that_it_calls(id: str, seed: int) -> None:
    model = exercise(id)
    inputs = {**model.defaults, **model.sample(np.random.default_rng(seed))}
    parameters = first_parameters(id, inputs["layers_dims"])
    costs = []
    for _ in range(inputs["num_iterations"]):
        AL, caches = called("dls-c1-w4a/L_model_forward", inputs["X"], parameters)
        costs.append(called("dls-c1-w4a/compute_cost", AL, inputs["Y"]))
        grads = called("dls-c1-w4a/L_model_backward", AL, inputs["Y"], caches)
        rate = inputs["learning_rate"]
        parameters = called("dls-c1-w4a/update_parameters", parameters, grads, rate)
    values = model.run(inputs)
    for name in MODELS[id]:
        np.testing.assert_allclose(values[name], parameters[name], rtol=1e-9)
    assert [values[f"cost_{i}"] for i in range(len(costs))] == pytest.approx(costs)
    assert values["costs"] == [values["cost_0"]]


@pytest.mark.parametrize("name", BAG)
def test_training_the_bag_of_words_steps_along_its_gradient(name: str) -> None:
    one = exercise("nlp-c2-w4/gradient_descent")
    sample = {**one.sample(np.random.default_rng(0)), "num_iters": 1}
    inputs = with_parameters(one, sample, BAG, 0)
    values = one.run(inputs)

    def cost(changed: Values) -> float:
        after = one.run(changed)
        return categorical(after["yhat_0"], after["y_0"])

    assert agrees(cost, inputs, f"{name}_0", values[f"grad_{name}_0"])


def test_costs_are_kept_from_every_hundredth_iteration_only() -> None:
    model = exercise("dls-c1-w4b/two_layer_model")
    inputs = {**model.sample(np.random.default_rng(7)), "num_iterations": 201}
    values = model.run(inputs)
    assert values["costs"] == [values[f"cost_{i}"] for i in (0, 100, 200)]
