"""The cost that the notebook gives, in its older, binary form (NLP C2 W4)."""

import numpy as np

from assistant.exercise.graph import Exercise


def sample(rng):
    V, m = rng.permutation([4, 5, 6, 7])[:2].tolist()
    e_z = np.exp(rng.normal(size=(V, m)))
    y = np.eye(V)[:, rng.integers(V, size=m)]
    return {"y": y, "yhat": e_z / e_z.sum(axis=0), "batch_size": m}


exercise = Exercise(
    id="nlp-c2-w4/compute_cost",
    title="Cost",
    arguments={"y": "y", "yhat": "yhat", "batch_size": "batch_size"},
    returns="cost",
    sample=sample,
    checks=("cost",),
)


@exercise.step
def log_yhat(yhat):
    return np.log(yhat)


@exercise.step
def not_yhat(yhat):
    return 1 - yhat


@exercise.step
def log_not_yhat(not_yhat):
    return np.log(not_yhat)


@exercise.step
def not_y(y):
    return 1 - y


@exercise.step
def where_one(log_yhat, y):
    return log_yhat * y


@exercise.step
def where_zero(log_not_yhat, not_y):
    return log_not_yhat * not_y


@exercise.step
def logprobs(where_one, where_zero):
    return where_one + where_zero


@exercise.step
def sum_where_one(where_one):
    return float(np.sum(where_one))


@exercise.step
def sum_where_zero(where_zero):
    return float(np.sum(where_zero))


@exercise.step
def total(logprobs):
    return float(np.sum(logprobs))


@exercise.step
def minus_total(total):
    return -total


@exercise.step
def cost(minus_total, batch_size):
    return minus_total / batch_size


def recorded(x, y, N, V, seed, batch):
    """The cost of the first parameters from this seed."""
    rng = np.random.RandomState(seed)
    W1, W2, b1, b2 = rng.rand(N, V), rng.rand(V, N), rng.rand(N, 1), rng.rand(V, 1)
    e_z = np.exp(W2 @ np.maximum(0, W1 @ x + b1) + b2)
    return exercise.run({"y": y, "yhat": e_z / e_z.sum(axis=0), "batch_size": batch})
