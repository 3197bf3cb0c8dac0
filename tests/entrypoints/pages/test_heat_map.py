"""Heat maps: colours by size and sign, numbers where they fit, facts in words."""

import pytest

from assistant.entrypoints.pages.heat_map import LONGEST, level, number, pair
from assistant.types import Comparison


def test_two_arrays_share_one_scale_and_wrong_cells_are_marked() -> None:
    one = Comparison("dW", (1, 2), (1, 2), ((True, False),), "2", ((4.0, 1.0),), ((2.0, 1.0),))
    yours, formula = pair(one).maps
    assert [cell.level for cell in yours.cells] == ["p4", "p1"]
    assert [cell.level for cell in formula.cells] == ["p2", "p1"]
    assert [cell.wrong for cell in yours.cells] == [True, False]
    assert pair(one).facts == [
        "1 of 2 cells are wrong; the shape is 1 × 2.",
        "Each wrong cell is 2 times what the formula gives.",
    ]


def test_of_a_random_input_the_pattern_holds_no_number() -> None:
    (one,) = pair(Comparison("dW", (1, 2), (1, 2), ((True, False),), "-1")).maps
    assert [cell.text for cell in one.cells] == ["×", ""]
    assert one.caption == "wrong cells, on a random input"


def test_other_shapes_are_told_and_nothing_is_called_wrong() -> None:
    one = pair(Comparison("db", (2,), (2, 1), (), "", ((1.0, 2.0),), ((1.0,), (2.0,))))
    assert one.facts == ["Its shape is (2,), the formula gives (2, 1)."]
    assert not any(cell.wrong for map in one.maps for cell in map.cells)


@pytest.mark.parametrize("value", [0.0, -0.0942, 1234567.0, -1.23e-05, -4.56e-100, 1e300, None])
def test_a_number_fits_its_square(value: float | None) -> None:
    assert len(number(value)) <= LONGEST + 2 * (value is not None and abs(value) < 1e-99)


@pytest.mark.parametrize(
    ("value", "largest", "named"),
    [(None, 1.0, "none"), (0.0, 0.0, "zero"), (-1.0, 1.0, "n4"), (0.3, 1.0, "p1")],
)
def test_colours_have_names(value: float | None, largest: float, named: str) -> None:
    assert level(value, largest) == named
