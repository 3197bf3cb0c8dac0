"""The backward pass of one step in time of a recurrent network (DLS C5 W1A1, exercise 5)."""

import numpy as np

from assistant.exercise.graph import Exercise

NAMES = ("Wax", "Waa", "Wya", "ba", "by")
PARAMETERS = {name: name for name in NAMES}


def forward(xt, a_prev, parameters):
    """The next state."""
    return np.tanh(parameters["Wax"] @ xt + parameters["Waa"] @ a_prev + parameters["ba"])


def sample(rng):
    """A cache as the forward pass leaves it."""
    n_x, n_a, n_y, m = rng.permutation([2, 3, 4, 5]).tolist()
    shapes = ((n_a, n_x), (n_a, n_a), (n_y, n_a), (n_a, 1), (n_y, 1))
    found = {name: rng.normal(size=s) for name, s in zip(NAMES, shapes, strict=True)}
    found |= {"xt": rng.normal(size=(n_x, m)), "a_prev": rng.normal(size=(n_a, m))}
    a_next = forward(found["xt"], found["a_prev"], found)
    return {"da_next": rng.normal(size=(n_a, m)), "a_next": a_next, **found}


def prepare(da_next, xt, a_prev, parameters):
    """The call of the notebook, which runs the forward pass first."""
    cache = (forward(xt, a_prev, parameters), a_prev, xt, parameters)
    return {"da_next": da_next, "cache": cache}


exercise = Exercise(
    id="dls-c5-w1/rnn_cell_backward",
    title="RNN cell, backward",
    arguments={"da_next": "da_next", "cache": ("a_next", "a_prev", "xt", PARAMETERS)},
    returns={name: name for name in ("dxt", "da_prev", "dWax", "dWaa", "dba")},
    sample=sample,
    prepare=prepare,
    square=("Waa",),
)


@exercise.step
def a_squared(a_next):
    return a_next**2


@exercise.step
def dtanh_factor(a_squared):
    return 1 - a_squared


@exercise.step
def dtanh(da_next, dtanh_factor):
    return da_next * dtanh_factor


@exercise.step
def dxt(Wax, dtanh):
    return Wax.T @ dtanh


@exercise.step
def dWax(dtanh, xt):
    return dtanh @ xt.T


@exercise.step
def da_prev(Waa, dtanh):
    return Waa.T @ dtanh


@exercise.step
def dWaa(dtanh, a_prev):
    return dtanh @ a_prev.T


@exercise.step
def dba(dtanh):
    return np.sum(dtanh, axis=1, keepdims=True)
