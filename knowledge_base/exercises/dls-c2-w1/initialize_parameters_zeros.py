"""All parameters zero (DLS C2 W1A1, exercise 1)."""

import itertools
from functools import partial

import numpy as np

from assistant.exercise.graph import Exercise, step


def sample(rng):
    return {"layers_dims": [int(n) for n in rng.permutation([2, 3, 4, 5])[:3]]}


def layers(inputs):
    """The steps of each layer."""
    for layer, (before, size) in enumerate(itertools.pairwise(inputs["layers_dims"]), start=1):
        yield step(f"W{layer}", partial(zeros, size, before))
        yield step(f"b{layer}", partial(zeros, size, 1))


def zeros(size, before):
    return np.zeros((size, before))


def returned(values):
    """W1, b1, ... for as many layers as there are."""
    count = range(1, len(values["layers_dims"]))
    return {name: name for layer in count for name in (f"W{layer}", f"b{layer}")}


exercise = Exercise(
    id="dls-c2-w1/initialize_parameters_zeros",
    title="Initialization with zeros",
    arguments={"layers_dims": "layers_dims"},
    returns=returned,
    sample=sample,
    unroll=layers,
)


@exercise.step
def L(layers_dims):
    return len(layers_dims) - 1
