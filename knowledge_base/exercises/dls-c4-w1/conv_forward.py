"""A convolution over a batch of images (DLS C4 W1, exercise 3)."""

import numpy as np

from assistant.exercise.graph import Exercise


def sample(rng):
    """Windows that fit with and without a remainder; height and width differ."""
    n_H_prev, n_W_prev = rng.permutation([4, 5, 6, 7])[:2].tolist()
    f, stride, pad = 2, int(rng.integers(1, 3)), int(rng.integers(1, 3))
    return {
        "A_prev": rng.normal(size=(2, n_H_prev, n_W_prev, 3)),
        "W": rng.normal(size=(f, f, 3, 4)),
        "b": rng.normal(size=(1, 1, 1, 4)),
        "stride": stride,
        "pad": pad,
    }


def windows_of(A, f, stride):
    """(m, n_H, n_W, n_C_prev, f, f), one window for each position of the output."""
    view = np.lib.stride_tricks.sliding_window_view(A, (f, f), axis=(1, 2))
    return view[:, ::stride, ::stride]


def first_only(windows):
    """What a loop gives that never moves its window."""
    return np.broadcast_to(windows[:, :1, :1], windows.shape)


def convolved(windows, W, b):
    return np.einsum("mhwcij,ijcn->mhwn", windows, W) + b


exercise = Exercise(
    id="dls-c4-w1/conv_forward",
    title="Convolution forward",
    arguments={
        "A_prev": "A_prev",
        "W": "W",
        "b": "b",
        "hparameters": {"stride": "stride", "pad": "pad"},
    },
    returns=("Z", ("A_prev", "W", "b", {"stride": "stride", "pad": "pad"})),
    sample=sample,
    calls=("dls-c4-w1/zero_pad", "dls-c4-w1/conv_single_step"),
    mistakes={
        "A_prev_pad": (
            ("padded-all-axes", "np.pad(A_prev, pad)"),
            ("wrong-formula", "A_prev"),
        ),
        "windows": (
            ("stride-not-applied", "windows_of(A_prev_pad, f, 1)[:, :n_H, :n_W]"),
            ("wrong-slice", "windows_of(A_prev_pad, f, stride)[:1].repeat(m, axis=0)"),
            ("wrong-slice", "first_only(windows_of(A_prev_pad, f, stride))"),
        ),
        "Z": (
            ("wrong-formula", "np.einsum('mhwcij,ijcn->mhwn', windows, W) + b * W[..., 0].size"),
            ("wrong-formula", "np.einsum('mhwcij,ijcn->mhwn', windows, W)"),
            ("wrong-slice", "convolved(windows, W[..., :1].repeat(W.shape[3], axis=3), b)"),
            ("wrong-slice", "convolved(windows, W, b[..., :1])"),
        ),
    },
)


@exercise.step
def m(A_prev):
    return A_prev.shape[0]


@exercise.step
def n_H_prev(A_prev):
    return A_prev.shape[1]


@exercise.step
def n_W_prev(A_prev):
    return A_prev.shape[2]


@exercise.step
def f(W):
    return W.shape[0]


@exercise.step
def n_C(W):
    return W.shape[3]


@exercise.step
def n_H(n_H_prev, f, pad, stride):
    return (n_H_prev - f + 2 * pad) // stride + 1


@exercise.step
def n_W(n_W_prev, f, pad, stride):
    return (n_W_prev - f + 2 * pad) // stride + 1


@exercise.step
def A_prev_pad(A_prev, pad):
    return np.pad(A_prev, ((0, 0), (pad, pad), (pad, pad), (0, 0)))


@exercise.step
def windows(A_prev_pad, f, stride, m, n_H, n_W):
    return windows_of(A_prev_pad, f, stride)


@exercise.step
def Z(windows, W, b):
    return convolved(windows, W, b)
