"""Gradient check of J = theta x by central differences (DLS C2 W1A3, exercise 3)."""

import numpy as np

from assistant.exercise.graph import Exercise


def sample(rng):
    return {
        "x": float(rng.normal() * 3),
        "theta": float(rng.normal() * 3),
        "epsilon": float(rng.uniform(0.01, 0.1)),
    }


exercise = Exercise(
    id="dls-c2-w1/gradient_check",
    title="Gradient check in one dimension",
    arguments={"x": "x", "theta": "theta", "epsilon": "epsilon", "print_msg": "print_msg"},
    returns="difference",
    sample=sample,
    defaults={"epsilon": 1e-7, "print_msg": False},
    calls=("dls-c2-w1/forward_propagation", "dls-c2-w1/backward_propagation"),
)


@exercise.step
def theta_plus(theta, epsilon):
    return theta + epsilon


@exercise.step
def theta_minus(theta, epsilon):
    return theta - epsilon


@exercise.step
def J_plus(x, theta_plus):
    return theta_plus * x


@exercise.step
def J_minus(x, theta_minus):
    return theta_minus * x


@exercise.step
def J_difference(J_plus, J_minus):
    return J_plus - J_minus


@exercise.step
def gradapprox(J_difference, epsilon):
    return J_difference / (2 * epsilon)


@exercise.step
def grad(x):
    return x


@exercise.step
def numerator(grad, gradapprox):
    return np.linalg.norm(grad - gradapprox)


@exercise.step
def denominator(grad, gradapprox):
    return np.linalg.norm(grad) + np.linalg.norm(gradapprox)


@exercise.step
def difference(numerator, denominator):
    return numerator / denominator
