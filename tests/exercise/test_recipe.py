"""Recipes rebuild recorded inputs, and results are compared to the printed precision."""

from dataclasses import replace
from typing import Any

import numpy as np
import pytest

from assistant.errors import BadExercise
from assistant.exercise.graph import Exercise
from assistant.exercise.recipe import build, case_inputs, is_plain_call
from assistant.exercise.recorded import compare, pick, tolerance

EXERCISE = Exercise(
    id="course/f",
    title="A function",
    arguments={"x": "x", "cache": {"W": "W", "sizes": "sizes"}, "rate": "rate"},
    returns="y",
    sample=lambda rng: {"x": rng.normal(size=3), "W": np.ones(2), "sizes": [1, 2], "rate": 0.5},
    defaults={"rate": 0.1, "init_seed": 3},
)


def test_draws_follow_the_seed_one_after_another() -> None:
    np.random.seed(3)
    first, second = np.random.randn(2, 3), np.random.rand(4)
    values = build(
        [
            {"seed": 3},
            {"name": "a", "draw": "randn", "shape": [2, 3]},
            {"name": "b", "draw": "rand", "shape": [4], "scale": 2, "add": 1},
        ]
    )
    np.testing.assert_array_equal(values["a"], first)
    np.testing.assert_array_equal(values["b"], second * 2 + 1)


def test_building_leaves_the_global_generator_alone() -> None:
    np.random.seed(5)
    expected = np.random.rand()
    np.random.seed(5)
    build([{"seed": 1}, {"name": "a", "draw": "rand", "shape": [2]}])
    assert np.random.rand() == expected


@pytest.mark.parametrize(
    ("step", "value"),
    [
        ({"value": 3}, 3),
        ({"value": [1, 2]}, np.array([1, 2])),
        ({"value": [1, 2], "dtype": "float"}, np.array([1.0, 2.0])),
        ({"value": [1, 2], "reshape": [2, 1]}, np.array([[1], [2]])),
        ({"zeros": [1, 2]}, np.zeros((1, 2))),
        ({"ones": [2]}, np.ones(2)),
        ({"linspace": [0, 1.5], "shape": [2, 2]}, np.array([[0, 0.5], [1, 1.5]])),
        ({"arange": 4, "shape": [2, 2], "add": 1}, np.array([[1, 2], [3, 4]])),
        (
            {"onehot": {"rows": 3, "columns": [[0, 2], [1, 1]], "weight": 0.5}},
            np.array([[0.5, 0], [0, 1], [0.5, 0]]),
        ),
    ],
)
def test_constants(step: dict[str, Any], value: Any) -> None:
    np.testing.assert_array_equal(build([{"name": "a", **step}])["a"], value)


@pytest.mark.parametrize(("key", "limit"), [("gt", 3), ("lt", 6)])
def test_draws_of_integers_may_be_compared(key: str, limit: int) -> None:
    drawn = {"name": "a", "draw": "randint", "low": 0, "high": 9, "shape": [20]}
    plain, compared = build([{"seed": 0}, drawn]), build([{"seed": 0}, {**drawn, key: limit}])
    expected = plain["a"] > limit if key == "gt" else plain["a"] < limit
    np.testing.assert_array_equal(compared["a"], expected)


def test_references_nest() -> None:
    values = build(
        [
            {"name": "a", "value": 1},
            {"name": "b", "value": 2},
            {"name": "d", "dict": {"x": "a", "y": ["a", "b"]}},
            {"name": "t", "tuple": [["a", "b"], "a"]},
            {"name": "l", "list": ["b", "a"]},
        ]
    )
    assert values["d"] == {"x": 1, "y": (1, 2)}
    assert values["t"] == ((1, 2), 1)
    assert values["l"] == [2, 1]


def test_a_step_outside_the_grammar_is_refused() -> None:
    with pytest.raises(BadExercise, match="grammar"):
        build([{"name": "a", "eye": 3}])


def test_a_case_is_bound_to_the_arguments() -> None:
    case = {
        "inputs": [
            {"name": "w", "value": [1.0, 2.0]},
            {"name": "n", "value": [3, 4]},
            {"name": "c", "dict": {"W": "w", "sizes": "n"}},
        ],
        "args": [{"lit": 7}, "c"],
        "seed_before_call": 2,
    }
    inputs = case_inputs(EXERCISE, case)
    np.testing.assert_array_equal(inputs["W"], [1.0, 2.0])
    assert inputs["sizes"] == [3, 4]
    assert (inputs["x"], inputs["rate"], inputs["seed"]) == (7, 0.1, 2)


def test_the_notebook_may_run_an_earlier_function_first() -> None:
    def prepare(x: float, W: np.ndarray) -> dict[str, Any]:
        return {"x": 2 * x, "cache": {"W": W + x, "sizes": [3]}}

    exercise = replace(EXERCISE, prepare=prepare)
    case = {"args": [{"lit": 5}], "kwargs": {"W": {"lit": [1.0, 2.0]}}, "prepared": True}

    inputs = case_inputs(exercise, case)

    assert (inputs["x"], inputs["sizes"], inputs["rate"]) == (10, [3], 0.1)
    np.testing.assert_array_equal(inputs["W"], [6.0, 7.0])


def test_a_case_with_too_many_arguments_is_refused() -> None:
    with pytest.raises(BadExercise, match="too many"):
        case_inputs(EXERCISE, {"args": [{"lit": 1}] * 4})


@pytest.mark.parametrize(
    ("case", "plain"),
    [
        ({"args": []}, True),
        ({"kwargs": {"rate": {"lit": 2}}}, True),
        ({"kwargs": {"init_seed": {"lit": 3}}}, True),
        ({"kwargs": {"init_seed": {"lit": 2}}}, False),
        ({"reference": "course/pipeline"}, False),
        ({"reference_only": True}, False),
        ({"is_wrong_solution": True}, False),
    ],
)
def test_old_variants_and_composed_references_are_no_plain_calls(
    case: dict[str, Any], plain: bool
) -> None:
    assert is_plain_call(EXERCISE, case) is plain


@pytest.mark.parametrize(
    ("path", "value"),
    [
        ("", ({"W": [1, 2, 3]}, 5)),
        ("1", 5),
        ("0.W", [1, 2, 3]),
        ("0.W[0:2]", [1, 2]),
        ("0.W[1:]", [2, 3]),
    ],
)
def test_paths_into_a_result(path: str, value: Any) -> None:
    assert pick(({"W": [1, 2, 3]}, 5), path) == value


def test_a_path_may_end_at_one_element() -> None:
    assert pick({"x": np.arange(6).reshape(2, 3)}, "x@[1,2]") == 5


@pytest.mark.parametrize(
    ("expected", "allowed"),
    [
        (0.69, 0.6e-2),
        (12.0, 0.6),
        (0.0, 1e-12),
        ([0.5, 0.25], [0.6e-2, 0.6e-2]),
        ([1.5e-05, 2.25], [0.6e-8, 0.6e-3]),
        (0.6930587610394646, 2e-12 * 0.6930587610394646),
    ],
)
def test_the_printed_digits_give_the_tolerance(expected: Any, allowed: Any) -> None:
    np.testing.assert_allclose(tolerance(np.asarray(expected)), allowed, atol=0)


@pytest.mark.parametrize(
    ("case", "result", "wrong"),
    [
        ({"expected": {"": 0.69}}, 0.6931, []),
        ({"expected": {"": 0.69}}, 0.70, ["result: off by 0.01."]),
        ({"expected": {"": 0.69}, "decimals": {"": 1}}, 0.70, []),
        ({"expected": {"": 0.69}, "rtol": 0.1}, 0.70, []),
        (
            {"expected": {"W": [1.0, 2.0]}},
            {"W": [[1.0, 2.0]]},
            ["W: shape (1, 2), recorded is (2,)."],
        ),
        ({"expected": {"W": 1.5}, "ops": {"W": "mean"}}, {"W": [1.0, 2.0]}, []),
        ({"expected": {"W": [2, 1]}, "ops": {"W": "shape"}}, {"W": [[1.0], [2.0]]}, []),
        ({"expected": {"0": 3}, "ops": {"0": "len"}}, ([1, 2, 3],), []),
    ],
)
def test_comparison_names_what_is_wrong(case: Any, result: Any, wrong: list[str]) -> None:
    assert compare(case, result) == wrong


@pytest.mark.parametrize("result", [{}, {"W": None}, {"W": "text"}, 3.0, [1.0]])
def test_what_is_not_there_is_said(result: Any) -> None:
    (sentence,) = compare({"expected": {"W": 1.0}}, result)
    assert sentence.startswith("W:")
