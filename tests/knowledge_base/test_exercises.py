"""Every exercise of the knowledge base gives the numbers that its course printed."""

import json
import runpy
from collections.abc import Callable
from functools import cache
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from assistant.exercise.graph import Exercise, Values, pack
from assistant.exercise.recipe import case_call, case_inputs, is_plain_call
from assistant.exercise.recorded import compare, difference
from assistant.library.exercises import load_exercise, load_facts

ROOT = Path(__file__).parents[2]
FOLDER = ROOT / "knowledge_base" / "exercises"
SHARED = ROOT.parent / "shared" / "exercises"
FILES = {f"{path.parent.name}/{path.stem}": path for path in sorted(FOLDER.glob("*/*.py"))}
FACTS = load_facts(FOLDER)
CASES = [
    pytest.param(name, case, id=f"{name}: {case['variant'][:60]}")
    for name in FILES
    for case in FACTS.get(name, {}).get("cases", ())
    if not case.get("known_inconsistent")
]


RECORDED = [
    pytest.param(f"{source.stem}/{one['function']}", case["variant"], path, case)
    for source in sorted(SHARED.glob("*.json"))
    for one in json.loads(source.read_text())
    for case in one["cases"]
    for path in case["expected"]
    if not case.get("known_inconsistent")
]


@cache
def loaded(id: str) -> Exercise:
    """Loads an exercise once."""
    return load_exercise(FILES[id])


@pytest.fixture(scope="module")
def load() -> Callable[[str], Exercise]:
    """The exercise of an id."""
    return loaded


def result_of(exercise: Exercise, inputs: Values) -> Any:
    """What the function returns; in a dict, what was computed on the way as well."""
    values = exercise.run(inputs)
    result = pack(exercise.template(exercise.returns, values), values)
    return {**values, **result} if isinstance(result, dict) else result


@cache
def computed(id: str, variant: str) -> Any:
    """What our exercise gives for a recorded case; long trainings are run once.

    A case that is no plain call goes to the file's own function `recorded`, if it has one.
    """
    (case,) = (one for one in FACTS[id]["cases"] if one["variant"] == variant)
    recorded = runpy.run_path(str(FILES[id])).get("recorded")
    if recorded is not None and not is_plain_call(loaded(id), case):
        args, keywords = case_call(case)
        return recorded(*args, **keywords)
    return result_of(loaded(id), case_inputs(loaded(id), case))


@pytest.mark.parametrize(("id", "case"), CASES)
def test_the_recorded_numbers_are_reproduced(id: str, case: dict[str, Any]) -> None:
    assert compare(case, computed(id, case["variant"])) == []


@pytest.mark.parametrize(("id", "variant", "path", "case"), RECORDED)
def test_every_number_that_was_recorded_is_ours(
    id: str, variant: str, path: str, case: dict[str, Any]
) -> None:
    """Reads ../shared/exercises: a function, a variant or a number left out fails here."""
    assert variant in {one["variant"] for one in FACTS.get(id, {}).get("cases", ())}
    assert difference(case, path, computed(id, variant)) == ""


@pytest.mark.parametrize("id", FILES)
@pytest.mark.parametrize("seed", [1, 2, 3])
def test_a_sample_gives_finite_outputs_and_no_square_array(load: Any, id: str, seed: int) -> None:
    exercise = load(id)
    inputs = {**exercise.defaults, **exercise.sample(np.random.default_rng(seed))}
    for name, value in inputs.items():
        if name in exercise.square:
            continue
        if isinstance(value, np.ndarray) and value.ndim == 2 and value.size > 1:
            assert value.shape[0] != value.shape[1]
    outputs = exercise.outputs(exercise.run(inputs))
    assert outputs
    for value in outputs.values():
        if isinstance(value, np.ndarray | np.generic | float):
            assert np.all(np.isfinite(value))


@pytest.mark.parametrize("id", FILES)
def test_the_same_inputs_give_the_same_outputs_and_stay_as_they_were(load: Any, id: str) -> None:
    exercise = load(id)
    inputs = {**exercise.defaults, **exercise.sample(np.random.default_rng(4))}
    before = {name: np.copy(v) for name, v in inputs.items() if isinstance(v, np.ndarray)}
    first = exercise.outputs(exercise.run(inputs))
    again = exercise.outputs(exercise.run(inputs))
    assert all(np.array_equal(inputs[name], value) for name, value in before.items())
    for name, value in first.items():
        if isinstance(value, np.ndarray | np.generic | float):
            assert np.array_equal(value, again[name])


@pytest.mark.parametrize("id", FILES)
def test_earlier_functions_are_in_the_library(load: Any, id: str) -> None:
    assert set(load(id).calls) <= set(FILES)
