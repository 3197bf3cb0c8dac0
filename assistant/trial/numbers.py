"""Values as arrays of numbers."""

from typing import Any

import numpy as np


def as_numbers(value: Any) -> np.ndarray | None:
    """A float array, where the value is numeric; a list is not an array."""
    if isinstance(value, np.ndarray | np.generic | bool | int | float):
        array = np.asarray(value)
        return array.astype(float) if array.dtype.kind in "biuf" else None
    if isinstance(value, list) and all(is_number(item) for item in value):
        return np.asarray([float(np.ravel(item)[0]) for item in value])
    return None


def is_number(item: Any) -> bool:
    """A number, or an array of shape () that holds one."""
    numeric = isinstance(item, np.ndarray | np.generic | int | float)
    return numeric and np.ndim(item) == 0 and np.asarray(item).dtype.kind in "biuf"
