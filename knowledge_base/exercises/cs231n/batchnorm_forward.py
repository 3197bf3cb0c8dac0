"""Batch normalization in training and at test time, examples in rows (in the manner of CS231n)."""

import numpy as np

from assistant.exercise.graph import Exercise


def sample(rng):
    """The running means are handed over, so that they have a right value afterwards."""
    N, D = rng.permutation([4, 5, 6, 7])[:2].tolist()
    return {
        "x": rng.normal(size=(N, D)) * 2 + 1,
        "gamma": rng.normal(size=D),
        "beta": rng.normal(size=D),
        "mode": str(rng.choice(["train", "test"])),
        "eps": 1e-5,
        "momentum": 0.9,
        "running_mean": rng.normal(size=D),
        "running_var": rng.uniform(0.5, 2.0, size=D),
    }


BN_PARAM = ("mode", "eps", "momentum", "running_mean", "running_var")

exercise = Exercise(
    id="cs231n/batchnorm_forward",
    title="Batch normalization, forward",
    arguments={
        "x": "x",
        "gamma": "gamma",
        "beta": "beta",
        "bn_param": {name: name for name in BN_PARAM},
    },
    returns=("out",),
    sample=sample,
    may_change=("bn_param",),
    choices={"mode": ("train", "test")},
)


@exercise.step
def N(x):
    return x.shape[0]


@exercise.step
def batch_mean(x):
    return np.mean(x, axis=0)


@exercise.step
def x_centred(x, batch_mean):
    return x - batch_mean


@exercise.step
def batch_var(x_centred):
    return np.mean(x_centred**2, axis=0)


@exercise.step
def mean(batch_mean, running_mean, mode):
    return batch_mean if mode == "train" else running_mean


@exercise.step
def var(batch_var, running_var, mode):
    return batch_var if mode == "train" else running_var


@exercise.step
def std(var, eps):
    return np.sqrt(var + eps)


@exercise.step
def x_minus_mean(x, mean):
    return x - mean


@exercise.step
def x_hat(x_minus_mean, std):
    return x_minus_mean / std


@exercise.step
def scaled(gamma, x_hat):
    return gamma * x_hat


@exercise.step
def out(scaled, beta):
    return scaled + beta


@exercise.step
def running_mean_after(running_mean, momentum, batch_mean):
    return momentum * running_mean + (1 - momentum) * batch_mean


@exercise.step
def running_var_after(running_var, momentum, batch_var):
    return momentum * running_var + (1 - momentum) * batch_var
