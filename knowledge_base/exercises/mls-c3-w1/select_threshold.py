"""The threshold with the best F1 score (MLS C3 W1, anomaly detection, exercise 2)."""

import numpy as np

from assistant.exercise.graph import Exercise


def sample(rng):
    """The smallest probabilities are anomalies, but for a normal example among them."""
    m, anomalies = int(rng.integers(9, 13)), int(rng.integers(3, 5))
    y_val = (np.arange(m) <= anomalies).astype(int)
    y_val[int(rng.integers(1, anomalies))] = 0
    p_val = (np.arange(m) + rng.uniform(0.2, 0.8, size=m)) / (2 * m)
    order = rng.permutation(m)
    return {"y_val": y_val[order], "p_val": p_val[order]}


exercise = Exercise(
    id="mls-c3-w1/select_threshold",
    title="Select the threshold",
    arguments={"y_val": "y_val", "p_val": "p_val"},
    returns=("best_epsilon", "best_F1"),
    sample=sample,
    checks=("best_epsilon", "best_F1"),
    mistakes={
        "predictions": (("wrong-formula", "p_val > epsilons"),),
        "rec": (("wrong-variable", "tp / (tp + fp)"),),
        "prec": (
            ("wrong-variable", "tp / (tp + fn)"),
            ("misplaced-parentheses", "tp / tp + fp"),
        ),
        "F1": (
            ("misplaced-parentheses", "2 * prec * rec / prec + rec"),
            ("wrong-formula", "prec * rec / (prec + rec)"),
        ),
        "best_epsilon": (("wrong-accumulation", "epsilons[-1, 0]"),),
        "best_F1": (("wrong-accumulation", "F1[-1]"),),
    },
)


@exercise.step
def step_size(p_val):
    return (np.max(p_val) - np.min(p_val)) / 1000


@exercise.step
def epsilons(p_val, step_size):
    return np.arange(np.min(p_val), np.max(p_val), step_size)[:, None]


@exercise.step
def predictions(p_val, epsilons):
    return p_val < epsilons


@exercise.step
def tp(predictions, y_val):
    return np.sum((predictions == 1) & (y_val == 1), axis=1)


@exercise.step
def fp(predictions, y_val):
    return np.sum((predictions == 1) & (y_val == 0), axis=1)


@exercise.step
def fn(predictions, y_val):
    return np.sum((predictions == 0) & (y_val == 1), axis=1)


@exercise.step
def prec(tp, fp):
    return tp / (tp + fp)


@exercise.step
def rec(tp, fn):
    return tp / (tp + fn)


@exercise.step
def F1(prec, rec):
    return 2 * prec * rec / (prec + rec)


@exercise.step
def best_F1(F1):
    return np.nanmax(F1)


@exercise.step
def best_epsilon(epsilons, F1):
    return epsilons[np.nanargmax(F1), 0]
