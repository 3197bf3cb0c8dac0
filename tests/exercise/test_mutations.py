"""What an exercise lists as wrong: of a step, of every turn of a loop, of an input."""

from functools import partial
from typing import Any

import numpy as np
import pytest

from assistant.exercise.dictionary import Dictionary, dictionary
from assistant.exercise.graph import Exercise, step

START, X = np.array([1.0, 2.0]), np.array([[3.0, 5.0, 7.0], [4.0, 6.0, 8.0]])


def at(t: int, x: np.ndarray) -> np.ndarray:
    return np.asarray(x[:, t])


def joined(state: np.ndarray, column: np.ndarray) -> np.ndarray:
    return 2 * state + column


def last(state: np.ndarray) -> np.ndarray:
    return state


def turns(_: Any) -> Any:
    """Three turns, each of which hands its state on."""
    for t in range(3):
        before = f"state_{t - 1}" if t else "start"
        yield step(f"column_{t}", partial(at, t), x="x")
        yield step(f"state_{t}", joined, state=before, column=f"column_{t}", now=f"column_{t}")
    yield step("result", last, state="state_2")


MISTAKES = {
    "start": (("wrong-initialisation", "np.zeros(start.shape)"),),
    "at": (("loop-reuses-first-input", "x[:, 0]"), ("wrong-slice", "x[:, t - 1]")),
    "joined": (
        ("loop-reuses-first-input", "2 * start + column"),
        ("wrong-accumulation", "now + column"),
    ),
}
EXERCISE = Exercise(
    id="course/turns",
    title="Turns",
    arguments={"start": "start", "x": "x"},
    returns="result",
    sample=lambda rng: {"start": rng.normal(size=2), "x": rng.normal(size=(2, 3))},
    unroll=turns,
    mistakes=MISTAKES,
)


@pytest.fixture(scope="module")
def known() -> Dictionary:
    return dictionary(EXERCISE, {"notebook": {"start": START, "x": X}})


@pytest.mark.parametrize(
    ("text", "result"),
    [
        ("np.zeros(start.shape)", 4 * X[:, 0] + 2 * X[:, 1] + X[:, 2]),
        ("x[:, 0]", 8 * START + 7 * X[:, 0]),
        ("x[:, t - 1]", 8 * START + 4 * X[:, 2] + 2 * X[:, 0] + X[:, 1]),
        ("2 * start + column", 2 * START + X[:, 2]),
        ("now + column", 2 * X[:, 2]),
    ],
)
def test_a_listed_mistake_is_made_in_every_turn(
    known: Dictionary, text: str, result: np.ndarray
) -> None:
    slug = next(slug for listed in MISTAKES.values() for slug, one in listed if one == text)
    alone = [several[0].text if len(several) == 1 else "" for several in known.formulas]
    number = alone.index(text)

    assert known.mistakes[number].slugs == (slug,)
    np.testing.assert_allclose(known.under("notebook", number)["result"], result)


def test_a_turn_binds_its_number_and_keeps_what_stands_beside() -> None:
    _, second, third, *_ = turns({})

    assert (second.needs, second.beside, second.bound) == (
        {"state": "start", "column": "column_0"},
        {"now": "column_0"},
        {},
    )
    assert (third.needs, third.bound, third.shared) == ({"x": "x"}, {"t": 1}, at)
