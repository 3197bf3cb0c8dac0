"""Numerical gradients by central differences, to check gradients that were derived by hand."""

from collections.abc import Callable
from typing import Any

import numpy as np
from numpy.typing import NDArray


def numerical_gradient(
    f: Callable[[NDArray[Any]], float], x: NDArray[Any], epsilon: float = 1e-6
) -> NDArray[Any]:
    """The gradient of the scalar `f` at `x`, in the shape of `x`; `x` itself is left alone."""
    point = np.array(x, dtype=float)
    gradient = np.zeros_like(point)
    for place in np.ndindex(point.shape):
        original = point[place]
        point[place] = original + epsilon
        above = f(point)
        point[place] = original - epsilon
        gradient[place] = (above - f(point)) / (2 * epsilon)
        point[place] = original
    return gradient


def relative_difference(one: NDArray[Any], other: NDArray[Any]) -> float:
    """The distance of two gradients in units of their size: 0 for equal, at most 1."""
    size = float(np.linalg.norm(one) + np.linalg.norm(other))
    return float(np.linalg.norm(np.subtract(one, other))) / size if size else 0.0
