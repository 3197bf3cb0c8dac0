"""Which edits mend a product that cannot be taken, tried on arrays of these shapes."""

from itertools import product

import numpy as np
import pytest

from assistant.finding.mending import EDITS, mending, ruled_out

SHAPES = list(product((1, 2, 3, 4), repeat=2))


def taken(*factors: np.ndarray) -> bool:
    """NumPy can multiply these as matrices."""
    try:
        np.dot(*factors)
    except ValueError:
        return False
    return True


def broadcast(*factors: np.ndarray) -> bool:
    """NumPy can multiply these element by element."""
    try:
        np.multiply(*factors)
    except ValueError:
        return False
    return True


@pytest.mark.parametrize("first", SHAPES)
def test_an_edit_mends_just_where_numpy_then_takes_the_product(first: tuple[int, int]) -> None:
    for second in SHAPES:
        a, b = np.ones(first), np.ones(second)
        expected = {
            "wrong-transpose": taken(a, b.T) or taken(a.T, b) or taken(a.T, b.T),
            "operands-swapped": taken(b, a),
            "dot-instead-of-elementwise": broadcast(a, b),
        }

        assert mending(first, second) == {edit for edit, does in expected.items() if does}


def test_an_edit_that_mends_one_of_two_messages_is_not_ruled_out() -> None:
    message = "shapes (4,3) and (4,3) not aligned, then shapes (4,5) and (3,4) not aligned"

    assert ruled_out(message) == frozenset()


def test_shapes_of_which_no_side_agrees_rule_out_every_edit() -> None:
    assert ruled_out("shapes (1,4) and (2,3) not aligned: 4 (dim 1) != 2 (dim 0)") == EDITS


@pytest.mark.parametrize("message", ["", "shapes (3,) and (4,3) not aligned", "not aligned"])
def test_what_is_no_product_of_two_matrices_rules_nothing_out(message: str) -> None:
    assert ruled_out(message) == frozenset()
