"""Mistakes of the table are found, proved and named; two at once are found together.

A sample here; `tests/trial/faults.py` takes every row, and more pairs.
"""

import os
import random

import pytest

from assistant.types import Post
from assistant.wiring import Assistant
from tests.trial.faults import Mistake, broken, found, measured, pairs, table, tried

# One in seven here; a campaign takes all.
STEP = 1 if os.environ.get("GRADMENTOR_CAMPAIGN") else 7


@pytest.mark.parametrize(
    "mistake", list(table())[::STEP], ids=lambda one: f"{one.cause}-{one.at}-{one.becomes}"
)
def test_a_mistake_is_found_and_named(assistant: Assistant, mistake: Mistake) -> None:
    wrong = broken(mistake)
    trial = tried(assistant, wrong)

    assert found(wrong, trial) == {
        "first": True,
        "all": True,
        "cause": True,
        "proved_elsewhere": False,
    }, trial.faults


def test_two_mistakes_are_found_together(assistant: Assistant) -> None:
    figures = measured(assistant, random.Random(7).sample(list(pairs()), 4))

    assert figures["all"] >= 0.75, figures


OWN = """def linear_backward(dZ, cache):
    A_prev, W, b = cache
    m = A_prev.shape[1]
    dW = np.dot(dZ, A_prev.T)
    db = np.sum(dZ, axis=1, keepdims=True) / m
    return np.dot(W.T, dZ), dW, db

def linear_activation_backward(dA, cache, activation):
    linear_cache, activation_cache = cache
    backward = relu_backward if activation == "relu" else sigmoid_backward
    return linear_backward(backward(dA, activation_cache), linear_cache)
"""


def test_a_bug_in_an_earlier_function_is_proved(assistant: Assistant) -> None:
    post = Post(code=OWN, exercise="dls-c1-w4a/linear_activation_backward")
    trial = assistant.answer(post).diagnosis.trial

    assert [(one.line, one.cause, one.proved) for one in trial.faults] == [
        (1, "bug-in-an-earlier-function", True),
        (4, "missing-1-over-m", True),
    ]


CHANGING = """def update_parameters(params, grads, learning_rate):
    for l in range(1, len(params) // 2 + 1):
        params["W" + str(l)] -= learning_rate * grads["dW" + str(l)]
        params["b" + str(l)] -= learning_rate * grads["db" + str(l)]
    return params
"""
SIZED = """def compute_cost(AL, Y):
    m = 3
    return np.squeeze(-np.sum(Y * np.log(AL) + (1 - Y) * np.log(1 - AL)) / m)
"""


@pytest.mark.parametrize(
    ("code", "exercise", "notice"),
    [
        (CHANGING, "dls-c1-w4a/update_parameters", "mutated-input"),
        (SIZED, "dls-c1-w4a/compute_cost", "right-on-course-inputs"),
    ],
)
def test_what_the_notebook_hides_is_noticed(
    assistant: Assistant, code: str, exercise: str, notice: str
) -> None:
    trial = assistant.answer(Post(code=code, exercise=exercise)).diagnosis.trial

    assert notice in trial.notices
