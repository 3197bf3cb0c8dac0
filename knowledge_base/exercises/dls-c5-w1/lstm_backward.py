"""Backpropagation through time of an LSTM (DLS C5 W1A1, exercise 8)."""

from functools import partial

import numpy as np

from assistant.exercise.graph import Exercise, Step, step

NAMES = ("Wf", "bf", "Wi", "bi", "Wc", "bc", "Wo", "bo", "Wy", "by")
PARAMETERS = {name: name for name in NAMES}
CACHED = ("a", "c", "ft", "it", "cct", "ot", "xt")
WEIGHTS = tuple(f"d{kind}{gate}" for gate in "fico" for kind in "Wb")


def parameters(rng, n_x, n_a, n_y):
    found = {f"W{gate}": rng.normal(size=(n_a, n_a + n_x)) for gate in "fico"}
    found |= {f"b{gate}": rng.normal(size=(n_a, 1)) for gate in "fico"}
    return {**found, "Wy": rng.normal(size=(n_y, n_a)), "by": rng.normal(size=(n_y, 1))}


def sigmoid(z):
    return 1 / (1 + np.exp(-z))


def sample(rng):
    """Caches as the forward pass leaves them."""
    n_x, n_a, n_y, m, T_x = rng.permutation([2, 3, 4, 5, 6]).tolist()
    found = parameters(rng, n_x, n_a, n_y)
    da, x, a0 = (rng.normal(size=s) for s in ((n_a, m, T_x), (n_x, m, T_x), (n_a, m)))
    return spread(prepare(da, x, a0, found))


def prepare(da, x, a0, parameters):
    """The call of the notebook, which runs the forward pass first."""
    caches, a, c = [], a0, np.zeros(a0.shape)
    for t in range(x.shape[2]):
        earlier, concat = (a, c), np.concatenate((a, x[:, :, t]))
        z = {g: parameters[f"W{g}"] @ concat + parameters[f"b{g}"] for g in "fico"}
        ft, it, ot, cct = (*(sigmoid(z[gate]) for gate in "fio"), np.tanh(z["c"]))
        c = ft * c + it * cct
        a = ot * np.tanh(c)
        caches.append((a, c, *earlier, ft, it, cct, ot, x[:, :, t], parameters))
    return {"da": da, "caches": (caches, x)}


def before(name, t):
    """The value of the turn before."""
    return f"{name}_{t - 1}" if t else f"{name}0"


def called(values):
    """da, and the caches of each turn with all of x."""
    caches = []
    for t in range(values["x"].shape[2]):
        a, c, *gates, xt = (f"{name}_{t}" for name in CACHED)
        caches.append((a, c, before("a", t), before("c", t), *gates, xt, PARAMETERS))
    return {"da": "da", "caches": (caches, "x")}


def spread(arguments):
    """Leaf values of a call."""
    caches, x = arguments["caches"]
    found = {"da": arguments["da"], "x": x, "a0": caches[0][2], "c0": caches[0][3], **caches[0][9]}
    for t, (a, c, _, _, *gates, xt, _) in enumerate(caches):
        found |= {f"{k}_{t}": v for k, v in zip(CACHED, (a, c, *gates, xt), strict=True)}
    return found


def zeros(da):
    return np.zeros(da.shape[:2])


def joined(a, xt):
    return np.concatenate((a, xt))


def arriving(t, da, behind):
    return da[:, :, t] + behind


def output_gate(da_next, c, ot):
    return da_next * np.tanh(c) * ot * (1 - ot)


def memory(dc_next, da_next, ot, c):
    return dc_next + da_next * ot * (1 - np.tanh(c) ** 2)


def candidate(dc, it, cct):
    return dc * it * (1 - cct**2)


def gate(dc, other, own):
    return dc * other * own * (1 - own)


def kept(dc, ft):
    return dc * ft


def concatenated(Wf, dft, Wi, dit, Wc, dcct, Wo, dot):
    return Wf.T @ dft + Wi.T @ dit + Wc.T @ dcct + Wo.T @ dot


def upper(dconcat, a0):
    return dconcat[: a0.shape[0]]


def lower(dconcat, a0):
    return dconcat[a0.shape[0] :]


def weights(d, concat):
    return d @ concat.T


def bias(d):
    return np.sum(d, axis=1, keepdims=True)


def total(**turns):
    return sum(turns.values())


def stacked(**turns):
    return np.stack(list(turns.values()), axis=2)


def last(value):
    return value


def turn(t, T_x):
    """The steps of one turn; what comes from behind was computed before it."""
    now = {name: f"{name}_{t}" for name in (*CACHED, "dc", "dft", "dit", "dcct", "dot")}
    end = "end" if t + 1 == T_x else t + 1
    yield step(f"concat_{t}", joined, a=before("a", t), xt=now["xt"])
    yield step(f"da_next_{t}", partial(arriving, t), behind=f"da_prevt_{end}")
    arrived = {"da_next": f"da_next_{t}", "c": now["c"], "ot": now["ot"]}
    yield step(now["dot"], output_gate, **arrived)
    yield step(now["dc"], memory, dc_next=f"dc_prevt_{end}", **arrived)
    yield step(now["dcct"], candidate, dc=now["dc"], it=now["it"], cct=now["cct"])
    yield step(now["dit"], gate, dc=now["dc"], other=now["cct"], own=now["it"])
    yield step(now["dft"], gate, dc=now["dc"], other=before("c", t), own=now["ft"])
    yield step(f"dc_prevt_{t}", kept, dc=now["dc"], ft=now["ft"])
    gates = {name: now[name] for name in ("dft", "dit", "dcct", "dot")}
    yield step(f"dconcat_{t}", concatenated, **gates)
    yield step(f"da_prevt_{t}", upper, dconcat=f"dconcat_{t}")
    yield step(f"dxt_{t}", lower, dconcat=f"dconcat_{t}")
    for name, d in zip("fico", ("dft", "dit", "dcct", "dot"), strict=True):
        yield step(f"dW{name}t_{t}", weights, d=now[d], concat=f"concat_{t}")
        yield step(f"db{name}t_{t}", bias, d=now[d])


def turns(inputs):
    """From the last turn to the first, with the sums as far as they have come.

    The gradients say how many turns there are; the notebook's cache holds some more.
    """
    T_x = inputs["da"].shape[2]
    yield step("da_prevt_end", zeros)
    yield step("dc_prevt_end", zeros)
    for t in reversed(range(T_x)):
        yield from turn(t, T_x)
        for name in WEIGHTS if t else ():
            yield Step(f"{name}_from_{t}", total, {f"t{k}": f"{name}t_{k}" for k in range(t, T_x)})
    yield Step("dx", stacked, {f"t{t}": f"dxt_{t}" for t in range(T_x)})
    yield step("da0", last, value="da_prevt_0")
    for name in WEIGHTS:
        yield Step(name, total, {f"t{t}": f"{name}t_{t}" for t in range(T_x)})


exercise = Exercise(
    id="dls-c5-w1/lstm_backward",
    title="LSTM, backward",
    arguments=called,
    returns={name: name for name in ("dx", "da0", *WEIGHTS)},
    sample=sample,
    spread=spread,
    unroll=turns,
    calls=("dls-c5-w1/lstm_cell_backward",),
    prepare=prepare,
    mistakes={
        "arriving": (("missing-upstream-gradient", "da[:, :, t]"),),
        "memory": (("missing-upstream-gradient", "da_next * ot * (1 - np.tanh(c) ** 2)"),),
        "total": (("wrong-accumulation", "t0"),),
    },
)
