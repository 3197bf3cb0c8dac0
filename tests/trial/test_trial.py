"""Stories of trials: right code is not accused, and each fault is named and proved."""

import os
from pathlib import Path

import pytest

from assistant.settings import Settings
from assistant.types import Post, Trial
from assistant.wiring import Assistant, build
from tests.stories import CRASHING, EXERCISE, FORMULA, RIGHT, WRONG

SOLUTIONS = Path(__file__).parents[1] / "solutions"
FILES = sorted(SOLUTIONS.glob("*/*/*.py"))
# About one style of each function here; a campaign takes all.
STEP = 1 if os.environ.get("GRADMENTOR_CAMPAIGN") else 3


def trial_of(assistant: Assistant, code: str, exercise: str = EXERCISE) -> Trial:
    """The trial of one function."""
    return assistant.answer(Post(code=code, exercise=exercise)).diagnosis.trial


@pytest.mark.parametrize(
    "file", FILES[::STEP], ids=lambda f: str(f.relative_to(SOLUTIONS).with_suffix(""))
)
def test_right_code_is_not_accused(assistant: Assistant, file: Path) -> None:
    exercise = f"{file.parents[1].name}/{file.parent.name}"

    trial = trial_of(assistant, file.read_text(), exercise)

    assert trial.verdict == "correct", (trial.outputs, trial.crash)
    assert not trial.faults


FAULTS = [
    ("the story", WRONG, [9], "dot-instead-of-elementwise"),
    ("a crash", CRASHING, [9], "dot-instead-of-elementwise"),
    ("W2 for dW2", RIGHT.replace("np.dot(W2.T, dZ2) *", "np.dot(dW2.T, dZ2) *"), [9], "wrong-variable"),
    ("a wrong axis", RIGHT.replace("(dZ1, axis=1", "(dZ1, axis=0"), [11], "wrong-axis"),
    ("no keepdims", RIGHT.replace("(dZ1, axis=1, keepdims=True)", "(dZ1, axis=1)"), [11], "missing-keepdims"),
    ("no axis", RIGHT.replace("(dZ2, axis=1, keepdims=True)", "(dZ2)"), [8], "missing-axis"),
    ("a sign", RIGHT.replace("A2 - Y", "Y - A2"), [6], "sign-error"),
    ("no mean", RIGHT.replace("(1 / m) * np.dot(dZ1", "np.dot(dZ1"), [10], "missing-1-over-m"),
    ("a mean too many", RIGHT.replace("np.power(A1, 2))", "np.power(A1, 2)) / m"), [9], "double-1-over-m"),
    ("shape[0]", RIGHT.replace("X.shape[1]", "X.shape[0]"), [2], "wrong-dimension"),
    ("no transpose", RIGHT.replace("np.dot(dZ1, X.T)", "np.dot(dZ1, X)"), [10], "wrong-transpose"),
    ("a factor lost", RIGHT.replace(FORMULA, "np.dot(W2.T, dZ2)"), [9], None),
    ("another key", RIGHT.replace('cache["A1"]', 'cache["Z1"]'), [4], "wrong-variable"),
    ("keys exchanged", RIGHT.replace('"db1": db1', '"db1": db2'), [12], "wrong-return"),
    ("a raise that was left", RIGHT.replace("    m = X.shape[1]", "    raise ValueError('to do')\n    m = X.shape[1]"), [2], None),
    ("a return too early", RIGHT.replace("    m = X.shape[1]", "    return 1 / 0\n    m = X.shape[1]"), [2], "wrong-return"),
    ("a key forgotten", RIGHT.replace('"db1": db1, ', ""), [12], "wrong-return"),
    (
        "two faults",
        RIGHT.replace("(1 / m) * np.sum(dZ2", "np.sum(dZ2").replace("(dZ1, X.T)", "(dZ1, X)"),
        [8, 10],
        None,
    ),
]  # fmt: skip


@pytest.mark.parametrize(
    ("code", "lines", "cause"), [f[1:] for f in FAULTS], ids=[f[0] for f in FAULTS]
)
def test_the_faulty_statements_are_proved(
    assistant: Assistant, code: str, lines: list[int], cause: str | None
) -> None:
    trial = trial_of(assistant, code)

    assert sorted(fault.line for fault in trial.faults) == lines
    assert all(fault.proved for fault in trial.faults)
    if cause:
        assert [fault.cause for fault in trial.faults] == [cause]


def test_outputs_that_were_right_before_a_crash_are_right(assistant: Assistant) -> None:
    trial = trial_of(assistant, CRASHING)

    status = {output.name: output.status for output in trial.outputs}
    assert trial.verdict == "crashed"
    assert status == {"dW1": "missing", "db1": "missing", "dW2": "correct", "db2": "correct"}


def test_a_missing_statement_is_named_with_the_line_before_it(assistant: Assistant) -> None:
    code = """def back_prop(x, yhat, y, h, W1, W2, b1, b2, batch_size):
    l1 = np.dot(W2.T, yhat - y)
    grad_W1 = np.dot(l1, x.T) / batch_size
    grad_W2 = np.dot(yhat - y, h.T) / batch_size
    grad_b1 = np.sum(l1, axis=1, keepdims=True) / batch_size
    grad_b2 = np.sum(yhat - y, axis=1, keepdims=True) / batch_size
    return grad_W1, grad_W2, grad_b1, grad_b2
"""
    (fault,) = trial_of(assistant, code, "nlp-c2-w4/back_prop").faults

    assert fault.line == 2


def test_code_that_differs_from_call_to_call_is_never_proved(assistant: Assistant) -> None:
    code = WRONG.replace("A2 - Y", "A2 - Y + np.random.rand()")

    assert not any(fault.proved for fault in trial_of(assistant, code).faults)


@pytest.mark.parametrize(
    ("code", "verdict"),
    [
        ("def backward_propagation(parameters, cache, X, Y):\n    open('/etc/passwd')", "crashed"),
        ("def backward_propagation(parameters, cache, X, Y:\n    pass", "crashed"),
        ("def another(x):\n    return x", "ran"),
        ("x = undefined", "crashed"),
    ],
)
def test_other_ends_have_their_verdict(assistant: Assistant, code: str, verdict: str) -> None:
    assert trial_of(assistant, code).verdict == verdict


def test_code_that_never_ends_is_timed_out(settings: Settings) -> None:
    code = "def backward_propagation(parameters, cache, X, Y):\n    while True:\n        pass"
    hasty = settings.model_copy(update={"wall_seconds": 2.0, "cpu_seconds": 2})
    with build(hasty) as assistant:
        assert trial_of(assistant, code).verdict == "timed-out"


def test_an_earlier_function_is_ours_and_not_the_students(assistant: Assistant) -> None:
    code = """def linear_backward(dZ, cache):
    return None

def linear_activation_backward(dA, cache, activation):
    linear_cache, activation_cache = cache
    if activation == "relu":
        dZ = relu_backward(dA, activation_cache)
    else:
        dZ = relu_backward(dA, activation_cache)
    return linear_backward(dZ, linear_cache)
"""
    (fault,) = trial_of(assistant, code, "dls-c1-w4a/linear_activation_backward").faults

    assert fault.line == 9
    assert fault.cause == "wrong-activation-derivative"


def test_lines_of_the_shared_cases_come_first(assistant: Assistant, shared: Path) -> None:
    import json

    for line in (shared / "cases" / "code.jsonl").read_text().splitlines():
        case = json.loads(line)
        if case["exercise"] in assistant.exercises:
            faults = trial_of(assistant, case["code"], case["exercise"]).faults
            assert [fault.line for fault in faults] == case["lines"], case["id"]


@pytest.mark.parametrize("value", ["0", "10**9", "np.ones((10**5, 1))", "float('nan')"])
def test_an_earlier_function_called_with_odd_values_harms_nobody(
    assistant: Assistant, value: str
) -> None:
    code = f"def nn_model(X, Y, n_h, num_iterations=10000, print_cost=False):\n    return initialize_parameters({value}, {value}, 2)\n"

    assert trial_of(assistant, code, "dls-c1-w3/nn_model").verdict in ("crashed", "incorrect")


COUNTING_DOWN = """def compute_cost(x, y, w, b):
    m = x.shape[0]
    k = m
    total = 0
    while k != 0:
        f = w * x[int(k) - 1] + b
        total = total + (f - y[int(k) - 1])
        k = k - 1
    return total / (2 * m)
"""


def test_a_loop_that_another_value_keeps_from_ending_hides_no_fault(assistant: Assistant) -> None:
    trial = trial_of(assistant, COUNTING_DOWN, "mls-c1-w2/compute_cost")

    assert [(fault.line, fault.proved) for fault in trial.faults] == [(7, True)]
