"""Initialize, train, predict (DLS C1 W2A2, exercise 8)."""

from functools import partial

import numpy as np

from assistant.exercise.graph import Exercise, step


def sample(rng):
    n, m, k = rng.permutation([3, 4, 5, 6, 7])[:3].tolist()
    return {
        "X_train": rng.normal(size=(n, m)),
        "Y_train": rng.permutation(np.arange(m) % 2).astype(float).reshape(1, m),
        "X_test": rng.normal(size=(n, k)),
        "Y_test": rng.permutation(np.arange(k) % 2).astype(float).reshape(1, k),
        "num_iterations": int(rng.integers(2, 6)),
        "learning_rate": float(rng.uniform(0.05, 0.5)),
    }


def activation(w, b, X):
    return 1 / (1 + np.exp(-(w.T @ X + b)))


def above_half(w, b, X):
    return (activation(w, b, X) > 0.5).astype(float)


def returned(values):
    """What the course's dictionary holds; the settings are handed through."""
    names = ("Y_prediction_test", "Y_prediction_train", "w", "b", "learning_rate", "num_iterations")
    return {"costs": [f"cost_{i}" for i in range(0, values["num_iterations"], 100)]} | {
        name: name for name in names
    }


def cost_at(number, trained):
    return trained[2][number]


def unroll(inputs):
    """The costs that are kept."""
    for number, i in enumerate(range(0, inputs["num_iterations"], 100)):
        yield step(f"cost_{i}", partial(cost_at, number), trained="trained")


exercise = Exercise(
    id="dls-c1-w2/model",
    title="A logistic regression, trained and tried",
    arguments={
        name: name
        for name in (
            "X_train",
            "Y_train",
            "X_test",
            "Y_test",
            "num_iterations",
            "learning_rate",
            "print_cost",
        )
    },
    returns=returned,
    sample=sample,
    defaults={"num_iterations": 2000, "learning_rate": 0.5, "print_cost": False},
    unroll=unroll,
    calls=(
        "dls-c1-w2/initialize_with_zeros",
        "dls-c1-w2/optimize",
        "dls-c1-w2/predict",
        "dls-c1-w2/propagate",
        "dls-c1-w2/sigmoid",
    ),
)


@exercise.step
def trained(X_train, Y_train, num_iterations, learning_rate):
    """Parameters after the last step, and the cost before each."""
    w, b, costs = np.zeros((X_train.shape[0], 1)), 0.0, []
    for i in range(num_iterations):
        A = activation(w, b, X_train)
        m = X_train.shape[1]
        cost = -np.sum(Y_train * np.log(A) + (1 - Y_train) * np.log(1 - A)) / m
        if i % 100 == 0:
            costs.append(cost)
        dZ = A - Y_train
        w, b = w - learning_rate * (X_train @ dZ.T) / m, b - learning_rate * np.sum(dZ) / m
    return w, b, costs


@exercise.step
def w(trained):
    return trained[0]


@exercise.step
def b(trained):
    return trained[1]


@exercise.step
def Y_prediction_test(w, b, X_test):
    return above_half(w, b, X_test)


@exercise.step
def Y_prediction_train(w, b, X_train):
    return above_half(w, b, X_train)
