"""Every exercise of the knowledge base gives the numbers that its course printed."""

import json
import runpy
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from assistant.exercise.graph import Exercise, Values, pack
from assistant.exercise.recipe import case_call, case_inputs, is_plain_call
from assistant.exercise.recorded import compare
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


@pytest.fixture(scope="module")
def load() -> Any:
    """Loads an exercise once."""
    known: dict[str, Exercise] = {}

    def loaded(id: str) -> Exercise:
        if id not in known:
            known[id] = load_exercise(FILES[id])
        return known[id]

    return loaded


def result_of(exercise: Exercise, inputs: Values) -> Any:
    """What the function returns; in a dict, what was computed on the way as well."""
    values = exercise.run(inputs)
    result = pack(exercise.template(exercise.returns, values), values)
    return {**values, **result} if isinstance(result, dict) else result


@pytest.mark.parametrize(("id", "case"), CASES)
def test_the_recorded_numbers_are_reproduced(load: Any, id: str, case: dict[str, Any]) -> None:
    """A case that is no plain call goes to the file's own function `recorded`, if it has one."""
    exercise = load(id)
    recorded = runpy.run_path(str(FILES[id])).get("recorded")
    if recorded is not None and not is_plain_call(exercise, case):
        args, keywords = case_call(case)
        result = recorded(*args, **keywords)
    else:
        result = result_of(exercise, case_inputs(exercise, case))
    assert compare(case, result) == []


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


@pytest.mark.parametrize("id", FILES)
def test_no_recorded_case_was_left_out(id: str) -> None:
    """Reads ../shared/exercises, the list that the facts were taken from."""
    course, _, function = id.partition("/")
    source = SHARED / f"{course}.json"
    if not source.is_file():
        pytest.skip("../shared/exercises is not beside this checkout")
    listed = [one for one in json.loads(source.read_text()) if one["function"] == function]
    wanted = {case["variant"] for one in listed for case in one["cases"] if case["verified"]}
    assert wanted <= {case["variant"] for case in FACTS.get(id, {}).get("cases", ())}
