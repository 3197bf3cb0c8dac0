"""Zeros around the height and width of a batch of images (DLS C4 W1, exercise 1)."""

import numpy as np

from assistant.exercise.graph import Exercise


def sample(rng):
    m, n_H, n_W, n_C = rng.permutation([2, 3, 4, 5]).tolist()
    return {"X": rng.normal(size=(m, n_H, n_W, n_C)), "pad": int(rng.integers(1, 4))}


exercise = Exercise(
    id="dls-c4-w1/zero_pad",
    title="Zero padding",
    arguments={"X": "X", "pad": "pad"},
    returns="X_pad",
    sample=sample,
    mistakes={
        "X_pad": (
            ("padded-all-axes", "np.pad(X, pad)"),
            ("wrong-axis", "np.pad(X, ((0, 0), (0, 0), (pad, pad), (pad, pad)))"),
            ("wrong-axis", "np.pad(X, ((pad, pad), (pad, pad), (0, 0), (0, 0)))"),
            ("wrong-axis", "np.pad(X, ((pad, pad), (0, 0), (0, 0), (pad, pad)))"),
            ("wrong-formula", "np.pad(X, ((0, 0), (pad, 0), (pad, 0), (0, 0)))"),
            ("wrong-formula", "np.pad(X, ((0, 0), (pad, pad), (pad, pad), (0, 0)), mode='edge')"),
        )
    },
)


@exercise.step
def X_pad(X, pad):
    return np.pad(X, ((0, 0), (pad, pad), (pad, pad), (0, 0)))
