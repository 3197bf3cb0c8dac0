"""The backward pass of a pooling layer (DLS C4 W1, exercise 8)."""

import numpy as np

from assistant.exercise.graph import Exercise


def sample(rng):
    n_H_prev, n_W_prev = rng.permutation([5, 6, 7, 8])[:2].tolist()
    f, stride = int(rng.integers(2, 4)), int(rng.integers(1, 4))
    n_H, n_W = ((n - f) // stride + 1 for n in (n_H_prev, n_W_prev))
    return {
        "dA": rng.normal(size=(2, n_H, n_W, 4)),
        "A_prev": rng.normal(size=(2, n_H_prev, n_W_prev, 4)),
        "f": f,
        "stride": stride,
        "mode": str(rng.choice(["max", "average"])),
    }


exercise = Exercise(
    id="dls-c4-w1/pool_backward",
    title="Pooling backward",
    arguments={
        "dA": "dA",
        "cache": ("A_prev", {"f": "f", "stride": "stride"}),
        "mode": "mode",
    },
    returns="dA_prev",
    sample=sample,
    choices={"mode": ("max", "average")},
    defaults={"mode": "max"},
    calls=("dls-c4-w1/create_mask_from_window", "dls-c4-w1/distribute_value"),
)


@exercise.step
def m(A_prev):
    return A_prev.shape[0]


@exercise.step
def n_H(dA):
    return dA.shape[1]


@exercise.step
def n_W(dA):
    return dA.shape[2]


@exercise.step
def n_C(dA):
    return dA.shape[3]


@exercise.step
def windows(A_prev, f, stride):
    view = np.lib.stride_tricks.sliding_window_view(A_prev, (f, f), axis=(1, 2))
    return view[:, ::stride, ::stride]


@exercise.step
def share(windows, f, mode):
    largest = np.max(windows, axis=(4, 5), keepdims=True)
    return (windows == largest) * 1.0 if mode == "max" else np.full_like(windows, 1 / f**2)


@exercise.step
def dWindows(share, dA):
    return share * dA[..., None, None]


@exercise.step
def dA_prev(dWindows, A_prev, f, stride, n_H, n_W):
    gathered = np.zeros_like(A_prev)
    for i in range(f):
        for j in range(f):
            rows, columns = slice(i, i + stride * n_H, stride), slice(j, j + stride * n_W, stride)
            gathered[:, rows, columns] += dWindows[..., i, j]
    return gathered


def recorded(A_prev, dA, hparameters, mode):
    """The whole gradient; the notebook prints its element [1, 1]."""
    return exercise.run({"A_prev": A_prev, "dA": dA, "mode": mode, **hparameters})["dA_prev"]
