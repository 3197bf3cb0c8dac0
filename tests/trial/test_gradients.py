"""Gradients of code that no exercise knows, checked by differences of their own loss."""

import pytest

from assistant.types import Post, Trial
from assistant.wiring import Assistant

ROWS = """import numpy as np

def mse_loss(X, y, w, b):
    return np.mean((X @ w + b - y) ** 2) / 2

def mse_gradient(X, y, w, b):
    e = X @ w + b - y
    return {grad}
"""
SOFTMAX = """import numpy as np

def softmax_loss(W, X, y, reg):
    s = X @ W
    s -= s.max(axis=1, keepdims=True)
    p = np.exp(s) / np.exp(s).sum(axis=1, keepdims=True)
    loss = -np.log(p[np.arange(len(y)), y]).mean() + reg * (W ** 2).sum()
    p[np.arange(len(y)), y] -= 1
    return loss, X.T @ p / len(y) + {reg} * W
"""


def trial_of(assistant: Assistant, code: str, **asked: str) -> Trial:
    """The trial of a module."""
    return assistant.answer(Post(code=code, **asked)).diagnosis.trial


@pytest.mark.parametrize(
    ("grad", "cause"),
    [
        ("X.T @ e, e.sum()", "missing-1-over-m"),
        ("-X.T @ e / len(y), -e.mean()", "sign-error"),
        ("X.T @ e ** 2 / len(y), e.mean()", None),
    ],
)
def test_a_wrong_gradient_is_told_by_its_entries(
    assistant: Assistant, grad: str, cause: str | None
) -> None:
    trial = trial_of(assistant, ROWS.format(grad=grad))

    assert trial.verdict == "incorrect"
    assert trial.outputs[0].name == "gradient of w"
    assert trial.outputs[0].where
    assert [(one.line, one.cause, one.proved) for one in trial.faults] == [(6, cause, False)]


def test_a_right_gradient_is_not_accused(assistant: Assistant) -> None:
    trial = trial_of(assistant, ROWS.format(grad='{"dw": X.T @ e / len(y), "db": e.mean()}'))

    assert trial.verdict == "ran"
    assert {one.name: one.status for one in trial.outputs} == {
        "gradient of w": "correct",
        "gradient of b": "correct",
    }


@pytest.mark.parametrize(("reg", "verdict"), [("2 * reg", "ran"), ("reg", "incorrect")])
def test_loss_and_gradient_in_one_function(assistant: Assistant, reg: str, verdict: str) -> None:
    assert trial_of(assistant, SOFTMAX.format(reg=reg)).verdict == verdict


def test_functions_can_be_pointed_to(assistant: Assistant) -> None:
    code = (
        ROWS.format(grad="X.T @ e, e.sum()").replace("mse_loss", "f").replace("mse_gradient", "g")
    )

    assert trial_of(assistant, code).verdict == "ran"
    assert trial_of(assistant, code, loss="f", gradient="g").verdict == "incorrect"


def test_a_mentor_sees_every_value(assistant: Assistant) -> None:
    from assistant.replying.contract import as_json
    from tests.stories import EXERCISE, WRONG

    reply = assistant.answer(Post(code=WRONG, exercise=EXERCISE))
    rows = {row["variable"]: row for row in as_json(reply, mentor=True)["table"]}

    assert rows["dZ2"] == {
        "line": 6,
        "variable": "dZ2",
        "shape": rows["dZ2"]["shape"],
        "equals": ["dZ2"],
        "right": True,
        "standing": "right",
    }
    assert (rows["dZ1"]["right"], rows["dZ1"]["standing"]) == (False, "differs")
    assert "table" not in as_json(reply)
