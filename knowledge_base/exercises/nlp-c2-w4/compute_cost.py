"""The cost that the notebook gives, in its older, binary form (NLP C2 W4)."""

import numpy as np

from assistant.exercise.graph import Exercise


def sample(rng):
    V, m = (int(n) for n in rng.permutation([4, 6]))
    e_z = np.exp(rng.normal(size=(V, m)))
    y = np.eye(V)[:, rng.integers(V, size=m)]
    return {"y": y, "yhat": e_z / e_z.sum(axis=0), "batch_size": m}


exercise = Exercise(
    id="nlp-c2-w4/compute_cost",
    title="Cost",
    arguments={"y": "y", "yhat": "yhat", "batch_size": "batch_size"},
    returns="cost",
    sample=sample,
)


@exercise.step
def logprobs(y, yhat):
    return np.log(yhat) * y + np.log(1 - yhat) * (1 - y)


@exercise.step
def total(logprobs):
    return np.sum(logprobs)


@exercise.step
def cost(total, batch_size):
    return -total / batch_size
