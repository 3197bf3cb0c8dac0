"""One step of gradient descent with momentum (DLS C2 W2, exercise 4)."""

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
    """A velocity that is not zero, so that beta tells."""
    leaves = {"beta": float(rng.uniform(0.6, 0.9)), "learning_rate": float(rng.uniform(0.1, 0.9))}
    for name, shape in shapes(rng):
        for leaf in (f"{name}_before", f"d{name}", f"v_d{name}_before"):
            leaves[leaf] = rng.normal(size=shape)
    return leaves


def updates(inputs):
    """The velocity of each parameter, then the parameter."""
    for name in names(inputs):
        yield step(f"v_d{name}", velocity, before=f"v_d{name}_before", gradient=f"d{name}")
        yield step(f"{name}_change", change, velocity=f"v_d{name}", gradient=f"d{name}")
        yield step(name, updated, before=f"{name}_before", change=f"{name}_change")


def velocity(beta, before, gradient):
    return beta * before + (1 - beta) * gradient


def change(learning_rate, velocity):
    return learning_rate * velocity


def updated(before, change):
    return before - change


def called(values):
    """The dictionaries, then the numbers."""
    return {
        "parameters": {name: f"{name}_before" for name in names(values)},
        "grads": {f"d{name}": f"d{name}" for name in names(values)},
        "v": {f"d{name}": f"v_d{name}_before" for name in names(values)},
        "beta": "beta",
        "learning_rate": "learning_rate",
    }


def returned(values):
    """New parameters and velocities."""
    return (
        {name: name for name in names(values)},
        {f"d{name}": f"v_d{name}" for name in names(values)},
    )


def spread(arguments):
    """Leaf values of a call."""
    leaves = {f"{name}_before": value for name, value in arguments["parameters"].items()}
    leaves |= {f"v_{name}_before": value for name, value in arguments["v"].items()}
    numbers = {name: arguments[name] for name in ("beta", "learning_rate")}
    return {**leaves, **arguments["grads"], **numbers}


exercise = Exercise(
    id="dls-c2-w2/update_parameters_with_momentum",
    title="Gradient descent with momentum",
    arguments=called,
    returns=returned,
    sample=sample,
    spread=spread,
    unroll=updates,
    may_change=("parameters", "v"),
    mistakes={
        "velocity": (
            ("wrong-formula", "(1 - beta) * before + beta * gradient"),
            ("wrong-formula", "beta * before + gradient"),
        ),
        "change": (
            ("learning-rate-left-out", "velocity"),
            ("wrong-variable", "learning_rate * gradient"),
        ),
    },
)
