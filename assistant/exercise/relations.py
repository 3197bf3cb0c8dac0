"""What a wrong array is of the right one: a multiple, a transpose, a sum of it, a factor lost."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from assistant.exercise.dictionary import numbers
from assistant.exercise.recorded import tolerance
from assistant.types import PrintedArray

FEWEST = 2  # numbers of four digits in which a relation must show


@dataclass(frozen=True)
class Relation:
    """A relation in words; its slug where it has one, and the value that it speaks of."""

    words: str
    slug: str | None = None
    value: str = ""


def related(
    right: Mapping[str, Any], wrong: Sequence[tuple[str, PrintedArray]], names: Sequence[str]
) -> Relation | None:
    """One relation between all pasted arrays and the right ones."""
    found = {relation(array, name, right, names) for name, array in wrong}
    return found.pop() if len(found) == 1 else None


def relation(
    array: PrintedArray, name: str, right: Mapping[str, Any], names: Sequence[str]
) -> Relation | None:
    """What one array is of the right one; the plainest relation first."""
    right = narrowed(right, name, array.index)
    wanted, pasted = numbers(right.get(name)), np.asarray(array.values, dtype=float)
    if wanted is None or not pasted.size or not np.isfinite(pasted).all():
        return None
    for one in (*scalings(wanted, right), *rearranged(wanted), *summed(wanted)):
        if equal(array, pasted, one[1]):
            return one[0]
    if len(set(pasted[pasted != 0].tolist())) < FEWEST:
        return None
    for one in (*products(name, wanted, right, names), *elsewhere(name, right, names)):
        if equal(array, pasted, one[1]):
            return one[0]
    return multiple(array, pasted, wanted)


def narrowed(right: Mapping[str, Any], name: str, index: tuple[int, ...]) -> Mapping[str, Any]:
    """The values at the place of an array that is pasted in part, where they are as large."""
    shape = np.shape(right[name]) if index else ()
    if len(index) > len(shape) or any(a >= b for a, b in zip(index, shape, strict=False)):
        return {}
    alike = {n: v for n, v in right.items() if isinstance(v, np.ndarray) and v.shape == shape}
    return {**right, **{n: v[index] for n, v in alike.items()}} if index else right


Related = tuple[Relation, np.ndarray]


def scalings(wanted: np.ndarray, right: Mapping[str, Any]) -> Iterator[Related]:
    """Factors that have a name: -1, m, 1/m."""
    yield Relation("the right value with the other sign", "sign-error"), -wanted
    for name in ("m", "batch_size"):
        count = right.get(name)
        if isinstance(count, int | float | np.number) and count > 1:
            words = f"{name} times the right value"
            yield Relation(words, "missing-1-over-m", name), wanted * float(count)
            words = f"the right value divided by {name} once more"
            yield Relation(words, "double-1-over-m", name), wanted / float(count)


def rearranged(wanted: np.ndarray) -> Iterator[Related]:
    """The same numbers in another shape or order."""
    if wanted.ndim == 2 and 1 not in wanted.shape:
        yield Relation("the transpose of the right value", "wrong-transpose"), wanted.T
        for axis in (0, 1):
            words = "the right value with its entries in another order"
            yield Relation(words), np.flip(wanted, axis)
    if wanted.ndim == 2 and wanted.shape[1] == 1 < wanted.shape[0]:
        yield (
            Relation("the right numbers without the second axis", "missing-keepdims"),
            wanted[:, 0],
        )
        yield Relation("the right numbers in a row", "wrong-transpose"), wanted.T


def summed(wanted: np.ndarray) -> Iterator[Related]:
    """Sums and means of the right value."""
    if wanted.size > 1:
        yield Relation("the sum of all of the right value", "missing-axis"), wanted.sum()
    if wanted.ndim == 2 and 1 not in wanted.shape:
        for axis in (0, 1):
            words = f"the right value summed over axis {axis}"
            yield Relation(words, "wrong-axis"), wanted.sum(axis=axis)


def products(
    name: str, wanted: np.ndarray, right: Mapping[str, Any], names: Sequence[str]
) -> Iterator[Related]:
    """The right value with one of the graph's values as a factor or a term, extra or lost."""
    for other in names:
        value = numbers(right.get(other))
        if value is None or other == name or not fits_on(value.shape, wanted.shape):
            continue
        with np.errstate(all="ignore"):
            lost = Relation(f"the right value without the factor {other}", FACTOR, other)
            yield lost, wanted / value
            yield Relation(f"the right value times {other} once more", None, other), wanted * value
        yield Relation(f"the right value plus {other}", None, other), wanted + value
        yield Relation(f"the right value minus {other}", None, other), wanted - value


FACTOR = "missing-upstream-gradient"


def fits_on(shape: tuple[int, ...], wanted: tuple[int, ...]) -> bool:
    """An array of this shape may be multiplied onto the wanted one without changing its shape."""
    try:
        return np.broadcast_shapes(shape, wanted) == wanted
    except ValueError:
        return False


def elsewhere(name: str, right: Mapping[str, Any], names: Sequence[str]) -> Iterator[Related]:
    """The right value of another step, handed over in place of this one."""
    for other in names:
        value = numbers(right.get(other))
        if value is not None and other != name and value.size > 1:
            yield Relation(f"the right {other}", "wrong-formula", other), value


def multiple(array: PrintedArray, pasted: np.ndarray, wanted: np.ndarray) -> Relation | None:
    """A fixed multiple that has no name."""
    flat = wanted.ravel()
    if pasted.size != flat.size or pasted.size < FEWEST or not np.abs(flat).max() > 0:
        return None
    place = int(np.abs(flat).argmax())
    ratio = float(pasted[place] / flat[place])
    if ratio in (0.0, 1.0) or not equal(array, pasted, wanted * ratio):
        return None
    return Relation(f"{ratio:.4g} times the right value in every entry")


def equal(array: PrintedArray, pasted: np.ndarray, wanted: np.ndarray) -> bool:
    """The pasted numbers are these, as far as they are printed."""
    wanted = np.asarray(wanted, dtype=float)
    lost = array.shape is None or array.shape == (pasted.size,)
    if pasted.size != wanted.size or not (lost or array.shape == wanted.shape):
        return False
    if array.shape is not None and wanted.ndim == 1 and array.shape != wanted.shape:
        return False
    with np.errstate(invalid="ignore"):
        allowed = np.asarray(array.slack) if array.slack else tolerance(pasted)
        near = np.abs(pasted - wanted.ravel()) <= 2 * allowed
    return bool(near.all())
