"""An exercise computes its steps in order, and fills and reads nested arguments."""

from typing import Any

import numpy as np
import pytest

from assistant.errors import BadExercise
from assistant.exercise.graph import Exercise, leaves, pack, step, unpack


def sample(rng: np.random.Generator) -> dict[str, Any]:
    """Two leaf values."""
    return {"a": rng.normal(size=(2, 3)), "b": 2.0}


def exercise(**changed: Any) -> Exercise:
    """double = a * b, total = the sum of double."""
    made = Exercise(
        id="course/total",
        title="A total",
        arguments={"values": {"a": "a"}, "b": "b"},
        returns=("total", {"double": "double"}),
        sample=sample,
        **changed,
    )

    @made.step
    def double(a: Any, b: Any) -> Any:
        return a * b

    @made.step
    def total(double: Any) -> Any:
        return np.sum(double)

    return made


def test_steps_take_their_needs_by_name() -> None:
    values = exercise().run({"a": np.ones((2, 3)), "b": 2.0})
    assert values["total"] == 12
    assert list(exercise().outputs(values)) == ["total", "double"]


def test_the_id_holds_course_and_function() -> None:
    assert (exercise().course, exercise().function) == ("course", "total")
    assert exercise().parameters == ("values", "b")


def test_a_step_declared_twice_is_refused() -> None:
    made = exercise()

    def total(a: Any) -> Any:
        return a

    with pytest.raises(BadExercise, match="twice"):
        made.step(total)


def test_a_step_without_its_needs_is_refused() -> None:
    with pytest.raises(BadExercise, match="double needs b"):
        exercise().run({"a": np.ones((2, 3))})


def test_a_given_value_is_not_computed_again() -> None:
    values = exercise().run({"a": np.ones(2), "b": 2.0, "double": np.zeros(2)})
    assert values["total"] == 0


def test_unrolled_steps_follow_the_declared_ones() -> None:
    def plus(before: Any, b: Any) -> Any:
        return before + b

    made = exercise(unroll=lambda inputs: [step("more", plus, before="total")])
    assert made.run({"a": np.ones(2), "b": 2.0})["more"] == 6
    assert set(made.graph({"a": 0, "b": 0}).edges) == {
        ("a", "double"),
        ("b", "double"),
        ("double", "total"),
        ("total", "more"),
        ("b", "more"),
    }


def test_call_arguments_and_leaf_values_are_inverse() -> None:
    made = exercise(defaults={"b": 5.0})
    called = made.call_arguments({"a": 1, "b": 2.0})
    assert called == {"values": {"a": 1}, "b": 2.0}
    assert made.leaf_values(called) == {"a": 1, "b": 2.0}
    assert made.leaf_values({"values": {"a": 1}}) == {"a": 1, "b": 5.0}


def test_a_spread_reads_arguments_that_no_template_can() -> None:
    made = exercise(spread=lambda arguments: {"a": len(arguments["values"])})
    assert made.leaf_values({"values": [7, 8, 9]}) == {"a": 3}


@pytest.mark.parametrize(
    ("template", "packed"),
    [
        ("a", 1),
        (("a", "b"), (1, 2)),
        (["a", ("b", "c")], [1, (2, 3)]),
        ({"x": "a", "y": {"z": "c"}}, {"x": 1, "y": {"z": 3}}),
        ([(("a", "b"), "c")], [((1, 2), 3)]),
    ],
)
def test_packing_and_unpacking_are_inverse(template: Any, packed: Any) -> None:
    values = {"a": 1, "b": 2, "c": 3}
    assert pack(template, values) == packed
    assert unpack(template, packed) == {name: values[name] for name in leaves(template)}


@pytest.mark.parametrize("value", [None, 3, {"y": 1}, "text"])
def test_what_does_not_fit_a_template_is_left_out(value: Any) -> None:
    assert unpack({"x": "a"}, value) == {}
