"""Backward passes of convolution, recurrence and of layers in rows agree with finite differences."""

from pathlib import Path
from typing import Any

import numpy as np
import pytest

from assistant.exercise.gradients import numerical_gradient, relative_difference
from assistant.exercise.graph import Exercise, Values
from assistant.library.exercises import load_exercise

FOLDER = Path(__file__).parents[2] / "knowledge_base" / "exercises"
ALLOWED = 1e-6
RNN, LSTM = ("Wax", "Waa", "ba"), tuple(f"{kind}{gate}" for gate in "fico" for kind in "Wb")
ROW, C4, C5 = "cs231n", "dls-c4-w1", "dls-c5-w1"

# The backward pass, the forward pass, what is weighted by which gradient, and d of what is which.
PASSES = [
    (f"{C4}/conv_backward", "conv_forward", {"Z": "dZ"}, ("A_prev", "W", "b")),
    (f"{C4}/pool_backward", "pool_forward", {"A": "dA"}, ("A_prev",)),
    (f"{C5}/rnn_cell_backward", "rnn_cell_forward", {"a_next": "da_next"}, ("xt", "a_prev", *RNN)),
    (f"{C5}/rnn_backward", "rnn_forward", {"a": "da"}, ("x", "a0", *RNN)),
    (
        f"{C5}/lstm_cell_backward",
        "lstm_cell_forward",
        {"a_next": "da_next", "c_next": "dc_next"},
        ("xt", "a_prev", "c_prev", *LSTM),
    ),
    (f"{C5}/lstm_backward", "lstm_forward", {"a": "da"}, ("x", "a0", *LSTM)),
    (f"{ROW}/affine_backward", "affine_forward", {"out": "dout"}, ("x", "w", "b")),
    (f"{ROW}/relu_backward", "relu_forward", {"out": "dout"}, ("x",)),
]
LOSSES = [
    (f"{ROW}/softmax_loss", "x", "loss", "dx"),
    (f"{ROW}/svm_loss", "x", "loss", "dx"),
    ("nlp-c1-w1/gradientDescent", "theta", "J_0", "gradient_0"),
]


def exercise(id: str) -> Exercise:
    """One exercise of the knowledge base."""
    return load_exercise(FOLDER / f"{id}.py")


def off(f: Any, x: Any, gradient: Any) -> bool:
    """The gradient is not that of `f` at `x`."""
    return relative_difference(numerical_gradient(f, x), gradient) > ALLOWED


def leaves(one: Exercise, values: Values) -> Values:
    """The values that the exercise takes from outside."""
    return {name: values[name] for name in one.sample(np.random.default_rng(0)) if name in values}


@pytest.mark.parametrize(
    ("id", "before", "weighted", "names"), PASSES, ids=[one[0] for one in PASSES]
)
def test_a_backward_pass_is_the_gradient_of_its_forward_pass(
    id: str, before: str, weighted: dict[str, str], names: tuple[str, ...]
) -> None:
    backward, forward = exercise(id), exercise(f"{id.partition('/')[0]}/{before}")
    inputs = backward.sample(np.random.default_rng(1))
    found, known = backward.run(inputs), leaves(forward, {"Wya": 0, "by": 0, **inputs})

    def summed(name: str, x: Any) -> float:
        values = forward.run({**known, name: x})
        return float(sum(np.sum(inputs[d] * values[out]) for out, d in weighted.items()))

    wrong = [n for n in names if off(lambda x, n=n: summed(n, x), inputs[n], found[f"d{n}"])]
    assert not wrong


@pytest.mark.parametrize("seed", [0, 1, 2])
@pytest.mark.parametrize(("id", "name", "loss", "gradient"), LOSSES)
def test_a_loss_has_its_gradient(id: str, name: str, loss: str, gradient: str, seed: int) -> None:
    one = exercise(id)
    inputs = one.sample(np.random.default_rng(seed))
    assert not off(
        lambda x: float(one.run({**inputs, name: x})[loss]), inputs[name], one.run(inputs)[gradient]
    )


@pytest.mark.parametrize("seed", [0, 1])
def test_batch_normalization_is_differentiated_through_its_mean_and_deviation(seed: int) -> None:
    forward, backward = exercise(f"{ROW}/batchnorm_forward"), exercise(f"{ROW}/batchnorm_backward")
    inputs = {**forward.sample(np.random.default_rng(seed)), "mode": "train"}
    values = forward.run(inputs)
    dout = np.random.default_rng(seed + 9).normal(size=values["out"].shape)
    cache = {name: values[name] for name in ("x_hat", "gamma", "std")}
    found = backward.run({"dout": dout, **cache})
    for name in ("x", "gamma", "beta"):
        assert not off(
            lambda x, name=name: float(np.sum(dout * forward.run({**inputs, name: x})["out"])),
            inputs[name],
            found[f"d{name}"],
        ), name


@pytest.mark.parametrize("seed", [0, 1])
def test_the_gradient_of_linear_regression_is_that_of_its_cost(seed: int) -> None:
    cost, gradient = exercise("mls-c1-w2/compute_cost"), exercise("mls-c1-w2/compute_gradient")
    inputs = cost.sample(np.random.default_rng(seed))
    found = gradient.run(inputs)
    for name in ("w", "b"):
        assert not off(
            lambda x, name=name: float(cost.run({**inputs, name: float(x)})["total_cost"]),
            np.array(inputs[name]),
            found[f"dj_d{name}"],
        )


def test_a_gradient_that_is_off_by_a_tenth_of_a_percent_is_noticed() -> None:
    one = exercise(f"{ROW}/softmax_loss")
    inputs = one.sample(np.random.default_rng(0))
    dx = one.run(inputs)["dx"]
    assert off(lambda x: float(one.run({**inputs, "x": x})["loss"]), inputs["x"], dx * 1.001)
