"""Batch gradient descent for the continuous bag of words (NLP C2 W4)."""

import numpy as np

from assistant.exercise.graph import Exercise
from assistant.sandbox.inside.course import get_batches


BATCH, HALF_WINDOW = 128, 2


def sample(rng):
    words = ["apple", "bread", "cloud", "dune", "ember", "fog", "grove"]
    data = [str(word) for word in rng.choice(words, size=40)]
    known = sorted(set(data))
    word2Ind = {word: index for index, word in enumerate(known)}
    return {
        "data": data,
        "word2Ind": word2Ind,
        "N": 3,
        "V": len(known),
        "num_iters": 2,
        "random_seed": int(rng.integers(1000)),
    }


exercise = Exercise(
    id="nlp-c2-w4/gradient_descent",
    title="Batch gradient descent",
    arguments={
        name: name
        for name in ("data", "word2Ind", "N", "V", "num_iters", "alpha", "random_seed")
    },
    returns=("W1", "W2", "b1", "b2"),
    sample=sample,
    defaults={"alpha": 0.03, "random_seed": 282},
    given={"get_batches": "get_batches", "get_dict": "get_dict"},
    calls=tuple(
        f"nlp-c2-w4/{name}"
        for name in ("initialize_model", "softmax", "forward_prop", "compute_cost", "back_prop")
    ),
    checks=("W1", "W2", "b1", "b2"),
)


def gradients(x, y, W1, W2, b1, b2):
    """The gradients of one batch."""
    z1 = W1 @ x + b1
    h = np.maximum(0, z1)
    e_z = np.exp(W2 @ h + b2)
    error = e_z / e_z.sum(axis=0) - y
    l1 = np.where(z1 < 0, 0, W2.T @ error)
    sums = l1 @ x.T, error @ h.T, l1.sum(axis=1, keepdims=True), error.sum(axis=1, keepdims=True)
    return [total / x.shape[1] for total in sums]


@exercise.step
def first(N, V, random_seed):
    rng = np.random.RandomState(random_seed)
    return [rng.rand(N, V), rng.rand(V, N), rng.rand(N, 1), rng.rand(V, 1)]


@exercise.step
def trained(first, data, word2Ind, V, num_iters, alpha):
    parameters = first
    batches = get_batches(data, word2Ind, V, HALF_WINDOW, BATCH)
    for turn, (x, y) in zip(range(1, num_iters + 1), batches, strict=False):
        pairs = zip(parameters, gradients(x, y, *parameters), strict=True)
        parameters = [theta - alpha * dtheta for theta, dtheta in pairs]
        alpha = alpha * 0.66 if turn % 100 == 0 else alpha
    return parameters


@exercise.step
def W1(trained):
    return trained[0]


@exercise.step
def W2(trained):
    return trained[1]


@exercise.step
def b1(trained):
    return trained[2]


@exercise.step
def b2(trained):
    return trained[3]
