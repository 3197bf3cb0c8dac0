"""What crosses the wall arrives as it was, and what is malformed is refused."""

import contextlib
import json
from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.sandbox.values import dumps, loads

PLAIN = st.recursive(
    st.none()
    | st.booleans()
    | st.integers(-(2**62), 2**62)
    | st.floats(allow_nan=False)
    | st.text(),
    lambda inner: (
        st.lists(inner, max_size=4)
        | st.tuples(inner, inner)
        | st.dictionaries(st.text(max_size=5), inner, max_size=4)
    ),
    max_leaves=12,
)


@given(PLAIN)
def test_plain_data_arrives_as_it_was(value: Any) -> None:
    assert loads(dumps(value)) == value


@pytest.mark.parametrize("dtype", ["f8", "f4", "i8", "i4", "bool", "c16"])
def test_arrays_keep_dtype_and_shape(dtype: str) -> None:
    array = np.arange(6).reshape(2, 3).astype(dtype)

    arrived = loads(dumps(array))

    assert arrived.dtype == array.dtype
    assert np.array_equal(arrived, array)


def test_a_numpy_number_stays_one_and_a_python_number_stays_one() -> None:
    assert type(loads(dumps(np.float64(1.5)))) is np.float64
    assert type(loads(dumps(1.5))) is float


@pytest.mark.parametrize("value", [object(), {1, 2}, np.array([object()]), 2**70, lambda: 0])
def test_what_is_not_plain_crosses_as_the_name_of_its_type(value: Any) -> None:
    assert isinstance(loads(dumps(value)), str)


@pytest.mark.parametrize(
    "body",
    [
        b"",
        b"{",
        b"[1,",
        json.dumps({"no": "tag"}).encode(),
        json.dumps({"$": "t", "v": 3}).encode(),
        json.dumps({"$": "a", "d": "<f8", "s": [2], "b": "AAAA"}).encode(),
        json.dumps({"$": "a", "d": "|O", "s": [1], "b": ""}).encode(),
        json.dumps({"$": "a", "d": "<f8", "s": [-1], "b": ""}).encode(),
        json.dumps({"$": "f", "v": "one"}).encode(),
        ("[" * 200 + "]" * 200).encode(),
        b"\xff\xfe",
    ],
)
def test_a_malformed_frame_is_a_value_error(body: bytes) -> None:
    with pytest.raises(ValueError, match=r"."):
        loads(body)


@given(st.binary(max_size=200))
def test_no_bytes_do_anything_else(body: bytes) -> None:
    with contextlib.suppress(ValueError):
        loads(body)
