"""Velocities of zeros, shaped as the parameters (DLS C2 W2, exercise 3)."""

import itertools

import numpy as np

from assistant.exercise.graph import Exercise, step


def names(values):
    """W1, b1, W2, ... for as many layers as there are."""
    count = sum(name.startswith("W") for name in values)
    return [name for layer in range(1, count + 1) for name in (f"W{layer}", f"b{layer}")]


def shapes(rng):
    """The shapes of three layers of pairwise different sizes."""
    sizes = [int(n) for n in rng.permutation([2, 3, 4, 5])]
    for layer, (before, size) in enumerate(itertools.pairwise(sizes), start=1):
        yield from ((f"W{layer}", (size, before)), (f"b{layer}", (size, 1)))


def sample(rng):
    return {name: rng.normal(size=shape) for name, shape in shapes(rng)}


def moments(inputs):
    """Zeros for each parameter."""
    for name in names(inputs):
        yield step(f"v_d{name}", zeros, parameter=name)


def zeros(parameter):
    return np.zeros(parameter.shape)


def called(values):
    """The dictionary of parameters."""
    return {"parameters": {name: name for name in names(values)}}


def returned(values):
    """By the names of the gradients."""
    return {f"d{name}": f"v_d{name}" for name in names(values)}


def spread(arguments):
    """Leaf values of a call."""
    return dict(arguments["parameters"])


exercise = Exercise(
    id="dls-c2-w2/initialize_velocity",
    title="Initialize the velocity",
    arguments=called,
    returns=returned,
    sample=sample,
    spread=spread,
    unroll=moments,
    mistakes={
        "zeros": (
            ("wrong-initialisation", "np.ones(parameter.shape)"),
            ("wrong-initialisation", "parameter"),
        )
    },
)
