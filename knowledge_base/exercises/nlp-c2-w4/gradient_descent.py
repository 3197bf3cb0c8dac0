"""Batch gradient descent for the continuous bag of words, batch by batch (NLP C2 W4)."""

from functools import partial
from itertools import islice

import numpy as np

from assistant.exercise.graph import Exercise, step
from assistant.sandbox.inside.course import get_batches, get_dict

NAMES = ("W1", "W2", "b1", "b2")
WORDS = ("apple", "bread", "cloud", "dune", "ember", "fog", "grove", "hill", "iris")
DECAY, DECAYED_EVERY = 0.66, 100


def sample(rng):
    """About forty tokens, every word among them: V distinct words, N of another size."""
    N, V = rng.permutation([3, 4, 5, 6, 7, 8])[:2].tolist()
    data = [str(word) for word in rng.permutation(WORDS[:V] * (40 // V))]
    return {
        "data": data,
        "word2Ind": get_dict(data)[0],
        "N": N,
        "V": V,
        "num_iters": int(rng.integers(2, 4)),
        "alpha": float(rng.uniform(0.02, 0.2)),
        "random_seed": int(rng.integers(1000)),
    }


def taken(which, i, batches):
    return batches[i][which]


def product(W, x):
    return W @ x


def shifted(product, b):
    return product + b


def relu(z1):
    return np.maximum(0, z1)


def exponential(z):
    return np.exp(z)


def column_sums(e_z):
    return np.sum(e_z, axis=0)


def divided(e_z, sums):
    return e_z / sums


def logprobs(yhat, y):
    return y * np.log(yhat) + (1 - y) * np.log(1 - yhat)


def minus_mean(logprobs, batch_size):
    return float(-np.sum(logprobs) / batch_size)


def difference(yhat, y):
    return yhat - y


def back(W2, error):
    return W2.T @ error


def masked(l1, z1):
    return l1 * (z1 >= 0)


def outer(left, right):
    return left @ right.T


def row_sums(left):
    return np.sum(left, axis=1, keepdims=True)


def mean(total, batch_size):
    return total / batch_size


def scaled(rate, gradient):
    return rate * gradient


def updated(parameter, change):
    return parameter - change


def same(value):
    return value


def decayed(rate):
    return rate * DECAY


def forward(i):
    """The batch, then scores, probabilities and cost."""
    yield step(f"x_{i}", partial(taken, 0, i))
    yield step(f"y_{i}", partial(taken, 1, i))
    yield step(f"W1_x_{i}", product, W=f"W1_{i}", x=f"x_{i}")
    yield step(f"z1_{i}", shifted, product=f"W1_x_{i}", b=f"b1_{i}")
    yield step(f"h_{i}", relu, z1=f"z1_{i}")
    yield step(f"W2_h_{i}", product, W=f"W2_{i}", x=f"h_{i}")
    yield step(f"z_{i}", shifted, product=f"W2_h_{i}", b=f"b2_{i}")
    yield step(f"e_z_{i}", exponential, z=f"z_{i}")
    yield step(f"sum_e_z_{i}", column_sums, e_z=f"e_z_{i}")
    yield step(f"yhat_{i}", divided, e_z=f"e_z_{i}", sums=f"sum_e_z_{i}")
    yield step(f"logprobs_{i}", logprobs, yhat=f"yhat_{i}", y=f"y_{i}")
    yield step(f"cost_{i}", minus_mean, logprobs=f"logprobs_{i}")


def backward(i):
    """The gradients: sums over the batch, then means."""
    error, l1 = f"error_{i}", f"l1_{i}"
    yield step(error, difference, yhat=f"yhat_{i}", y=f"y_{i}")
    yield step(f"l1_unmasked_{i}", back, W2=f"W2_{i}", error=error)
    yield step(l1, masked, l1=f"l1_unmasked_{i}", z1=f"z1_{i}")
    yield step(f"grad_W1_sum_{i}", outer, left=l1, right=f"x_{i}")
    yield step(f"grad_W2_sum_{i}", outer, left=error, right=f"h_{i}")
    yield step(f"grad_b1_sum_{i}", row_sums, left=l1)
    yield step(f"grad_b2_sum_{i}", row_sums, left=error)
    for name in NAMES:
        yield step(f"grad_{name}_{i}", mean, total=f"grad_{name}_sum_{i}")


def update(i):
    """The next parameters, and the rate of the next iteration."""
    for name in NAMES:
        change, rate = f"change_{name}_{i}", f"alpha_{i}"
        yield step(change, scaled, rate=rate, gradient=f"grad_{name}_{i}")
        yield step(f"{name}_{i + 1}", updated, parameter=f"{name}_{i}", change=change)
    if (i + 1) % DECAYED_EVERY == 0:
        yield step(f"alpha_{i + 1}", decayed, rate=f"alpha_{i}")
    else:
        yield step(f"alpha_{i + 1}", same, value=f"alpha_{i}")


def unroll(inputs):
    """All iterations, then the last parameters."""
    for i in range(inputs["num_iters"]):
        yield from forward(i)
        yield from backward(i)
        yield from update(i)
    for name in NAMES:
        yield step(name, same, value=f"{name}_{inputs['num_iters']}")


exercise = Exercise(
    id="nlp-c2-w4/gradient_descent",
    title="Batch gradient descent",
    arguments={
        name: name for name in ("data", "word2Ind", "N", "V", "num_iters", "alpha", "random_seed")
    },
    returns=NAMES,
    sample=sample,
    defaults={"alpha": 0.03, "random_seed": 282},
    unroll=unroll,
    given={"get_batches": "get_batches", "get_dict": "get_dict"},
    calls=(
        "nlp-c2-w4/initialize_model",
        "nlp-c2-w4/softmax",
        "nlp-c2-w4/forward_prop",
        "nlp-c2-w4/compute_cost",
        "nlp-c2-w4/back_prop",
    ),
    checks=NAMES,
)


@exercise.step
def batch_size():
    return 128


@exercise.step
def C():
    """Words on each side of the centre word."""
    return 2


@exercise.step
def batches(data, word2Ind, V, C, batch_size, num_iters):
    return list(islice(get_batches(data, word2Ind, V, C, batch_size), num_iters))


@exercise.step
def generator(random_seed):
    return np.random.RandomState(random_seed)


@exercise.step
def W1_0(generator, N, V):
    return generator.rand(N, V)


@exercise.step
def W2_0(generator, V, N):
    return generator.rand(V, N)


@exercise.step
def b1_0(generator, N):
    return generator.rand(N, 1)


@exercise.step
def b2_0(generator, V):
    return generator.rand(V, 1)


@exercise.step
def alpha_0(alpha):
    return alpha


def older_gradients(x, error, h, l1, sums_products):
    """Means over the batch; `sums_products` makes the bias mistake that was copied around."""
    m = x.shape[1]
    grad_W1, grad_W2 = l1 @ x.T / m, error @ h.T / m
    left = (grad_W1, grad_W2) if sums_products else (l1 / m, error / m)
    return grad_W1, grad_W2, row_sums(left[0]), row_sums(left[1])


def recorded(x, y, form, sums_products):
    """Costs as the older notebook prints them: every tenth of 150 iterations on one batch.

    Its l1 is relu of the error sent back (`form` is "relu"), not masked by z1 ("mask").
    """
    generator, N, V = np.random.RandomState(282), 50, x.shape[0]
    parameters = [generator.rand(*shape) for shape in ((N, V), (V, N), (N, 1), (V, 1))]
    rate, costs = 0.03, []
    for iteration in range(1, 151):
        W1, W2, b1, b2 = parameters
        z1 = W1 @ x + b1
        h = relu(z1)
        e_z = np.exp(W2 @ h + b2)
        yhat = divided(e_z, column_sums(e_z))
        costs.append(minus_mean(logprobs(yhat, y), x.shape[1]))
        error, sent_back = yhat - y, W2.T @ (yhat - y)
        l1 = relu(sent_back) if form == "relu" else masked(sent_back, z1)
        gradients = older_gradients(x, error, h, l1, sums_products)
        parameters = [p - rate * g for p, g in zip(parameters, gradients, strict=True)]
        rate = rate * DECAY if iteration % DECAYED_EVERY == 0 else rate
    return costs[9::10]
