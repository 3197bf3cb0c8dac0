"""A long short-term memory over all steps in time (DLS C5 W1A1, exercise 4)."""

from functools import partial

import numpy as np

from assistant.exercise.graph import Exercise, Step, step

NAMES = ("Wf", "bf", "Wi", "bi", "Wc", "bc", "Wo", "bo", "Wy", "by")
PARAMETERS = {name: name for name in NAMES}


def parameters(rng, n_x, n_a, n_y):
    found = {f"W{gate}": rng.normal(size=(n_a, n_a + n_x)) for gate in "fico"}
    found |= {f"b{gate}": rng.normal(size=(n_a, 1)) for gate in "fico"}
    return {**found, "Wy": rng.normal(size=(n_y, n_a)), "by": rng.normal(size=(n_y, 1))}


def sample(rng):
    n_x, n_a, n_y, m, T_x = rng.permutation([2, 3, 4, 5, 6]).tolist()
    x, a0 = rng.normal(size=(n_x, m, T_x)), rng.normal(size=(n_a, m))
    return {"x": x, "a0": a0, **parameters(rng, n_x, n_a, n_y)}


def at(t, x):
    return x[:, :, t]


def zeros(a0):
    return np.zeros(a0.shape)


def joined(a, xt):
    return np.concatenate((a, xt))


def forget(Wf, concat, bf):
    return 1 / (1 + np.exp(-(Wf @ concat + bf)))


def update(Wi, concat, bi):
    return 1 / (1 + np.exp(-(Wi @ concat + bi)))


def output(Wo, concat, bo):
    return 1 / (1 + np.exp(-(Wo @ concat + bo)))


def candidate(Wc, concat, bc):
    return np.tanh(Wc @ concat + bc)


def cell(ft, c, it, cct):
    return ft * c + it * cct


def hidden(ot, c):
    return ot * np.tanh(c)


def scores(Wy, a, by):
    return Wy @ a + by


def softmax(scores):
    return np.exp(scores) / np.sum(np.exp(scores), axis=0)


def stacked(**turns):
    return np.stack(list(turns.values()), axis=2)


def before(name, t):
    """The value of the turn before; the first memory is zero."""
    return f"{name}_{t - 1}" if t else f"{name}0"


def turn(t):
    """The steps of one turn."""
    concat = f"concat_{t}"
    yield step(f"xt_{t}", partial(at, t), x="x")
    yield step(concat, joined, a=before("a", t), xt=f"xt_{t}")
    for name, gate in (("ft", forget), ("it", update), ("ot", output)):
        yield step(f"{name}_{t}", gate, concat=concat)
    yield step(f"cct_{t}", candidate, concat=concat)
    gates = {"ft": f"ft_{t}", "it": f"it_{t}", "cct": f"cct_{t}"}
    yield step(f"c_{t}", cell, c=before("c", t), **gates)
    yield step(f"a_{t}", hidden, ot=f"ot_{t}", c=f"c_{t}")
    yield step(f"zy_{t}", scores, a=f"a_{t}", before=before("a", t), c=f"c_{t}")
    yield step(f"yt_{t}", softmax, scores=f"zy_{t}")


def turns(inputs):
    """The steps of each turn, then all turns behind each other."""
    T_x = inputs["x"].shape[2]
    yield step("c0", zeros)
    for t in range(T_x):
        yield from turn(t)
    for name, part in (("a", "a"), ("y", "yt"), ("c", "c")):
        yield Step(name, stacked, {f"{part}_{t}": f"{part}_{t}" for t in range(T_x)})


def cache(t):
    """What the backward pass needs of one turn."""
    now = {name: f"{name}_{t}" for name in ("a", "c", "ft", "it", "cct", "ot", "xt")}
    gates = (now["ft"], now["it"], now["cct"], now["ot"])
    return (now["a"], now["c"], before("a", t), before("c", t), *gates, now["xt"], PARAMETERS)


def returned(values):
    """All activations, predictions and memories, and the caches."""
    return ("a", "y", "c", ([cache(t) for t in range(values["x"].shape[2])], "x"))


exercise = Exercise(
    id="dls-c5-w1/lstm_forward",
    title="LSTM, forward",
    arguments={"x": "x", "a0": "a0", "parameters": PARAMETERS},
    returns=returned,
    sample=sample,
    unroll=turns,
    given={"softmax": "softmax", "sigmoid": "sigmoid"},
    calls=("dls-c5-w1/lstm_cell_forward",),
    mistakes={
        "a0": (("wrong-initialisation", "np.zeros(a0.shape)"),),
        "zeros": (("wrong-initialisation", "a0"),),
        "at": (("loop-reuses-first-input", "x[:, :, 0]"), ("wrong-slice", "x[:, :, t - 1]")),
        "joined": (
            ("loop-reuses-first-input", "np.concatenate((a0, xt))"),
            ("wrong-formula", "np.concatenate((xt, a))"),
        ),
        "forget": (("wrong-variable", "1 / (1 + np.exp(-(Wi @ concat + bi)))"),),
        "update": (("wrong-variable", "1 / (1 + np.exp(-(Wf @ concat + bf)))"),),
        "output": (("wrong-variable", "1 / (1 + np.exp(-(Wi @ concat + bi)))"),),
        "cell": (
            ("loop-reuses-first-input", "ft * c0 + it * cct"),
            ("wrong-variable", "it * c + ft * cct"),
        ),
        "scores": (("wrong-variable", "Wy @ before + by"), ("wrong-variable", "Wy @ c + by")),
        "softmax": (("wrong-activation", "1 / (1 + np.exp(-scores))"),),
    },
)
