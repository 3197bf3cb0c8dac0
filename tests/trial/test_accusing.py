"""A right statement is not accused because an edit of it makes up for a mistake elsewhere."""

import numpy as np
import pytest

from assistant.exercise.graph import Exercise, Values
from assistant.trial.holding import Trials
from assistant.types import Post, Report, Snippet, Trial
from assistant.wiring import Assistant


def sample(rng: np.random.Generator) -> Values:
    """The inputs of a gate: sizes all different."""
    n, q, m = rng.permutation([2, 3, 4, 5])[:3].tolist()
    drawn = {"W": rng.normal(size=(q, n)), "x": rng.normal(size=(n, m))}
    return drawn | {"h": rng.normal(size=(q, m)), "c": rng.normal(size=(q, m))}


GATE = Exercise(
    id="c/mixed",
    title="The mixing of a gated unit",
    arguments={name: name for name in ("W", "x", "h", "c")},
    returns=("h_next", "total"),
    sample=sample,
)


@GATE.step
def z(W: np.ndarray, x: np.ndarray) -> np.ndarray:
    return 1 / (1 + np.exp(-(W @ x)))


@GATE.step
def h_next(z: np.ndarray, h: np.ndarray, c: np.ndarray) -> np.ndarray:
    return (1 - z) * c + z * h


@GATE.step
def total(h_next: np.ndarray) -> float:
    return float(np.sum(h_next))


CODE = """def mixed(W, x, h, c):
    a = np.dot(W, x)
    z = 1 / (1 + np.exp(-a))
    {mixing}
    return h_next, np.sum(h_next)
"""
TWICE = """def mixed(W, x, h, c):
    z = 1 / (1 + np.exp(-np.dot(W, x)))
    return z * c + (1 - z) * h, np.sum(z * c + (1 - z) * h)
"""
EXCHANGED = {
    "one line": ("h_next = z * c + (1 - z) * h", (4, "h_next", True)),
    "two lines": ("new = z * c; old = (1 - z) * h\n    h_next = new + old", (4, "new", False)),
}


def tried(assistant: Assistant, code: str) -> Trial:
    """The trial of one function of the gate."""
    trials = Trials({GATE.id: GATE}, lambda _: (), lambda: assistant.sandbox, lambda _: {})
    snippet = Snippet(code, functions=("mixed",))
    return trials(Report(Post(code=code), snippets=(snippet,), exercise=GATE.id))


@pytest.mark.parametrize("name", EXCHANGED)
def test_an_exchange_behind_a_gate_is_not_a_fault_of_the_gate(
    assistant: Assistant, name: str
) -> None:
    mixing, place = EXCHANGED[name]

    (fault,) = tried(assistant, CODE.format(mixing=mixing)).faults

    assert (fault.line, fault.variable, fault.proved) == place


def test_where_only_an_edit_of_the_gate_helps_nothing_is_proved(assistant: Assistant) -> None:
    (fault,) = tried(assistant, TWICE).faults

    assert (fault.line, fault.proved) == (2, False)
    assert "may as well be in a line that uses it" in fault.evidence[-1]


def test_a_wrong_gate_is_a_fault_of_the_gate(assistant: Assistant) -> None:
    code = CODE.format(mixing="h_next = (1 - z) * c + z * h").replace("np.exp(-a)", "np.exp(W @ x)")

    (fault,) = tried(assistant, code).faults

    assert (fault.line, fault.cause, fault.proved) == (3, "sign-error", True)
