"""Gradient descent of a logistic regression, tweets in rows (NLP C1 W1, exercise 2)."""

import numpy as np

from assistant.exercise.graph import Exercise, step


def sample(rng):
    m, n = rng.permutation([3, 4, 5, 6])[:2].tolist()
    return {
        "x": np.hstack([np.ones((m, 1)), rng.normal(size=(m, n - 1)) * 2]),
        "y": rng.permutation(np.arange(m) % 2).astype(float).reshape(m, 1),
        "theta": rng.normal(size=(n, 1)),
        "alpha": float(rng.uniform(0.05, 0.5)),
        "num_iters": int(rng.integers(2, 5)),
    }


def logits(x, theta):
    return x @ theta


def sigmoid(z):
    return 1 / (1 + np.exp(-z))


def logprobs(y, h):
    return y.T @ np.log(h) + (1 - y).T @ np.log(1 - h)


def cost_of(logprobs, m):
    return -logprobs.item() / m


def difference(h, y):
    return h - y


def back(x, error):
    return x.T @ error


def mean(gradient_sum, m):
    return gradient_sum / m


def scaled(alpha, gradient):
    return alpha * gradient


def updated(theta, change):
    return theta - change


def same(value):
    return value


def unroll(inputs):
    """Every iteration, then the last cost and the last weights."""
    for i in range(inputs["num_iters"]):
        yield step(f"z_{i}", logits, theta=f"theta_{i}")
        yield step(f"h_{i}", sigmoid, z=f"z_{i}")
        yield step(f"logprobs_{i}", logprobs, h=f"h_{i}")
        yield step(f"J_{i}", cost_of, logprobs=f"logprobs_{i}")
        yield step(f"error_{i}", difference, h=f"h_{i}")
        yield step(f"gradient_sum_{i}", back, error=f"error_{i}")
        yield step(f"gradient_{i}", mean, gradient_sum=f"gradient_sum_{i}")
        yield step(f"change_{i}", scaled, gradient=f"gradient_{i}")
        yield step(f"theta_{i + 1}", updated, theta=f"theta_{i}", change=f"change_{i}")
    yield step("J", same, value=f"J_{inputs['num_iters'] - 1}")
    yield step("final_theta", same, value=f"theta_{inputs['num_iters']}")


exercise = Exercise(
    id="nlp-c1-w1/gradientDescent",
    title="Gradient descent of a logistic regression",
    arguments={name: name for name in ("x", "y", "theta", "alpha", "num_iters")},
    returns=("J", "final_theta"),
    sample=sample,
    unroll=unroll,
    calls=("nlp-c1-w1/sigmoid",),
    checks=("J", "final_theta"),
    mistakes={
        "scaled": (("learning-rate-left-out", "gradient"),),
        "cost_of": (
            ("sign-error", "logprobs.item() / m"),
            ("missing-1-over-m", "-logprobs.item()"),
        ),
    },
)


@exercise.step
def m(x):
    return x.shape[0]


@exercise.step
def theta_0(theta):
    return theta
