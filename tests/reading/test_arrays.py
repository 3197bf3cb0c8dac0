"""Arrays are read in every layout in which they are pasted, with the digits that are there."""

import random

import numpy as np
import pytest

from assistant.evaluating.posting import LAYOUTS, labelled
from assistant.reading.arrays import printed_arrays

SHAPES = [(4, 3), (1, 1), (4, 1), (1, 4), (5,), (3, 2), (6, 6), (12,)]


@pytest.mark.parametrize("shape", SHAPES, ids=str)
@pytest.mark.parametrize("layout", LAYOUTS)
def test_what_is_printed_is_read_to_its_last_digit(layout: str, shape: tuple[int, ...]) -> None:
    for seed in range(12):
        rng, draws = random.Random(seed), np.random.default_rng(seed)
        array = draws.standard_normal(shape) * 10.0 ** draws.integers(-6, 4)
        text = labelled("dW1", LAYOUTS[layout](array, rng.choice((3, 8)), rng), rng)

        (found,) = printed_arrays(f"I get\n{text}\nand then text")

        assert found.label in ("dW1", 'grads["dW1"]')
        if layout != "elided" or array.size <= 6:
            near = zip(found.values, array.ravel(), found.slack, strict=True)
            assert all(abs(read - true) <= 1.01 * slack for read, true, slack in near), text
        if layout not in ("elided", "no brackets"):
            assert found.shape == shape


@pytest.mark.parametrize(
    ("text", "values"),
    [
        ("db1 = [[0.]\n [0.]]", (0.0, 0.0)),
        ("dW = 1.5 2.25]\n [0.5 3.25]]", (1.5, 2.25, 0.5, 3.25)),
        ("dW1 = tensor([[1.5, 2.25]])", (1.5, 2.25)),
        ("**dW1** = [[1.5 2.25]]", (1.5, 2.25)),
        ("cost = np.float64(0.6931)", (0.6931,)),
    ],
)
def test_odd_layouts_are_read(text: str, values: tuple[float, ...]) -> None:
    assert printed_arrays(text)[0].values == values


@pytest.mark.parametrize(
    ("text", "label", "index", "values"),
    [
        ("a[4][1] =  [-0.99999375  0.77911235]", "a", (4, 1), (-0.99999375, 0.77911235)),
        ("a_next[4] = \n [ 0.5 0.25\n  0.75]", "a_next", (4,), (0.5, 0.25, 0.75)),
        ("caches[1][1][3] =\n [-1.14 0.58]", "caches", (1, 1, 3), (-1.14, 0.58)),
        ("caches[1][1[1]] = [0.8 0.2]", "caches", (1, 1, 1), (0.8, 0.2)),
        ("a[4][3][6] =  0.172117767533", "a", (4, 3, 6), (0.172117767533,)),
        ("x[0, 1]: [0.8, 0.2]", "x", (0, 1), (0.8, 0.2)),
        ('gradients["dxt"][1][2] = -0.46', 'gradients["dxt"]', (1, 2), (-0.46,)),
        ('gradients["dba"][4] = [0.2]', 'gradients["dba"]', (4,), (0.2,)),
        ('v["dW1"] = \n[[0.5 0.25]]', 'v["dW1"]', (), (0.5, 0.25)),
    ],
)
def test_a_part_is_read_with_its_place(
    text: str, label: str, index: tuple[int, ...], values: tuple[float, ...]
) -> None:
    (found,) = printed_arrays(f"I get\n{text}\nand then text")

    assert (found.label, found.index, found.values) == (label, index, values)


def test_a_part_that_is_asked_for_is_not_one_that_is_shown() -> None:
    asked = "assert np.allclose(a[5, 2, 2:6], [0.99, 0.98]), 'Wrong values for a'"

    assert printed_arrays(asked) == ()


@pytest.mark.parametrize("text", ["see [1] and [2]", "m = number of examples", "", "[[", "dW1 = ["])
def test_what_is_no_array_is_none(text: str) -> None:
    assert not [one for one in printed_arrays(text) if len(one.values) > 1]


@pytest.mark.parametrize(
    "text", ["Why is dZ[1] = W[2].T dZ[2] * g[1]'(Z[1])?", "m = X.shape[1] and A.shape[0]", "a[-1]"]
)
def test_an_index_is_no_print(text: str) -> None:
    assert printed_arrays(text) == ()


@pytest.mark.parametrize(
    ("before", "role"),
    [
        ("My output differs from the expected one.", "actual"),
        ("I get 1, and the notebook wants", "expected"),
        ("I get 1 instead of", "expected"),
        ("Expected output", "expected"),
    ],
)
def test_the_nearest_words_say_whose_numbers_they_are(before: str, role: str) -> None:
    (array,) = printed_arrays(f"{before}\ns = [0.25 0.75]")

    assert array.role == role
