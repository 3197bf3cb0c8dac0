"""One filter on one slice (DLS C4 W1, exercise 2)."""

import numpy as np

from assistant.exercise.graph import Exercise


def sample(rng):
    height, width, channels = rng.permutation([2, 3, 4, 5])[:3].tolist()
    shape = (height, width, channels)
    return {
        "a_slice_prev": rng.normal(size=shape),
        "W": rng.normal(size=shape),
        "b": rng.normal(size=(1, 1, 1)),
    }


exercise = Exercise(
    id="dls-c4-w1/conv_single_step",
    title="Single step of convolution",
    arguments={"a_slice_prev": "a_slice_prev", "W": "W", "b": "b"},
    returns="Z",
    sample=sample,
    mistakes={"Z": (("wrong-accumulation", "total + b.item() * s_size"),)},
)


@exercise.step
def s(a_slice_prev, W):
    return a_slice_prev * W


@exercise.step
def s_size(s):
    return s.size


@exercise.step
def total(s):
    return np.sum(s)


@exercise.step
def Z(total, b, s_size):
    return total + b.item()
