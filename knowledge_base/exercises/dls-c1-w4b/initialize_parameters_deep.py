"""The first parameters of a deep network, divided by the square root of the layer before (DLS C1 W4B)."""

import itertools
from functools import partial

import numpy as np

from assistant.exercise.graph import Exercise, step


def sample(rng):
    return {"layer_dims": [int(n) for n in rng.permutation([2, 3, 4, 5])], "seed": 1}


def layers(inputs):
    """The steps of each layer."""
    for layer, (before, size) in enumerate(itertools.pairwise(inputs["layer_dims"]), start=1):
        yield step(f"drawn_W{layer}", partial(drawn, before, size))
        yield step(f"W{layer}", scaled, drawn=f"drawn_W{layer}")
        yield step(f"b{layer}", partial(zeros, size))


def drawn(before, size, rng):
    return rng.randn(size, before)


def zeros(size):
    return np.zeros((size, 1))


def scaled(drawn):
    return drawn / np.sqrt(drawn.shape[1])


def returned(values):
    """W1, b1, ... for as many layers as there are."""
    count = range(1, len(values["layer_dims"]))
    return {name: name for layer in count for name in (f"W{layer}", f"b{layer}")}


exercise = Exercise(
    id="dls-c1-w4b/initialize_parameters_deep",
    title="Initialize the parameters of a deep network",
    arguments={"layer_dims": "layer_dims"},
    returns=returned,
    sample=sample,
    defaults={"seed": 1},
    unroll=layers,
)


@exercise.step
def rng(seed):
    return np.random.RandomState(seed)
