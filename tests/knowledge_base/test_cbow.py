"""The bag-of-words exercises reproduce a forum thread and the notebook's tables, digit by digit."""

import re
import runpy
from collections.abc import Callable
from functools import cache
from itertools import islice
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from assistant.exercise.graph import Exercise, Values
from assistant.exercise.recipe import build, is_plain_call
from assistant.exercise.recorded import compare
from assistant.library.exercises import load_exercise, load_facts
from assistant.sandbox.inside.course import get_batches, get_dict

ROOT = Path(__file__).parents[2]
FOLDER = ROOT / "knowledge_base" / "exercises"
COURSE = "nlp-c2-w4"
SEED_THREAD = ROOT.parent / "shared" / "seeds" / "001_53ee7c72aa8a25f0.txt"
FACTS = load_facts(FOLDER)
NAMES = ("W1", "W2", "b1", "b2")
PRINTED = re.compile(r"(\w+)\.values:?\s+(array\(.*?\]\))", re.DOTALL)
NUMBER = re.compile(r"-?\d+\.\d*(?:e[-+]\d+)?")
COMPOSED = [
    pytest.param(function, case, id=f"{function}: {case['variant'][:50]}")
    for function in ("compute_cost", "back_prop", "gradient_descent")
    for case in FACTS[f"{COURSE}/{function}"]["cases"]
    if case.get("composed")
]
THREAD = next(c for c in FACTS[f"{COURSE}/back_prop"]["cases"] if c.get("composed"))


def exercise(function: str) -> Exercise:
    """One exercise of the course."""
    return load_exercise(FOLDER / COURSE / f"{function}.py")


def recorded(function: str) -> Callable[..., Any]:
    """The composed reference beside an exercise."""
    path = FOLDER / COURSE / f"{function}.py"
    found: Callable[..., Any] = runpy.run_path(str(path))["recorded"]
    return found


def run(function: str, values: Values) -> Values:
    """The outputs of one exercise, from those of the exercises before it."""
    one = exercise(function)
    names = [*one.parameters, *one.defaults]
    return one.run({name: values[name] for name in names if name in values})


@cache
def thread() -> Values:
    """The thread's data through all exercises of the week, one after the other."""
    values = {**build(THREAD["inputs"]), "N": 50, "V": 5778, "random_seed": 1, "batch_size": 4}
    for function in ("initialize_model", "forward_prop", "softmax", "compute_cost", "back_prop"):
        values |= run(function, values)
    return values


def corners(array: Any) -> Any:
    """Three entries from each end of each axis that NumPy abbreviates."""
    for axis, size in enumerate(array.shape):
        if size > 6:
            array = np.take(array, [0, 1, 2, -3, -2, -1], axis=axis)
    return array


@pytest.mark.parametrize("name", THREAD["expected"])
def test_the_chained_exercises_give_the_numbers_of_the_forum_thread(name: str) -> None:
    case = {**THREAD, "expected": {name: THREAD["expected"][name]}}
    assert compare(case, {name: corners(thread()[name])}) == []


def like(value: float, printed: str) -> str:
    """The value with as many digits as the printed number has."""
    mantissa, exponent, _ = printed.partition("e")
    digits = len(mantissa.partition(".")[2])
    return f"{value:.{digits}e}" if exponent else f"{value:#.{digits}f}"


@pytest.mark.parametrize("name", THREAD["expected"])
def test_each_number_printed_in_the_thread_is_ours_to_the_last_digit(name: str) -> None:
    """Reads ../shared/seeds, where the thread is."""
    if not SEED_THREAD.is_file():
        pytest.skip("../shared/seeds is not beside this checkout")
    shown = [text for found, text in PRINTED.findall(SEED_THREAD.read_text()) if found == name]
    values = corners(thread()[name]).ravel()
    assert shown
    for text in shown:
        numbers = NUMBER.findall(text)
        assert numbers == [like(v, n) for v, n in zip(values, numbers, strict=True)]


@pytest.mark.parametrize(("function", "case"), COMPOSED)
def test_a_composed_reference_gives_the_recorded_numbers(
    function: str, case: dict[str, Any]
) -> None:
    arguments = [build(case["inputs"])[a] if isinstance(a, str) else a["lit"] for a in case["args"]]
    result = recorded(function)(*arguments)
    assert compare(case, result) == []


@pytest.mark.parametrize(("function", "case"), COMPOSED)
def test_a_composed_case_is_never_given_to_a_student(function: str, case: dict[str, Any]) -> None:
    assert not is_plain_call(exercise(function), case)


def test_the_thread_costs_as_much_as_was_computed_from_it_in_either_form() -> None:
    values = thread()
    categorical = -np.sum(values["y"] * np.log(values["yhat"])) / 4
    assert values["cost"] == pytest.approx(11.580625457296726, rel=1e-12)
    assert categorical == pytest.approx(10.578767351310848, rel=1e-12)


def test_the_thread_does_not_show_a_missing_mask_but_shows_relu_of_l1() -> None:
    """All z1 are positive, so only random inputs find a missing mask."""
    values = thread()
    assert np.all(values["z1"] > 0)
    np.testing.assert_array_equal(values["l1"], values["l1_unmasked"])
    older = np.sum(np.maximum(0, values["l1"]), axis=1, keepdims=True) / 4
    assert compare({"expected": {"": THREAD["expected"]["grad_b1"]}}, corners(older)) != []


@pytest.mark.parametrize("seed", range(5))
def test_a_sample_shows_each_known_mistake_of_the_backward_pass(seed: int) -> None:
    drawn = exercise("back_prop").sample(np.random.default_rng(seed))
    values = exercise("back_prop").run(drawn)
    m = drawn["batch_size"]
    assert (values["z1"] < 0).any()
    assert (values["z1"] > 0).any()
    unmasked = values["l1_unmasked"] @ drawn["x"].T / m
    relu = np.maximum(0, values["l1_unmasked"]) @ drawn["x"].T / m
    for wrong in (unmasked, relu):
        assert not np.allclose(wrong, values["grad_W1"])
    assert not np.allclose(values["grad_W1"].sum(axis=1, keepdims=True), values["grad_b1"])
    assert not np.allclose(values["grad_W2"].sum(axis=1, keepdims=True), values["grad_b2"])


@pytest.mark.parametrize("seed", range(5))
def test_a_sample_has_no_two_equal_dimensions(seed: int) -> None:
    drawn = exercise("back_prop").sample(np.random.default_rng(seed))
    (V, m), N = drawn["x"].shape, drawn["W1"].shape[0]
    assert len({V, m, N}) == 3
    assert drawn["batch_size"] == m


def test_the_masked_gradient_learns_the_repeated_window_as_recorded() -> None:
    """0.530930 after ten batches: training's own steps agree with the composed reference."""
    text = ["o", "for", "a", "muse", "of"]
    inputs = {
        "data": text,
        "word2Ind": dict(zip(text, (3383, 2004, 1, 3263, 3411), strict=True)),
        "N": 50,
        "V": 5778,
        "num_iters": 10,
        "alpha": 0.03,
        "random_seed": 282,
        "batch_size": 1,
    }
    values = exercise("gradient_descent").run(inputs)
    costs = recorded("gradient_descent")(values["x_0"], values["y_0"], "mask", False)
    assert f"{values['cost_9']:.6f}" == f"{costs[0]:.6f}" == "0.530930"


@pytest.mark.parametrize("seed", range(3))
def test_training_is_the_chain_of_the_other_exercises(seed: int) -> None:
    one = exercise("gradient_descent")
    inputs = one.sample(np.random.default_rng(seed))
    values = {**inputs, **run("initialize_model", inputs), "batch_size": 128}
    batches = get_batches(inputs["data"], inputs["word2Ind"], inputs["V"], 2, 128)
    for x, y in islice(batches, inputs["num_iters"]):
        values |= {"x": x, "y": y}
        for function in ("forward_prop", "softmax", "back_prop"):
            values |= run(function, values)
        for name in NAMES:
            values[name] = values[name] - inputs["alpha"] * values[f"grad_{name}"]
    outputs = one.outputs(one.run(inputs))
    for name in NAMES:
        np.testing.assert_allclose(outputs[name], values[name], rtol=1e-12)


def test_the_rate_decays_after_every_hundredth_batch() -> None:
    one = exercise("gradient_descent")
    inputs = {**one.sample(np.random.default_rng(0)), "num_iters": 201, "alpha": 1.0}
    values = one.run({**inputs, "batch_size": 2})
    rates = [values[f"alpha_{i}"] for i in (0, 99, 100, 199, 200)]
    assert rates == pytest.approx([1.0, 1.0, 0.66, 0.66, 0.4356])


def test_batches_hold_consecutive_windows_and_begin_again_at_the_end() -> None:
    word2Ind, Ind2word = get_dict(["b", "a", "d", "c", "e", "a"])
    assert Ind2word == dict(enumerate("abcde"))
    batches = get_batches(list("bacdea"), word2Ind, 5, 2, 3)
    x, y = next(batches)
    assert x.shape == y.shape == (5, 3)
    assert [Ind2word[int(i)] for i in y.argmax(axis=0)] == ["c", "d", "c"]
    np.testing.assert_allclose(x[:, 0], [0.25, 0.25, 0, 0.25, 0.25])
    np.testing.assert_allclose(x[:, 1], [0.5, 0, 0.25, 0, 0.25])
    np.testing.assert_allclose(x.sum(axis=0), 1)
    assert Ind2word[int(next(batches)[1][:, 0].argmax())] == "d"


def test_a_word_twice_in_a_window_counts_twice() -> None:
    word2Ind, _ = get_dict(["a", "b"])
    x, _ = next(get_batches(["a", "a", "b", "a", "b"], word2Ind, 2, 2, 1))
    np.testing.assert_allclose(x[:, 0], [0.75, 0.25])
