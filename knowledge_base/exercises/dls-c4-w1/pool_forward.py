"""The largest value or the mean of each window, channel by channel (DLS C4 W1, exercise 4)."""

import numpy as np

from assistant.exercise.graph import Exercise


def sample(rng):
    n_H_prev, n_W_prev = rng.permutation([5, 6, 7, 8])[:2].tolist()
    return {
        "A_prev": rng.normal(size=(2, n_H_prev, n_W_prev, 4)),
        "f": int(rng.integers(2, 4)),
        "stride": int(rng.integers(1, 4)),
        "mode": str(rng.choice(["max", "average"])),
    }


def windows_of(A, f, stride):
    """(m, n_H, n_W, n_C, f, f), one window for each position of the output."""
    view = np.lib.stride_tricks.sliding_window_view(A, (f, f), axis=(1, 2))
    return view[:, ::stride, ::stride]


def first_only(windows):
    """What a loop gives that never moves its window."""
    return np.broadcast_to(windows[:, :1, :1], windows.shape)


def across_channels(windows, mode):
    """What a window that takes all channels gives."""
    pooled = pool(windows, mode, axis=(3, 4, 5))
    return np.broadcast_to(pooled[..., None], windows.shape[:4])


def pool(windows, mode, axis=(4, 5)):
    return np.max(windows, axis=axis) if mode == "max" else np.mean(windows, axis=axis)


exercise = Exercise(
    id="dls-c4-w1/pool_forward",
    title="Pooling forward",
    arguments={
        "A_prev": "A_prev",
        "hparameters": {"f": "f", "stride": "stride"},
        "mode": "mode",
    },
    returns=("A", ("A_prev", {"f": "f", "stride": "stride"})),
    sample=sample,
    choices={"mode": ("max", "average")},
    defaults={"mode": "max"},
    mistakes={
        "windows": (
            ("stride-not-applied", "windows_of(A_prev, f, 1)[:, :n_H, :n_W]"),
            ("wrong-slice", "windows_of(A_prev, f, stride)[:1].repeat(len(A_prev), axis=0)"),
            ("wrong-slice", "first_only(windows_of(A_prev, f, stride))"),
        ),
        "A": (
            ("wrong-formula", "pool(windows, 'average' if mode == 'max' else 'max')"),
            ("wrong-slice", "across_channels(windows, mode)"),
        ),
    },
)


@exercise.step
def n_C(A_prev):
    return A_prev.shape[3]


@exercise.step
def n_H(A_prev, f, stride):
    return (A_prev.shape[1] - f) // stride + 1


@exercise.step
def n_W(A_prev, f, stride):
    return (A_prev.shape[2] - f) // stride + 1


@exercise.step
def windows(A_prev, f, stride, n_H, n_W):
    return windows_of(A_prev, f, stride)


@exercise.step
def A(windows, mode):
    return pool(windows, mode)
