"""One step of gradient descent for all layers (DLS C2 W2, exercise 1)."""

import itertools

from assistant.exercise.graph import Exercise, step


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
    leaves = {"learning_rate": float(rng.uniform(0.1, 0.9))}
    for name, shape in shapes(rng):
        leaves |= {f"{name}_before": rng.normal(size=shape), f"d{name}": rng.normal(size=shape)}
    return leaves


def updates(inputs):
    """For each parameter its change, then the parameter itself."""
    for name in names(inputs):
        yield step(f"{name}_change", change, gradient=f"d{name}")
        yield step(name, updated, before=f"{name}_before", change=f"{name}_change")


def change(gradient, learning_rate):
    return learning_rate * gradient


def updated(before, change):
    return before - change


def called(values):
    """The dictionaries of parameters and gradients."""
    return {
        "parameters": {name: f"{name}_before" for name in names(values)},
        "grads": {f"d{name}": f"d{name}" for name in names(values)},
        "learning_rate": "learning_rate",
    }


def returned(values):
    """The dictionary of new parameters."""
    return {name: name for name in names(values)}


def spread(arguments):
    """Leaf values of a call."""
    before = {f"{name}_before": value for name, value in arguments["parameters"].items()}
    return {**before, **arguments["grads"], "learning_rate": arguments["learning_rate"]}


exercise = Exercise(
    id="dls-c2-w2/update_parameters_with_gd",
    title="Gradient descent",
    arguments=called,
    returns=returned,
    sample=sample,
    spread=spread,
    unroll=updates,
    may_change=("parameters",),
    mistakes={"change": (("learning-rate-left-out", "gradient"),)},
)
