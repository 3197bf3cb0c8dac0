"""Posts as they are really pasted, and what is read out of them."""

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from assistant.errors import InputTooLarge, UnreadableInput
from assistant.reading import decode, read
from assistant.reading.recognise import Catalogue
from assistant.types import Post, Report
from assistant.wiring import Assistant
from tests.stories import EXERCISE, POST, TITLE, WRONG

CATALOGUE = Catalogue(
    functions={
        "backward_propagation": (EXERCISE,),
        "compute_cost": ("dls-c1-w3/compute_cost", "dls-c1-w4a/compute_cost"),
        "linear_backward": ("dls-c1-w4a/linear_backward",),
        "back_prop": ("nlp-c2-w4/back_prop",),
        "initialize_parameters": (
            "dls-c1-w3/initialize_parameters",
            "dls-c1-w4a/initialize_parameters",
        ),
    },
    signatures={
        EXERCISE: ("parameters", "cache", "X", "Y"),
        "dls-c1-w3/compute_cost": ("A2", "Y"),
        "dls-c1-w4a/compute_cost": ("AL", "Y"),
        "dls-c1-w4a/linear_backward": ("dZ", "cache"),
        "nlp-c2-w4/back_prop": ("x", "yhat", "y", "h", "W1", "W2", "b1", "b2", "batch_size"),
        "dls-c1-w3/initialize_parameters": ("n_x", "n_h", "n_y"),
        "dls-c1-w4a/initialize_parameters": ("n_x", "n_h", "n_y"),
    },
)


def report(text: str = "", title: str = "", **fields: str) -> Report:
    """What is read out of a post."""
    return read(Post(title=title, text=text, **fields), CATALOGUE)


def test_the_story_is_read() -> None:
    found = report(POST, TITLE, code=WRONG)

    assert found.exercise == EXERCISE
    assert [check.variable for check in found.checks] == ["dW1"]
    assert found.passing == ("dW2", "db2")
    assert "dW1" in found.failing
    assert (found.shapes["left"], found.shapes["right"]) == ((4, 3), (4, 3))
    assert found.snippets[0].functions == ("backward_propagation",)


def test_a_right_shape_is_not_a_right_value() -> None:
    assert report("dW1 and db1 have the right shape but wrong values").passing == ()


@pytest.mark.parametrize(
    ("title", "text", "exercise"),
    [
        ("W3_Ex-6 wrong values", "", EXERCISE),
        ("Course 1 Week 3 exercise 6", "", EXERCISE),
        ("C2_W4_Assignment test_back_prop fails", "the b1 value", "nlp-c2-w4/back_prop"),
        ("C1 W4 linear_backward", "", "dls-c1-w4a/linear_backward"),
        ("Week 4 compute_cost", "", "dls-c1-w4a/compute_cost"),
        ("Week 3 compute_cost", "", "dls-c1-w3/compute_cost"),
        ("compute_cost", "", None),
        ("", "def compute_cost(AL, Y):\n    cost = 1\n    return cost", "dls-c1-w4a/compute_cost"),
        ("Certificate", "When do I get it?", None),
    ],
)
def test_the_exercise_is_recognised(title: str, text: str, exercise: str | None) -> None:
    assert report(text, title).exercise == exercise


@pytest.mark.parametrize(
    ("title", "text", "exercise"),
    [
        ("The model answer", "Where is the model answer of week 3?", None),
        ("Which optimizer", "Does Adam optimize better than gradient descent?", None),
        ("my model is bad", "Accuracy is 62 % on my own data.", None),
        ("L2 for all layers?", "Is it W3 only?", None),
        ("How errors propagate", "np.clip(x, 0, 1) and nn.model(x) come from elsewhere", None),
        ("sigmoid_backward", "dA_prev is wrong in linear_activation_backward", "dls-c1-w4a/linear_activation_backward"),
        ("model() hangs", "", "dls-c1-w2/model"),
        ("It hangs", "in `model`, after 100 rounds", "dls-c1-w2/model"),
        ("The argument is ignored", "In model I use X_train.", "dls-c1-w2/model"),
        ("Exercise 8 - model", "", "dls-c1-w2/model"),
        ("model_test fails", "", "dls-c1-w2/model"),
        ("Course 1 week 2", "the model is slow", "dls-c1-w2/model"),
        ("My propagate is wrong", "", "dls-c1-w2/propagate"),
        ("optimize: w is wrong", "", "dls-c1-w2/optimize"),
        ("gradient checking formula", "", "dls-c2-w1/gradient_check"),
        ("compute_cost_with_regularization", "cost = 1.97", "dls-c2-w1/compute_cost_with_regularization"),
        ("update_parameters_with_momentum", "W1 is wrong", "dls-c2-w2/update_parameters_with_momentum"),
    ],
)  # fmt: skip
def test_an_everyday_word_is_a_function_only_where_it_stands_as_one(
    assistant: Assistant, title: str, text: str, exercise: str | None
) -> None:
    assert assistant.road.read(Post(title=title, text=text)).exercise == exercise


@pytest.mark.parametrize(
    ("text", "count", "functions"),
    [
        ("```python\ndef f(x):\n    return x\n```", 1, ("f",)),
        ("~~~\ndef f(x):\n    return x\n~~~", 1, ("f",)),
        ("text\n\n    def f(x):\n        return x\n\nmore", 1, ("f",)),
        ("text\n\n\tdef f(x):\n\t\treturn x\n\nmore", 1, ("f",)),
        ("[code]\ndef f(x):\n    return x\n[/code]", 1, ("f",)),
        ("```\ndef f(x):\n    return x", 1, ("f",)),
        ("I wrote\ndef f(x):\n    y = x\n    return y\nand it fails.", 1, ("f",)),
        ("no code at all", 0, ()),
        ("```\n[[1. 2.]\n [3. 4.]]\n```", 0, ()),
    ],
)
def test_code_is_found(text: str, count: int, functions: tuple[str, ...]) -> None:
    snippets = report(text).snippets
    assert len(snippets) == count
    assert sum((one.functions for one in snippets), ()) == functions


@pytest.mark.parametrize(
    ("text", "kind", "message"),
    [
        ("AssertionError: Wrong values for dW1", "AssertionError", "Wrong values for dW1"),
        (
            'Traceback (most recent call last):\n  File "a.py", line 3, in f\n    x\n'
            "NameError: name 'x' is not defined",
            "NameError",
            "name 'x' is not defined",
        ),
        ("it says “shapes (4,3) and (4,3) not aligned”", "ValueError", "not aligned"),
        ("operands could not be broadcast together with shapes (3,4) (5,4)", "ValueError", "(5,4)"),
        ("No module named 'testCases'", "ModuleNotFoundError", "testCases"),
        ("RuntimeWarning: overflow encountered in exp", "RuntimeWarning", "overflow"),
        ("'numpy.ndarray' object is not callable", "TypeError", "not callable"),
    ],
)
def test_exceptions_are_read(text: str, kind: str, message: str) -> None:
    raised = report(text).raised
    assert kind in [one.type for one in raised]
    assert any(message in one.message for one in raised)


@pytest.mark.parametrize(
    ("text", "kind", "variable"),
    [
        ("AssertionError: Wrong values for dW1", "values", "dW1"),
        ("Wrong shape for db1.", "shape", "db1"),
        ("Wrong values for cache['Z1']", "values", "Z1"),
        ("Wrong type for W1. Expected: <class 'numpy.ndarray'>", "type", "W1"),
        ("Wrong output values for gradient of b1 vector.", "values", "grad_b1"),
        ("Wrong output shape for W1 matrix.", "shape", "W1"),
        ("Error: Wrong output", "values", ""),
        ("Error: Datatype mismatch.", "type", ""),
    ],
)
def test_the_messages_of_the_checks_are_read(text: str, kind: str, variable: str) -> None:
    (check,) = report(text).checks
    assert (check.kind, check.variable) == (kind, variable)


@pytest.mark.parametrize(
    ("text", "label", "count", "shape"),
    [
        ("dW1 = [[ 0.1 -0.2]\n [ 3e-05 4.]]", "dW1", 4, (2, 2)),
        ("b1.values:\n\narray([[1.],\n       ...,\n       [2.]])", "b1", 3, None),
        ("db1 = [[0.5] [0.25", "db1", 2, None),
        ("cost = 0.6930587", "cost", 1, ()),
        ("A = [1, 2, 3]", "A", 3, (3,)),
    ],
)
def test_printed_arrays_are_read(
    text: str, label: str, count: int, shape: tuple[int, ...] | None
) -> None:
    array = report(text).arrays[0]
    assert (array.label, len(array.values), array.shape) == (label, count, shape)


def test_expected_and_own_output_are_told_apart() -> None:
    arrays = report("Expected output:\ndb1 = [[1.0]]\n\nmy output:\ndb1 = [[2.0]]").arrays
    assert [array.role for array in arrays] == ["expected", "actual"]


@pytest.mark.parametrize(
    ("text", "notice"),
    [
        ("Machine Learning Specialization, course 1 week 4", "wrong-category"),
        ("Hi, there is no week 4 in course 1.", "wrong-category"),
        ("Deep Learning Specialization, week 5 of course 1", "wrong-category"),
        ("DLS C1W5", "wrong-category"),
        (WRONG, "code-in-public"),
    ],
)
def test_notices(text: str, notice: str) -> None:
    assert notice in report(text).notices


@pytest.mark.parametrize(
    "text",
    [
        "There is no week in which I did not enjoy this!",
        "There is no week left of my trial of the deep learning specialization.",
        "I finished the Machine Learning Specialization course 1 in week 8 of my sabbatical.",
        "Deep Learning Specialization, course 4 week 4",
    ],
)
def test_a_week_that_is_only_mentioned_is_no_wrong_category(text: str) -> None:
    assert "wrong-category" not in report(text).notices


def test_an_unknown_exercise_is_a_notice() -> None:
    assert report("x", exercise="dls-c9-w9/nothing").notices == ("unknown-exercise",)


@pytest.mark.parametrize(
    "text", ["", "{", "[]", "{}", '{"cells": 3}', '{"nbformat": 4, "cells": []}']
)
def test_what_is_no_notebook_is_refused(text: str) -> None:
    if text:
        with pytest.raises(UnreadableInput):
            report(notebook=text)


def test_binary_and_large_input_is_refused() -> None:
    with pytest.raises(UnreadableInput):
        decode(b"PK\x03\x04\x00", 100)
    with pytest.raises(UnreadableInput):
        decode(b"\xff\xfe\xfa", 100)
    with pytest.raises(InputTooLarge):
        decode(b"x" * 101, 100)


@settings(max_examples=150, deadline=None)
@given(st.text(max_size=400))
def test_no_text_stops_the_reader(text: str) -> None:
    read(Post(title=text[:40], text=text, code=text), CATALOGUE)


def test_two_megabytes_are_read(assistant: Assistant) -> None:
    assistant.road.read(Post(text="((((" * 500_000))
    assistant.road.read(Post(text="dW1 = [[" + "0.1 " * 400_000))


SEEDS = [
    (0, EXERCISE),
    (1, "nlp-c2-w4/back_prop"),
    (3, "dls-c1-w4a/linear_backward"),
]


@pytest.mark.parametrize(("number", "exercise"), SEEDS)
def test_the_documents_of_the_beginning_are_read(
    assistant: Assistant, shared: Path, number: int, exercise: str
) -> None:
    text = sorted((shared / "seeds").iterdir())[number].read_text()
    found = assistant.road.read(Post(title=text.split("\n")[0], text=text))
    if number < 3:
        assert found.exercise == exercise
    assert found.raised or found.arrays


def test_a_thread_in_the_wrong_category_is_noticed(assistant: Assistant, shared: Path) -> None:
    text = sorted((shared / "seeds").iterdir())[2].read_text()
    assert "wrong-category" in assistant.road.read(Post(text=text)).notices
