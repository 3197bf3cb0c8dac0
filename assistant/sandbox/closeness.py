"""When two arrays are equal within rounding: the same on both sides of the wall."""

from typing import Any

import numpy as np

RTOL, ATOL = 1e-6, 1e-9


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
