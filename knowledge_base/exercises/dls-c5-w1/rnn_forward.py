"""A recurrent network over all steps in time (DLS C5 W1A1, exercise 2)."""

from functools import partial

import numpy as np

from assistant.exercise.graph import Exercise, Step, step

NAMES = ("Wax", "Waa", "Wya", "ba", "by")
PARAMETERS = {name: name for name in NAMES}


def sample(rng):
    n_x, n_a, n_y, m, T_x = rng.permutation([2, 3, 4, 5, 6]).tolist()
    return {
        "x": rng.normal(size=(n_x, m, T_x)),
        "a0": rng.normal(size=(n_a, m)),
        "Wax": rng.normal(size=(n_a, n_x)),
        "Waa": rng.normal(size=(n_a, n_a)),
        "Wya": rng.normal(size=(n_y, n_a)),
        "ba": rng.normal(size=(n_a, 1)),
        "by": rng.normal(size=(n_y, 1)),
    }


def at(t, x):
    return x[:, :, t]


def linear(Waa, a, Wax, xt, ba):
    return Waa @ a + Wax @ xt + ba


def tanh(z):
    return np.tanh(z)


def scores(Wya, a, by):
    return Wya @ a + by


def softmax(scores):
    return np.exp(scores) / np.sum(np.exp(scores), axis=0)


def stacked(**turns):
    return np.stack(list(turns.values()), axis=2)


def turns(inputs):
    """The steps of each turn, then all turns behind each other."""
    T_x = inputs["x"].shape[2]
    for t in range(T_x):
        before = f"a_{t - 1}" if t else "a0"
        yield step(f"xt_{t}", partial(at, t), x="x")
        yield step(f"z_{t}", linear, a=before, xt=f"xt_{t}")
        yield step(f"a_{t}", tanh, z=f"z_{t}")
        yield step(f"zy_{t}", scores, a=f"a_{t}", before=before)
        yield step(f"yt_{t}", softmax, scores=f"zy_{t}")
    yield Step("a", stacked, {f"a_{t}": f"a_{t}" for t in range(T_x)})
    yield Step("y_pred", stacked, {f"yt_{t}": f"yt_{t}" for t in range(T_x)})


def returned(values):
    """All activations and predictions, and what the backward pass needs of each turn."""
    T_x = values["x"].shape[2]
    caches = [(f"a_{t}", f"a_{t - 1}" if t else "a0", f"xt_{t}", PARAMETERS) for t in range(T_x)]
    return ("a", "y_pred", (caches, "x"))


exercise = Exercise(
    id="dls-c5-w1/rnn_forward",
    title="RNN, forward",
    arguments={"x": "x", "a0": "a0", "parameters": PARAMETERS},
    returns=returned,
    sample=sample,
    unroll=turns,
    given={"softmax": "softmax"},
    calls=("dls-c5-w1/rnn_cell_forward",),
    square=("Waa",),
    mistakes={
        "a0": (("wrong-initialisation", "np.zeros(a0.shape)"),),
        "at": (("loop-reuses-first-input", "x[:, :, 0]"), ("wrong-slice", "x[:, :, t - 1]")),
        "linear": (
            ("loop-reuses-first-input", "Waa @ a0 + Wax @ xt + ba"),
            ("wrong-initialisation", "Waa @ np.zeros(a.shape) + Wax @ xt + ba"),
        ),
        "scores": (("wrong-variable", "Wya @ before + by"),),
        "softmax": (("wrong-activation", "1 / (1 + np.exp(-scores))"),),
    },
)
