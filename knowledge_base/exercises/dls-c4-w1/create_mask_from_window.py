"""Where the largest value of a window is (DLS C4 W1, exercise 6)."""

import numpy as np

from assistant.exercise.graph import Exercise


def sample(rng):
    height, width = rng.permutation([2, 3, 4, 5])[:2].tolist()
    return {"x": rng.normal(size=(height, width))}


exercise = Exercise(
    id="dls-c4-w1/create_mask_from_window",
    title="Mask of the maximum",
    arguments={"x": "x"},
    returns="mask",
    sample=sample,
    mistakes={
        "mask": (
            ("wrong-axis", "x == np.max(x, axis=0)"),
            ("wrong-axis", "x == np.max(x, axis=1, keepdims=True)"),
            ("wrong-formula", "x > 0"),
            ("wrong-formula", "x == np.min(x)"),
        )
    },
)


@exercise.step
def largest(x):
    return np.max(x)


@exercise.step
def mask(x, largest):
    return x == largest
