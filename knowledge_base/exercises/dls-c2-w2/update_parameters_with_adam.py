"""One step of Adam (DLS C2 W2, exercise 6)."""

import itertools

import numpy as np

from assistant.exercise.graph import Exercise, step

NUMBERS = ("t", "learning_rate", "beta1", "beta2", "epsilon")


def names(values):
    """W1, b1, W2, ... for as many layers as there are."""
    count = sum(name.startswith("dW") for name in values)
    return [name for layer in range(1, count + 1) for name in (f"W{layer}", f"b{layer}")]


def shapes(rng):
    """The shapes of three layers of pairwise different sizes."""
    sizes = [int(n) for n in rng.permutation([2, 3, 4, 5])]
    for layer, (before, size) in enumerate(itertools.pairwise(sizes), start=1):
        yield from ((f"W{layer}", (size, before)), (f"b{layer}", (size, 1)))


def sample(rng):
    """Moments that are not zero, and an epsilon that tells."""
    leaves = {
        "t": int(rng.integers(2, 6)),
        "learning_rate": float(rng.uniform(0.05, 0.5)),
        "beta1": float(rng.uniform(0.6, 0.9)),
        "beta2": float(rng.uniform(0.6, 0.9)),
        "epsilon": float(rng.uniform(0.01, 0.05)),
    }
    for name, shape in shapes(rng):
        for leaf in (f"{name}_before", f"d{name}", f"v_d{name}_before"):
            leaves[leaf] = rng.normal(size=shape)
        leaves[f"s_d{name}_before"] = rng.uniform(0.1, 2.0, size=shape)
    return leaves


def updates(inputs):
    """Both moments of each parameter, corrected, then the parameter."""
    for name in names(inputs):
        v, s, gradient = f"v_d{name}", f"s_d{name}", f"d{name}"
        yield step(v, first, before=f"{v}_before", gradient=gradient)
        yield step(f"v_corrected_d{name}", first_corrected, v=v)
        yield step(f"squared_d{name}", squared, gradient=gradient)
        yield step(s, second, before=f"{s}_before", squared=f"squared_d{name}")
        yield step(f"s_corrected_d{name}", second_corrected, s=s)
        yield step(f"root_d{name}", root, corrected=f"s_corrected_d{name}")
        taken = {"v": f"v_corrected_d{name}", "root": f"root_d{name}"}
        yield step(f"{name}_direction", direction, gradient=gradient, **taken)
        yield step(name, updated, before=f"{name}_before", direction=f"{name}_direction")


def first(beta1, before, gradient):
    return beta1 * before + (1 - beta1) * gradient


def first_corrected(v, beta1, t):
    return v / (1 - beta1**t)


def squared(gradient):
    return gradient**2


def second(beta2, before, squared):
    return beta2 * before + (1 - beta2) * squared


def second_corrected(s, beta2, t):
    return s / (1 - beta2**t)


def root(corrected):
    return np.sqrt(corrected)


def direction(v, root, epsilon):
    return v / (root + epsilon)


def updated(before, learning_rate, direction):
    return before - learning_rate * direction


def called(values):
    """The dictionaries, then the numbers."""
    return {
        "parameters": {name: f"{name}_before" for name in names(values)},
        "grads": {f"d{name}": f"d{name}" for name in names(values)},
        "v": {f"d{name}": f"v_d{name}_before" for name in names(values)},
        "s": {f"d{name}": f"s_d{name}_before" for name in names(values)},
        **{name: name for name in NUMBERS},
    }


def returned(values):
    """New parameters and moments; newer notebooks return the corrected ones behind them."""
    return (
        {name: name for name in names(values)},
        {f"d{name}": f"v_d{name}" for name in names(values)},
        {f"d{name}": f"s_d{name}" for name in names(values)},
    )


def spread(arguments):
    """Leaf values of a call."""
    leaves = {f"{name}_before": value for name, value in arguments["parameters"].items()}
    for moment in ("v", "s"):
        leaves |= {f"{moment}_{k}_before": value for k, value in arguments[moment].items()}
    numbers = {name: arguments[name] for name in NUMBERS if name in arguments}
    return {**leaves, **arguments["grads"], **numbers}


exercise = Exercise(
    id="dls-c2-w2/update_parameters_with_adam",
    title="Adam",
    arguments=called,
    returns=returned,
    sample=sample,
    spread=spread,
    unroll=updates,
    defaults={"learning_rate": 0.01, "beta1": 0.9, "beta2": 0.999, "epsilon": 1e-8},
    may_change=("parameters", "v", "s"),
    mistakes={
        "first": (
            ("wrong-formula", "(1 - beta1) * before + beta1 * gradient"),
            ("wrong-variable", "beta2 * before + (1 - beta2) * gradient"),
        ),
        "first_corrected": (
            ("missing-bias-correction", "v"),
            ("missing-bias-correction", "v / (1 - beta1)"),
            ("missing-bias-correction", "v / (1 - beta1 * t)"),
            ("missing-bias-correction", "v / (1 - beta1 ** (t + 1))"),
            ("wrong-variable", "v / (1 - beta2 ** t)"),
        ),
        "squared": (("wrong-formula", "gradient"),),
        "second": (
            ("wrong-formula", "(1 - beta2) * before + beta2 * squared"),
            ("wrong-variable", "beta1 * before + (1 - beta1) * squared"),
            ("misplaced-parentheses", "(beta2 * before) ** 2 + ((1 - beta2) ** 2) * squared"),
        ),
        "second_corrected": (
            ("missing-bias-correction", "s"),
            ("missing-bias-correction", "s / (1 - beta2)"),
            ("missing-bias-correction", "s / (1 - beta2 * t)"),
            ("missing-bias-correction", "s / (1 - beta2 ** (t + 1))"),
            ("wrong-variable", "s / (1 - beta1 ** t)"),
        ),
        "direction": (
            ("misplaced-parentheses", "v / np.sqrt(root**2 + epsilon)"),
            ("misplaced-parentheses", "v / root + epsilon"),
            ("wrong-formula", "v / (root**2 + epsilon)"),
            ("wrong-variable", "gradient / (root + epsilon)"),
        ),
        "updated": (("learning-rate-left-out", "before - direction"),),
    },
)
