"""Values as arrays of numbers, and when two of them are equal."""

from typing import Any

import numpy as np

RTOL, ATOL = 1e-6, 1e-9


def as_numbers(value: Any) -> np.ndarray | None:
    """A float array, where the value is numeric; a list is not an array."""
    if isinstance(value, np.ndarray | np.generic | bool | int | float):
        array = np.asarray(value)
        return array.astype(float) if array.dtype.kind in "biuf" else None
    if isinstance(value, list) and all(is_number(item) for item in value):
        return np.asarray([float(np.ravel(item)[0]) for item in value])
    return None


def near(have: Any, want: Any) -> Any:
    """Where two arrays are equal within rounding: `np.isclose` with `equal_nan`, but quicker."""
    within = (abs(have - want) <= ATOL + RTOL * abs(want)) & np.isfinite(want)
    return within | (have == want) | ((have != have) & (want != want))


def alike(have: np.ndarray, want: np.ndarray) -> bool:
    """Arrays of one shape are equal within rounding; most that differ do so at the start."""
    if not have.size:
        return True
    with np.errstate(invalid="ignore", over="ignore"):
        return bool(near(have.item(0), want.item(0)) and np.all(near(have, want)))


def is_number(item: Any) -> bool:
    """A number, or an array of shape () that holds one."""
    numeric = isinstance(item, np.ndarray | np.generic | int | float)
    return numeric and np.ndim(item) == 0 and np.asarray(item).dtype.kind in "biuf"
