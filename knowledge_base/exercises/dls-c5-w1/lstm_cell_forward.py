"""One step in time of a long short-term memory (DLS C5 W1A1, exercise 3)."""

import numpy as np

from assistant.exercise.graph import Exercise

NAMES = ("Wf", "bf", "Wi", "bi", "Wc", "bc", "Wo", "bo", "Wy", "by")
PARAMETERS = {name: name for name in NAMES}
CACHE = ("a_next", "c_next", "a_prev", "c_prev", "ft", "it", "cct", "ot", "xt", PARAMETERS)


def parameters(rng, n_x, n_a, n_y):
    found = {f"W{gate}": rng.normal(size=(n_a, n_a + n_x)) for gate in "fico"}
    found |= {f"b{gate}": rng.normal(size=(n_a, 1)) for gate in "fico"}
    return {**found, "Wy": rng.normal(size=(n_y, n_a)), "by": rng.normal(size=(n_y, 1))}


def sample(rng):
    n_x, n_a, n_y, m = rng.permutation([2, 3, 4, 5]).tolist()
    return {
        "xt": rng.normal(size=(n_x, m)),
        "a_prev": rng.normal(size=(n_a, m)),
        "c_prev": rng.normal(size=(n_a, m)),
        **parameters(rng, n_x, n_a, n_y),
    }


exercise = Exercise(
    id="dls-c5-w1/lstm_cell_forward",
    title="LSTM cell, forward",
    arguments={"xt": "xt", "a_prev": "a_prev", "c_prev": "c_prev", "parameters": PARAMETERS},
    returns=("a_next", "c_next", "yt_pred", CACHE),
    sample=sample,
    given={"softmax": "softmax", "sigmoid": "sigmoid"},
    mistakes={
        "concat": (("wrong-formula", "np.concatenate((xt, a_prev))"),),
        "c_next": (("wrong-variable", "it * c_prev + ft * cct"),),
        "yt_pred": (("wrong-activation", "exps / (1 + exps)"),),
    },
)


@exercise.step
def concat(a_prev, xt):
    return np.concatenate((a_prev, xt))


@exercise.step
def zf(Wf, concat, bf):
    return Wf @ concat + bf


@exercise.step
def ft(zf):
    return 1 / (1 + np.exp(-zf))


@exercise.step
def zi(Wi, concat, bi):
    return Wi @ concat + bi


@exercise.step
def it(zi):
    return 1 / (1 + np.exp(-zi))


@exercise.step
def zc(Wc, concat, bc):
    return Wc @ concat + bc


@exercise.step
def cct(zc):
    return np.tanh(zc)


@exercise.step
def kept(ft, c_prev):
    return ft * c_prev


@exercise.step
def added(it, cct):
    return it * cct


@exercise.step
def c_next(kept, added):
    return kept + added


@exercise.step
def zo(Wo, concat, bo):
    return Wo @ concat + bo


@exercise.step
def ot(zo):
    return 1 / (1 + np.exp(-zo))


@exercise.step
def tanh_c(c_next):
    return np.tanh(c_next)


@exercise.step
def a_next(ot, tanh_c):
    return ot * tanh_c


@exercise.step
def zy(Wy, a_next, by):
    return Wy @ a_next + by


@exercise.step
def exps(zy):
    return np.exp(zy)


@exercise.step
def exps_sum(exps):
    return np.sum(exps, axis=0)


@exercise.step
def yt_pred(exps, exps_sum):
    return exps / exps_sum
