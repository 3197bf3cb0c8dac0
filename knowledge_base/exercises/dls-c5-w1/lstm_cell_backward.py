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
    found = parameters(rng, n_x, n_a, n_y)
    xt, a_prev, c_prev = (rng.normal(size=(n, m)) for n in (n_x, n_a, n_a))
    concat = np.concatenate((a_prev, xt))
    z = {gate: found[f"W{gate}"] @ concat + found[f"b{gate}"] for gate in "fico"}
    found |= {f"{gate}t": sigmoid(z[gate]) for gate in "fio"}
    found["cct"] = np.tanh(z["c"])
    found["c_next"] = found["ft"] * c_prev + found["it"] * found["cct"]
    found["a_next"] = found["ot"] * np.tanh(found["c_next"])
    found |= {"xt": xt, "a_prev": a_prev, "c_prev": c_prev}
    return {**found, "da_next": rng.normal(size=(n_a, m)), "dc_next": rng.normal(size=(n_a, m))}


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
