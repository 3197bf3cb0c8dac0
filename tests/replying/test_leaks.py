"""No reply holds a piece of code that would make the student's function pass."""

import pytest

from assistant.wiring import Assistant
from tests.replying.leaks import campaign, marked
from tests.replying.oracle import Oracle, fragments, put_in
from tests.stories import EXERCISE, FORMULA, WRONG


@pytest.fixture(scope="module")
def oracle(assistant: Assistant) -> Oracle:
    """One oracle for all tests of this file."""
    return Oracle(assistant)


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Write `np.dot(W2.T, dZ2) * 2` there.", "np.dot(W2.T, dZ2) * 2"),
        ("Take A2 - Y, then go on.", "A2 - Y"),
        ("```python\ndZ2 = A2 - Y\n```", "dZ2 = A2 - Y"),
        ("It is dW1 = dZ1 @ X.T / m in the end.", "dW1 = dZ1 @ X.T / m"),
        ("call sigmoid(Z2).", "sigmoid(Z2)"),
    ],
)
def test_code_is_found_wherever_it_stands(text: str, found: str) -> None:
    assert found in fragments(text)


def test_words_are_no_code() -> None:
    assert not fragments("Line 9, which computes `dZ1`: which factor stands there?")


def test_a_fragment_is_put_at_every_statement_as_a_whole_and_as_a_right_side() -> None:
    code = "def f(x):\n    y = x\n    return y\n"

    made = [one for _, one in put_in(code, "x + 1")]
    assert made == [
        "def f(x):\n    y = (x + 1)\n    return y\n",
        "def f(x):\n    x + 1\n    return y\n",
        "def f(x):\n    y = x\n    return (x + 1)\n",
        "def f(x):\n    y = x\n    x + 1\n",
    ]


@pytest.mark.parametrize(
    "planted",
    [
        f"Try `{FORMULA}`.",
        f"Set dZ1 = {FORMULA} instead.",
        f"```python\ndZ1 = {FORMULA}\n```",
        "dZ1 is (W2.T @ dZ2) * (1 - A1 ** 2), of course",
    ],
)
def test_a_reply_with_the_right_line_planted_is_a_leak(oracle: Oracle, planted: str) -> None:
    assert oracle.leaks(planted, WRONG, EXERCISE, WRONG)


def test_without_the_students_code_the_failing_codes_of_the_exercise_are_tried(
    oracle: Oracle,
) -> None:
    planted = "the last layer has `A2 - Y` as its dZ2"

    assert oracle.leaks(planted, "", "dls-c1-w3/backward_propagation", "")


def test_what_the_student_wrote_and_what_does_not_help_is_no_leak(oracle: Oracle) -> None:
    assert not oracle.leaks(f"Try `{FORMULA}`.", f"{WRONG}\n# {FORMULA}", EXERCISE, WRONG)
    assert not oracle.leaks("Try `np.dot(W2, dZ2) * 2`.", WRONG, EXERCISE, WRONG)


def test_generated_replies_leak_nothing(assistant: Assistant) -> None:
    figures = campaign(assistant, 40, 11, {})

    assert figures.counts["replies"] == 40
    assert not figures.leaks


@pytest.mark.parametrize(
    ("text", "bad"),
    [
        ("hello @all", True),
        ("<b>bold</b>", True),
        ("[x](https://evil.example)", True),
        ("`@all <b> https://evil.example`", False),
        ("[check](https://check.example/try)", False),
    ],
)
def test_markup_is_seen(text: str, bad: bool) -> None:
    assert bool(marked(text)) == bad
