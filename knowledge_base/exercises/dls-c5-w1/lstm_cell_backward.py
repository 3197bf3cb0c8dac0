"""The backward pass of one step in time of an LSTM (DLS C5 W1A1, exercise 7)."""

import numpy as np

from assistant.exercise.graph import Exercise, step

NAMES = ("Wf", "bf", "Wi", "bi", "Wc", "bc", "Wo", "bo", "Wy", "by")
PARAMETERS = {name: name for name in NAMES}
CACHE = ("a_next", "c_next", "a_prev", "c_prev", "ft", "it", "cct", "ot", "xt", PARAMETERS)
GATES = {"f": "dft", "i": "dit", "c": "dcct", "o": "dot"}


def parameters(rng, n_x, n_a, n_y):
    found = {f"W{gate}": rng.normal(size=(n_a, n_a + n_x)) for gate in "fico"}
    found |= {f"b{gate}": rng.normal(size=(n_a, 1)) for gate in "fico"}
    return {**found, "Wy": rng.normal(size=(n_y, n_a)), "by": rng.normal(size=(n_y, 1))}


def sigmoid(z):
    return 1 / (1 + np.exp(-z))


def sample(rng):
    """A cache as the forward pass leaves it."""
    n_x, n_a, n_y, m = rng.permutation([2, 3, 4, 5]).tolist()
    weights = parameters(rng, n_x, n_a, n_y)
    xt, *states = (rng.normal(size=(n, m)) for n in (n_x, n_a, n_a, n_a, n_a))
    a_prev, c_prev, da_next, dc_next = states
    call = prepare(da_next, dc_next, xt, a_prev, c_prev, weights)
    names = dict(zip(CACHE[:-1], call["cache"][:-1], strict=True))
    return {**names, **weights, "da_next": da_next, "dc_next": dc_next}


def prepare(da_next, dc_next, xt, a_prev, c_prev, parameters):
    """The call of the notebook, which runs the forward pass first."""
    concat = np.concatenate((a_prev, xt))
    z = {gate: parameters[f"W{gate}"] @ concat + parameters[f"b{gate}"] for gate in "fico"}
    ft, it, ot, cct = (*(sigmoid(z[gate]) for gate in "fio"), np.tanh(z["c"]))
    c_next = ft * c_prev + it * cct
    a_next = ot * np.tanh(c_next)
    cache = (a_next, c_next, a_prev, c_prev, ft, it, cct, ot, xt, parameters)
    return {"da_next": da_next, "dc_next": dc_next, "cache": cache}


def gate_gradients(inputs):
    """dW and db of each gate, then what goes back to the input and the turn before."""
    for gate, d in GATES.items():
        yield step(f"dW{gate}", weights, d=d)
        yield step(f"db{gate}", bias, d=d)
        yield step(f"back_{gate}", back, W=f"W{gate}", d=d)
    gates = {f"back_{gate}": f"back_{gate}" for gate in GATES}
    yield step("dconcat", joined, **gates)
    yield step("da_prev", upper)
    yield step("dxt", lower)


def weights(d, concat):
    return d @ concat.T


def bias(d):
    return np.sum(d, axis=1, keepdims=True)


def back(W, d):
    return W.T @ d


def joined(back_f, back_i, back_c, back_o):
    return back_f + back_i + back_c + back_o


def upper(dconcat, a_prev):
    return dconcat[: a_prev.shape[0]]


def lower(dconcat, a_prev):
    return dconcat[a_prev.shape[0] :]


RETURNED = ("dxt", "da_prev", "dc_prev")

exercise = Exercise(
    id="dls-c5-w1/lstm_cell_backward",
    title="LSTM cell, backward",
    arguments={"da_next": "da_next", "dc_next": "dc_next", "cache": CACHE},
    returns={name: name for name in (*RETURNED, *(f"d{k}{g}" for g in "fico" for k in "Wb"))},
    sample=sample,
    unroll=gate_gradients,
    prepare=prepare,
)


@exercise.step
def concat(a_prev, xt):
    return np.concatenate((a_prev, xt))


@exercise.step
def tanh_c(c_next):
    return np.tanh(c_next)


@exercise.step
def dot(da_next, tanh_c, ot):
    return da_next * tanh_c * ot * (1 - ot)


@exercise.step
def through_tanh(ot, tanh_c, da_next):
    return ot * (1 - tanh_c**2) * da_next


@exercise.step
def dc_total(dc_next, through_tanh):
    return dc_next + through_tanh


@exercise.step
def dcct(dc_total, it, cct):
    return dc_total * it * (1 - cct**2)


@exercise.step
def dit(dc_total, cct, it):
    return dc_total * cct * it * (1 - it)


@exercise.step
def dft(dc_total, c_prev, ft):
    return dc_total * c_prev * ft * (1 - ft)


@exercise.step
def dc_prev(dc_total, ft):
    return dc_total * ft
