"""Fuzzing: whatever bytes come out of a worker, the service gets a value or a ValueError."""

import json
import math
from typing import Any

import numpy as np
from hypothesis import given
from hypothesis import strategies as some

from assistant.sandbox.values import dumps, loads

plain = some.recursive(
    some.none() | some.booleans() | some.integers() | some.text() | some.floats(),
    lambda inner: some.lists(inner) | some.dictionaries(some.text(), inner),
    max_leaves=12,
)
tagged = some.fixed_dictionaries(
    {"$": some.sampled_from("atdsfox?") | plain},
    optional={
        "v": plain,
        "t": some.sampled_from(["<f8", "<i8", "|b1", "|O", "<U9"]) | plain,
        "s": some.lists(some.integers(-2, 2**62), max_size=9) | plain,
    },
)


def survives(body: bytes) -> None:
    """The parser gives a value or says that the frame is malformed."""
    try:
        loads(body)
    except ValueError:
        return


@given(some.binary())
def test_any_bytes(body: bytes) -> None:
    survives(body)


@given(some.recursive(plain | tagged, lambda inner: some.lists(inner) | tagged, max_leaves=12))
def test_any_json(value: Any) -> None:
    survives(json.dumps(value).encode())


@given(plain)
def test_plain_values_come_back_as_they_went(value: Any) -> None:
    def same(a: Any, b: Any) -> bool:
        if isinstance(a, float) and isinstance(b, float):
            return a == b or (math.isnan(a) and math.isnan(b))
        if isinstance(a, list):
            return len(a) == len(b) and all(map(same, a, b))
        if isinstance(a, dict):
            return a.keys() == b.keys() and all(same(a[key], b[key]) for key in a)
        return bool(a == b) or (isinstance(a, int) and abs(a) >= 2**63)

    assert same(value, loads(dumps(value)))


@given(some.integers(0, 199), some.integers(0, 255))
def test_a_changed_byte_of_a_real_frame(place: int, byte: int) -> None:
    body = bytearray(dumps({"done": {"results": [np.arange(6.0).reshape(2, 3)]}}))
    body[place % len(body)] = byte
    survives(bytes(body))
