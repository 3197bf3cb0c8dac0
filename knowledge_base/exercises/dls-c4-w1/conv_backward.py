"""The backward pass of a convolution (DLS C4 W1, exercise 5)."""

import numpy as np

from assistant.exercise.graph import Exercise


def sample(rng):
    """A dZ of the size that the forward pass has; pad is not 0, as the slice pad:-pad needs it."""
    n_H_prev, n_W_prev = rng.permutation([4, 5, 6, 7])[:2].tolist()
    f, stride, pad = 2, int(rng.integers(1, 3)), int(rng.integers(1, 3))
    n_H, n_W = ((n - f + 2 * pad) // stride + 1 for n in (n_H_prev, n_W_prev))
    return {
        "dZ": rng.normal(size=(2, n_H, n_W, 4)),
        "A_prev": rng.normal(size=(2, n_H_prev, n_W_prev, 3)),
        "W": rng.normal(size=(f, f, 3, 4)),
        "b": rng.normal(size=(1, 1, 1, 4)),
        "stride": stride,
        "pad": pad,
    }


exercise = Exercise(
    id="dls-c4-w1/conv_backward",
    title="Convolution backward",
    arguments={
        "dZ": "dZ",
        "cache": ("A_prev", "W", "b", {"stride": "stride", "pad": "pad"}),
    },
    returns=("dA_prev", "dW", "db"),
    sample=sample,
    calls=("dls-c4-w1/zero_pad",),
    checks=("dA_prev", "dW", "db"),
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
def n_H(dZ):
    return dZ.shape[1]


@exercise.step
def n_W(dZ):
    return dZ.shape[2]


@exercise.step
def A_prev_pad(A_prev, pad):
    return np.pad(A_prev, ((0, 0), (pad, pad), (pad, pad), (0, 0)))


@exercise.step
def windows(A_prev_pad, f, stride, n_H, n_W):
    view = np.lib.stride_tricks.sliding_window_view(A_prev_pad, (f, f), axis=(1, 2))
    return view[:, ::stride, ::stride]


@exercise.step
def dWindows(dZ, W):
    return np.einsum("mhwn,ijcn->mhwijc", dZ, W)


@exercise.step
def dA_prev_pad(dWindows, A_prev_pad, f, stride, n_H, n_W):
    gathered = np.zeros_like(A_prev_pad)
    for i in range(f):
        for j in range(f):
            rows, columns = slice(i, i + stride * n_H, stride), slice(j, j + stride * n_W, stride)
            gathered[:, rows, columns] += dWindows[:, :, :, i, j]
    return gathered


@exercise.step
def dA_prev(dA_prev_pad, pad, n_H_prev, n_W_prev):
    return dA_prev_pad[:, pad : pad + n_H_prev, pad : pad + n_W_prev, :]


@exercise.step
def dW(windows, dZ):
    return np.einsum("mhwcij,mhwn->ijcn", windows, dZ)


@exercise.step
def db(dZ):
    return np.sum(dZ, axis=(0, 1, 2), keepdims=True)


def recorded(A_prev, W, b, hparameters):
    """The backward pass of Z, which is its own gradient here; dA_prev is printed as dA."""
    pad, stride = hparameters["pad"], hparameters["stride"]
    padded = np.pad(A_prev, ((0, 0), (pad, pad), (pad, pad), (0, 0)))
    view = np.lib.stride_tricks.sliding_window_view(padded, W.shape[:2], axis=(1, 2))
    Z = np.einsum("mhwcij,ijcn->mhwn", view[:, ::stride, ::stride], W) + b
    values = exercise.run({"dZ": Z, "A_prev": A_prev, "W": W, "b": b, **hparameters})
    return {"dA": values["dA_prev"], "dW": values["dW"], "db": values["db"]}
