"""The first parameters of a deep network, over the root of the width before (DLS C1 W4B).

Given here, not graded; the exercise of the same name in W4A draws with another seed and scale.
"""

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
        yield step(f"root{layer}", partial(root, before))
        yield step(f"W{layer}", scaled, drawn=f"drawn_W{layer}", root=f"root{layer}")
        yield step(f"b{layer}", partial(zeros, size))


def drawn(before, size, rng):
    return rng.randn(size, before)


def root(before):
    return np.sqrt(before)


def zeros(size):
    return np.zeros((size, 1))


def scaled(drawn, root):
    return drawn / root


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
