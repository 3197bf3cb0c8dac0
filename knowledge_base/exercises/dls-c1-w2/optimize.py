"""Gradient descent of a logistic regression (DLS C1 W2A2, exercise 6)."""

import numpy as np

from assistant.exercise.graph import Exercise, step


def sample(rng):
    n, m = rng.permutation([3, 4, 5, 6])[:2].tolist()
    Y = rng.permutation(np.arange(m) % 2).astype(float).reshape(1, m)
    return {
        "w": rng.normal(size=(n, 1)),
        "b": float(rng.normal()),
        "X": rng.normal(size=(n, m)),
        "Y": Y,
        "num_iterations": int(rng.integers(2, 5)),
        "learning_rate": float(rng.uniform(0.05, 0.5)),
    }


def activation(w, b, X):
    return 1 / (1 + np.exp(-(w.T @ X + b)))


def difference(A, Y):
    return A - Y


def cost_of(A, Y):
    return -np.sum(Y * np.log(A) + (1 - Y) * np.log(1 - A)) / Y.shape[1]


def gradient_w(X, dZ):
    return X @ dZ.T / X.shape[1]


def gradient_b(dZ, X):
    return np.sum(dZ) / X.shape[1]


def scaled(rate, gradient):
    return rate * gradient


def updated(parameter, change):
    return parameter - change


def same(value):
    return value


def unroll(inputs):
    """Every iteration, then what is returned."""
    for i in range(inputs["num_iterations"]):
        yield step(f"A_{i}", activation, w=f"w_{i}", b=f"b_{i}")
        yield step(f"cost_{i}", cost_of, A=f"A_{i}")
        yield step(f"dZ_{i}", difference, A=f"A_{i}")
        yield step(f"dw_{i}", gradient_w, dZ=f"dZ_{i}")
        yield step(f"db_{i}", gradient_b, dZ=f"dZ_{i}")
        for name in ("w", "b"):
            yield step(f"{name}_change_{i}", scaled, rate="learning_rate", gradient=f"d{name}_{i}")
            change = f"{name}_change_{i}"
            yield step(f"{name}_{i + 1}", updated, parameter=f"{name}_{i}", change=change)
    last = inputs["num_iterations"]
    for name, source in (("w", f"w_{last}"), ("b", f"b_{last}")):
        yield step(f"final_{name}", same, value=source)
    for name in ("dw", "db"):
        yield step(name, same, value=f"{name}_{last - 1}")


def returned(values):
    """Parameters, the last gradients, every hundredth cost."""
    costs = [f"cost_{i}" for i in range(0, values["num_iterations"], 100)]
    return {"w": "final_w", "b": "final_b"}, {"dw": "dw", "db": "db"}, costs


exercise = Exercise(
    id="dls-c1-w2/optimize",
    title="Gradient descent of a logistic regression",
    arguments={
        **{name: name for name in ("w", "b", "X", "Y", "num_iterations", "learning_rate")},
        "print_cost": "print_cost",
    },
    returns=returned,
    sample=sample,
    defaults={"num_iterations": 100, "learning_rate": 0.009, "print_cost": False},
    unroll=unroll,
    calls=("dls-c1-w2/propagate", "dls-c1-w2/sigmoid"),
    checks=("cost_0", "dw", "db", "final_w", "final_b"),
)


@exercise.step
def w_0(w):
    return w


@exercise.step
def b_0(b):
    return b
