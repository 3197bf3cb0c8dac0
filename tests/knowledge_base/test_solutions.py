"""Right solutions in several styles are right: they agree with the reference on every input."""

import copy
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from assistant.exercise.graph import Exercise, Values, pack, unpack
from assistant.exercise.recipe import case_inputs, is_plain_call
from assistant.library.exercises import load_exercise, load_facts
from assistant.sandbox.inside.course import HELPERS

ROOT = Path(__file__).parents[2]
FOLDER = ROOT / "knowledge_base" / "exercises"
FACTS = load_facts(FOLDER)
SOLUTIONS = {
    str(path.relative_to(ROOT / "tests" / "solutions").with_suffix("")): path
    for path in sorted((ROOT / "tests" / "solutions").glob("*/*/*.py"))
}
EXERCISES = sorted({name.rpartition("/")[0] for name in SOLUTIONS})
LONGEST = 20
STYLES = 3


def exercise_of(name: str) -> Exercise:
    """The exercise that a solution solves."""
    return load_exercise(FOLDER / f"{name.rpartition('/')[0]}.py")


def inputs_for(exercise: Exercise) -> list[Values]:
    """Three samples, and the course's own inputs where they are quick."""
    samples = [exercise.sample(np.random.default_rng(seed)) for seed in range(3)]
    cases = FACTS.get(exercise.id, {}).get("cases", ())
    recorded = [case_inputs(exercise, one) for one in cases if is_plain_call(exercise, one)]
    found = [{**exercise.defaults, **one} for one in (*samples, *recorded)]
    return [one for one in found if one.get("num_iterations", 0) <= LONGEST]


def reference(exercise: Exercise) -> Callable[..., Any]:
    """An earlier function of the assignment, drawing from the global generator."""

    def called(*args: Any, **keywords: Any) -> Any:
        given = {**dict(zip(exercise.parameters, args, strict=False)), **keywords}
        inputs = exercise.leaf_values(given)
        generator = np.random.RandomState()
        if "rng" in exercise.declared and "seed" not in inputs:
            generator.set_state(np.random.get_state())
            inputs["rng"] = generator
        values = exercise.run(inputs)
        if inputs.get("rng") is generator:
            np.random.set_state(generator.get_state())
        return pack(exercise.template(exercise.returns, values), values)

    return called


def solution(name: str, exercise: Exercise, source: str = "") -> Callable[..., Any]:
    """The student's function, with what the course's notebook defines before it."""
    source = source or SOLUTIONS[name].read_text()
    variables: dict[str, Any] = {"np": np, "copy": copy}
    variables |= {known: HELPERS[ours] for known, ours in exercise.given.items()}
    for earlier_id in exercise.calls:
        earlier = load_exercise(FOLDER / f"{earlier_id}.py")
        variables[earlier.function] = reference(earlier)
    exec(compile(source, str(SOLUTIONS[name]), "exec"), variables)
    function: Callable[..., Any] = variables[exercise.function]
    return function


def call(exercise: Exercise, function: Callable[..., Any], inputs: Values) -> Any:
    """What the function returns; it gets copies, and may not change them."""
    arguments = exercise.call_arguments(inputs)
    given = copy.deepcopy(arguments)
    if "seed" in inputs:
        np.random.seed(inputs["seed"])
    with np.errstate(all="ignore"):
        result = function(**given)
    for name in set(arguments) - set(exercise.may_change):
        assert repr(given[name]) == repr(arguments[name]), "the arguments were changed"
    return result


def wrong_outputs(exercise: Exercise, function: Callable[..., Any]) -> set[str]:
    """The outputs that differ from the reference on some input; `type` for a wrong type."""
    wrong: set[str] = set()
    for inputs in inputs_for(exercise):
        values = exercise.run(inputs)
        result = call(exercise, function, inputs)
        if exercise.returned_type not in (None, type(result)):
            wrong.add("type")
        found = unpack(exercise.template(exercise.returns, values), result)
        for name, expected in exercise.outputs(values).items():
            if np.shape(found[name]) != np.shape(expected) or not np.allclose(
                found[name], expected, rtol=1e-9, atol=1e-11
            ):
                wrong.add(name)
    return wrong


@pytest.mark.parametrize("name", SOLUTIONS)
def test_a_right_solution_agrees_with_the_reference(name: str) -> None:
    exercise = exercise_of(name)
    assert wrong_outputs(exercise, solution(name, exercise)) == set()


@pytest.mark.parametrize(
    ("name", "right", "mistake", "wrong"),
    [
        ("dls-c1-w3/backward_propagation/plain", "np.dot(W2", "1.001 * np.dot(W2", "dW1 db1"),
        ("dls-c1-w3/backward_propagation/plain", "A2 - Y", "Y - A2", "dW1 db1 dW2 db2"),
        ("dls-c1-w3/compute_cost/plain", "float(np.squeeze(cost))", "np.squeeze(cost)", "type"),
        ("dls-c1-w4a/linear_backward/plain", "axis=1, ", "", "db"),
        ("dls-c1-w4a/L_model_forward/plain", "'relu'", "'sigmoid'", "AL Z2 Z3 A1 A2"),
    ],
)
def test_a_wrong_solution_is_noticed(name: str, right: str, mistake: str, wrong: str) -> None:
    exercise = exercise_of(name)
    source = SOLUTIONS[name].read_text()
    assert right in source
    function = solution(name, exercise, source.replace(right, mistake))
    assert wrong_outputs(exercise, function) == set(wrong.split())


@pytest.mark.parametrize("name", SOLUTIONS)
def test_a_right_solution_returns_the_containers_of_the_course(name: str) -> None:
    """A tuple stays a tuple, a list a list, and a dict has no other keys."""
    exercise = exercise_of(name)
    inputs = inputs_for(exercise)[0]
    values = exercise.run(inputs)
    expected = exercise.template(exercise.returns, values)
    result = call(exercise, solution(name, exercise), inputs)
    if not isinstance(expected, str):
        assert type(result) is type(expected)
    if isinstance(expected, dict):
        assert set(result) == set(expected)


@pytest.mark.parametrize("id", EXERCISES)
def test_each_exercise_has_several_styles(id: str) -> None:
    assert sum(name.startswith(f"{id}/") for name in SOLUTIONS) >= STYLES
