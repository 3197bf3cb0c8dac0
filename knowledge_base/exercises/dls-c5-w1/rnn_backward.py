"""Backpropagation through time of a recurrent network (DLS C5 W1A1, exercise 6)."""

from functools import partial

import numpy as np

from assistant.exercise.graph import Exercise, Step, step

NAMES = ("Wax", "Waa", "Wya", "ba", "by")
PARAMETERS = {name: name for name in NAMES}


def sample(rng):
    """Caches as the forward pass leaves them."""
    n_x, n_a, n_y, m, T_x = rng.permutation([2, 3, 4, 5, 6]).tolist()
    shapes = ((n_a, n_x), (n_a, n_a), (n_y, n_a), (n_a, 1), (n_y, 1))
    found = {name: rng.normal(size=s) for name, s in zip(NAMES, shapes, strict=True)}
    da, x, a0 = (rng.normal(size=s) for s in ((n_a, m, T_x), (n_x, m, T_x), (n_a, m)))
    return spread(prepare(da, x, a0, found))


def prepare(da, x, a0, parameters):
    """The call of the notebook, which runs the forward pass first."""
    caches, a = [], a0
    for t in range(x.shape[2]):
        before, xt = a, x[:, :, t]
        a = np.tanh(parameters["Wax"] @ xt + parameters["Waa"] @ before + parameters["ba"])
        caches.append((a, before, xt, parameters))
    return {"da": da, "caches": (caches, x)}


def called(values):
    """da, and the caches of each turn with all of x."""
    caches = [
        (f"a_{t}", f"a_{t - 1}" if t else "a0", f"xt_{t}", PARAMETERS)
        for t in range(values["x"].shape[2])
    ]
    return {"da": "da", "caches": (caches, "x")}


def spread(arguments):
    """Leaf values of a call."""
    caches, x = arguments["caches"]
    found = {"da": arguments["da"], "x": x, "a0": caches[0][1], **caches[0][3]}
    for t, (a_next, _, xt, _) in enumerate(caches):
        found |= {f"a_{t}": a_next, f"xt_{t}": xt}
    return found


def arriving(t, da, da_prevt):
    """From above and, but for the last turn, from the turn behind."""
    return da[:, :, t] + da_prevt


def nothing(da):
    return np.zeros(da.shape[:2])


def through_tanh(da_next, a):
    return da_next * (1 - a**2)


def to_input(Wax, dtanh):
    return Wax.T @ dtanh


def to_before(Waa, dtanh):
    return Waa.T @ dtanh


def product(dtanh, other):
    return dtanh @ other.T


def summed(dtanh):
    return np.sum(dtanh, axis=1, keepdims=True)


def total(**turns):
    return sum(turns.values())


def stacked(**turns):
    return np.stack(list(turns.values()), axis=2)


def last(value):
    return value


def turn(t, T_x):
    """The steps of one turn; what comes from behind was computed before it."""
    behind = f"da_prevt_{t + 1}" if t + 1 < T_x else "da_prevt_end"
    yield step(f"da_next_{t}", partial(arriving, t), da_prevt=behind)
    yield step(f"dtanh_{t}", through_tanh, da_next=f"da_next_{t}", a=f"a_{t}")
    yield step(f"dxt_{t}", to_input, dtanh=f"dtanh_{t}")
    yield step(f"da_prevt_{t}", to_before, dtanh=f"dtanh_{t}")
    yield step(f"dWaxt_{t}", product, dtanh=f"dtanh_{t}", other=f"xt_{t}")
    before = f"a_{t - 1}" if t else "a0"
    yield step(f"dWaat_{t}", product, dtanh=f"dtanh_{t}", other=before)
    yield step(f"dbat_{t}", summed, dtanh=f"dtanh_{t}")


def turns(inputs):
    """From the last turn to the first, with the sums as far as they have come."""
    T_x = inputs["x"].shape[2]
    yield step("da_prevt_end", nothing)
    for t in reversed(range(T_x)):
        yield from turn(t, T_x)
        for name in ("dWax", "dWaa", "dba") if t else ():
            yield Step(f"{name}_from_{t}", total, {f"t{k}": f"{name}t_{k}" for k in range(t, T_x)})
    yield Step("dx", stacked, {f"t{t}": f"dxt_{t}" for t in range(T_x)})
    yield step("da0", last, value="da_prevt_0")
    for name in ("dWax", "dWaa", "dba"):
        yield Step(name, total, {f"t{t}": f"{name}t_{t}" for t in range(T_x)})


exercise = Exercise(
    id="dls-c5-w1/rnn_backward",
    title="RNN, backward",
    arguments=called,
    returns={name: name for name in ("dx", "da0", "dWax", "dWaa", "dba")},
    sample=sample,
    spread=spread,
    unroll=turns,
    calls=("dls-c5-w1/rnn_cell_backward",),
    prepare=prepare,
    square=("Waa",),
    mistakes={
        "arriving": (("missing-upstream-gradient", "da[:, :, t]"),),
        "total": (("wrong-accumulation", "t0"),),
    },
)
