"""Compares a result with the numbers that a course printed, to the printed precision."""

import re
from collections.abc import Callable, Mapping
from decimal import Decimal
from typing import Any

import numpy as np
from numpy.typing import NDArray

PATH = re.compile(r"^(.*?)(?:\[(\d*):(\d*)\])?(?:@\[([\d,]+)\])?$")
SLACK = 0.6  # of a unit in the last place: the printed number itself is rounded
ZERO = 1e-12

OPERATIONS: dict[str, Callable[[Any], Any]] = {"mean": np.mean, "shape": np.shape, "len": len}


def compare(case: Mapping[str, Any], result: Any) -> list[str]:
    """One sentence for each recorded number that the result does not reproduce."""
    sentences = (difference(case, path, result) for path in case["expected"])
    return [sentence for sentence in sentences if sentence]


def difference(case: Mapping[str, Any], path: str, result: Any) -> str:
    """What is wrong at one path of the result; empty if nothing is."""
    name = path or "result"
    expected = np.asarray(case["expected"][path], dtype=float)
    operation = case.get("ops", {}).get(path)
    try:
        found = pick(result, path)
        numbers = np.asarray(OPERATIONS[operation](found) if operation else found, dtype=float)
    except (LookupError, TypeError, ValueError) as error:
        return f"{name}: not there or no numbers ({error})."
    if numbers.shape != expected.shape:
        return f"{name}: shape {numbers.shape}, recorded is {expected.shape}."
    distance = np.abs(numbers - expected)
    if np.all(distance <= allowed(case, path, expected)):
        return ""
    return f"{name}: off by {np.max(distance):.3g}."


def pick(result: Any, path: str) -> Any:
    """`0.W1` is result[0]["W1"], `x[0:3]` takes rows, `x@[1,2]` one element; empty is all."""
    names, start, stop, element = PATH.match(path).groups()  # type: ignore[union-attr]
    for name in filter(None, names.split(".")):
        result = result[name] if isinstance(result, Mapping) else result[int(name)]
    if start is not None:
        result = result[int(start or 0) : int(stop) if stop else None]
    return result if element is None else result[tuple(map(int, element.split(",")))]


def allowed(case: Mapping[str, Any], path: str, expected: NDArray[Any]) -> NDArray[Any]:
    """The allowed error: stated by the case, else that of the printed digits."""
    if path in case.get("decimals", {}):
        return np.full(expected.shape, SLACK * 10.0 ** -case["decimals"][path])
    if "rtol" in case:
        stated: NDArray[Any] = np.abs(expected) * case["rtol"] + case.get("atol", 1e-8)
        return stated
    return tolerance(expected)


def tolerance(expected: NDArray[Any]) -> NDArray[Any]:
    """A little more than half a unit in the last place, as NumPy prints the array."""
    size = np.abs(expected)
    printed = [Decimal(repr(float(v))).normalize().as_tuple() for v in size.flat if v]
    if not printed:
        return np.full(expected.shape, ZERO)
    if is_scientific(size[size > 0]):
        places = min(max(max(len(one.digits) for one in printed) - 1, 3), 16)
        magnitude = np.floor(np.log10(np.where(size > 0, size, 1.0)))
        unit = np.where(size > 0, 10.0 ** (magnitude - places), ZERO)
    else:
        last = min(int(one.exponent) for one in printed)
        unit = np.full(expected.shape, 10.0 ** min(last, 0))
    half: NDArray[Any] = np.maximum(SLACK * unit, 2e-12 * np.maximum(size, 1e-3))
    return half


def is_scientific(nonzero: NDArray[Any]) -> bool:
    """NumPy prints with exponents where numbers are tiny, huge or far apart."""
    smallest, largest = nonzero.min(), nonzero.max()
    return bool(smallest < 1e-4 or largest >= 1e8 or largest / smallest > 1000)
