"""Weights ten times a normal draw, seed 3 set inside (DLS C2 W1A1, exercise 2)."""

import itertools
from functools import partial

import numpy as np

from assistant.exercise.graph import Exercise, step


def sample(rng):
    return {"layers_dims": [int(n) for n in rng.permutation([2, 3, 4, 5])[:3]], "seed": 3}


def layers(inputs):
    """The steps of each layer."""
    for layer, (before, size) in enumerate(itertools.pairwise(inputs["layers_dims"]), start=1):
        yield step(f"drawn_W{layer}", partial(drawn, before, size))
        yield step(f"W{layer}", partial(scaled, before), drawn=f"drawn_W{layer}")
        yield step(f"b{layer}", partial(zeros, size, 1))


def drawn(before, size, rng):
    return rng.randn(size, before)


def scaled(before, drawn):
    return drawn * 10


def zeros(size, before):
    return np.zeros((size, before))


def returned(values):
    """W1, b1, ... for as many layers as there are."""
    count = range(1, len(values["layers_dims"]))
    return {name: name for layer in count for name in (f"W{layer}", f"b{layer}")}


exercise = Exercise(
    id="dls-c2-w1/initialize_parameters_random",
    title="Random initialization with large values",
    arguments={"layers_dims": "layers_dims"},
    returns=returned,
    sample=sample,
    defaults={"seed": 3},
    unroll=layers,
)


@exercise.step
def rng(seed):
    return np.random.RandomState(seed)
