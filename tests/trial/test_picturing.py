"""What a page may draw of a trial: states of steps, arrays of the course's inputs, patterns."""

import numpy as np
import pytest

from assistant.trial.picturing import SIDE, beside, factor, grid
from assistant.types import Post, Trial
from assistant.wiring import Assistant
from tests.stories import CRASHING, EXERCISE, NO_MEAN, RIGHT, WRONG


def trial_of(assistant: Assistant, code: str) -> Trial:
    return assistant.answer(Post(code=code, exercise=EXERCISE)).diagnosis.trial


@pytest.mark.parametrize("code", [WRONG, CRASHING], ids=["wrong", "crashing"])
def test_the_wrong_step_and_what_rests_on_it_are_told_apart(
    assistant: Assistant, code: str
) -> None:
    states = {one.name: one.state for one in trial_of(assistant, code).steps}

    assert states["dZ1"] == "wrong"
    assert {states[name] for name in ("dZ1_XT", "dW1", "dZ1_sum", "db1")} == {"depends"}
    assert {states[name] for name in ("dZ2", "dW2", "db2")} == {"right"}
    assert states["dZ2_A1T"] == "inside"
    assert states["dtanh1"] == "absent"


def test_of_right_code_every_step_is_found(assistant: Assistant) -> None:
    states = {one.state for one in trial_of(assistant, RIGHT).steps}
    assert states == {"right", "inside"}


def test_arrays_of_the_course_stand_side_by_side_with_their_factor(assistant: Assistant) -> None:
    (one,) = trial_of(assistant, NO_MEAN).comparisons

    assert (one.name, one.factor, one.shape) == ("dW1", "m", one.expected_shape)
    assert all(cell for row in one.wrong for cell in row)
    ratios = np.array(one.given, dtype=float) / np.array(one.expected, dtype=float)
    assert np.allclose(ratios, ratios[0, 0], rtol=1e-4)


def test_of_a_random_input_only_the_pattern_is_told() -> None:
    wanted = np.arange(1.0, 7.0).reshape(2, 3)
    given = np.where(wanted > 4, -wanted, wanted)

    one = beside("dW1", given, wanted, {}, printed=False)

    assert one.wrong == ((False, False, False), (False, True, True))
    assert (one.given, one.expected, one.factor) == ((), (), "-1")


def test_code_that_fits_only_the_course_tells_no_value(assistant: Assistant) -> None:
    fitted = RIGHT.replace("np.sum(dZ2, axis=1, keepdims=True)", "np.sum(dZ2, keepdims=True)")
    trial = trial_of(assistant, fitted)

    assert "right-on-course-inputs" in trial.notices
    assert trial.comparisons
    assert not any(one.given or one.expected for one in trial.comparisons)


def test_a_large_array_is_cut_and_what_is_no_number_is_left_blank() -> None:
    array = np.ones((40, 3, 20))
    array[0, 0, 0] = np.nan

    shown = grid(array)

    assert (len(shown), len(shown[0])) == (SIDE, SIDE)
    assert (shown[0][0], shown[0][1]) == (None, 1.0)


@pytest.mark.parametrize(
    ("given", "wanted", "named"),
    [
        ([2.0, 4.0], [1.0, 2.0], "2"),
        ([5.0, 10.0], [1.0, 2.0], "m"),
        ([1.0, 2.0], [5.0, 10.0], "1/m"),
        ([1.0, 3.0], [1.0, 2.0], ""),
        ([1.0], [0.0], ""),
        ([np.inf], [1.0], ""),
    ],
)
def test_a_steady_factor_has_a_name(given: list[float], wanted: list[float], named: str) -> None:
    assert factor(np.array(given), np.array(wanted), {"m": 5}) == named


def test_an_empty_array_has_nothing_to_draw() -> None:
    one = beside("b1", np.ones((3, 0)), np.ones((3, 1)), {}, printed=True)

    assert (one.shape, one.given, one.wrong) == ((3, 0), (), ())
    assert one.expected == ((1.0,), (1.0,), (1.0,))
