"""One step in time of a recurrent network (DLS C5 W1A1, exercise 1)."""

import numpy as np

from assistant.exercise.graph import Exercise

NAMES = ("Wax", "Waa", "Wya", "ba", "by")


def sample(rng):
    n_x, n_a, n_y, m = rng.permutation([2, 3, 4, 5]).tolist()
    return {
        "xt": rng.normal(size=(n_x, m)),
        "a_prev": rng.normal(size=(n_a, m)),
        "Wax": rng.normal(size=(n_a, n_x)),
        # Square by its nature: a transposed Waa shows in the values alone.
        "Waa": rng.normal(size=(n_a, n_a)),
        "Wya": rng.normal(size=(n_y, n_a)),
        "ba": rng.normal(size=(n_a, 1)),
        "by": rng.normal(size=(n_y, 1)),
    }


PARAMETERS = {name: name for name in NAMES}

exercise = Exercise(
    id="dls-c5-w1/rnn_cell_forward",
    title="RNN cell, forward",
    arguments={"xt": "xt", "a_prev": "a_prev", "parameters": PARAMETERS},
    returns=("a_next", "yt_pred", ("a_next", "a_prev", "xt", PARAMETERS)),
    sample=sample,
    given={"softmax": "softmax"},
    square=("Waa",),
    mistakes={"yt_pred": (("wrong-activation", "exps / (1 + exps)"),)},
)


@exercise.step
def Waa_a(Waa, a_prev):
    return Waa @ a_prev


@exercise.step
def Wax_x(Wax, xt):
    return Wax @ xt


@exercise.step
def z(Waa_a, Wax_x, ba):
    return Waa_a + Wax_x + ba


@exercise.step
def a_next(z):
    return np.tanh(z)


@exercise.step
def Wya_a(Wya, a_next):
    return Wya @ a_next


@exercise.step
def zy(Wya_a, by):
    return Wya_a + by


@exercise.step
def exps(zy):
    return np.exp(zy)


@exercise.step
def exps_sum(exps):
    return np.sum(exps, axis=0)


@exercise.step
def yt_pred(exps, exps_sum):
    return exps / exps_sum
