"""Looks pasted arrays up in a fault dictionary: by shape, by rounded numbers, then by relation."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any

import numpy as np

from assistant.exercise.dictionary import Dictionary, Table
from assistant.exercise.recorded import tolerance
from assistant.exercise.relations import Relation, related
from assistant.types import PrintedArray

FEWEST = 2  # numbers of an array without a label that may be looked up
DIGITS = 4
MOST_COMPARED = 24


@dataclass(frozen=True)
class Explained:
    """What explains the pasted arrays on one variant: mistakes, best first, or a relation."""

    variant: str
    right: tuple[str, ...]
    wrong: tuple[str, ...]
    mistakes: tuple[int, ...] = ()
    relation: Relation | None = None
    distinct: int = 0
    strange: int = 0


def look_up(known: Dictionary, arrays: Sequence[PrintedArray]) -> list[Explained]:
    """For each variant whose numbers these can be, what explains them; the fullest first."""
    found = [one for variant in known.right if (one := explained(known, variant, arrays))]
    return sorted(found, key=lambda one: (-len(one.right) - len(one.wrong), -len(one.mistakes)))


def explained(known: Dictionary, variant: str, arrays: Sequence[PrintedArray]) -> Explained | None:
    """The mistakes that give every pasted array; None where the arrays are of no such input."""
    right, wrong, matched = sides(known, variant, arrays)
    candidates, strange = common(known, variant, wrong)
    for name in right:
        if candidates and name not in known.inputs[variant]:
            candidates &= unchanged(known, variant, name)
    names = tuple(dict.fromkeys(name for name, _ in wrong))
    distinct = len({value for _, array in wrong for value in array.values if telling(value)})
    kept = (*known.names, *(name for name in known.inputs[variant] if name not in known.names))
    relation = None
    if wrong and not candidates:
        relation = related({**known.inputs[variant], **known.right[variant]}, wrong, kept)
    if not candidates and relation is None and not matched:
        return None
    listed = tuple(simplest(known, candidates or set()))
    return Explained(variant, right, names, listed, relation, distinct, strange)


def guessed(known: Dictionary, arrays: Sequence[PrintedArray]) -> list[Explained]:
    """Nothing is of a known input: arrays of the right shapes may be, and are all wrong then."""
    found = []
    for variant in known.right:
        _, wrong, _ = sides(known, variant, arrays)
        right = known.right[variant]
        shaped = [n for n, a in wrong if a.shape == np.shape(part(right[n], a.index))]
        if shaped and len(shaped) == len(wrong):
            found.append(Explained(variant, (), tuple(dict.fromkeys(shaped))))
    return found


Named = list[tuple[str, PrintedArray]]


def sides(
    known: Dictionary, variant: str, arrays: Sequence[PrintedArray]
) -> tuple[tuple[str, ...], Named, bool]:
    """What is right, what is wrong, and whether anything is of this input at all.

    Which of two prints of one value is the expected one is told by looking both up; the
    words around them decide only where neither is right.
    """
    fitting: dict[str, list[PrintedArray]] = {}
    others: dict[str, list[PrintedArray]] = {}
    for array in (of_cache(known, variant, one) for one in arrays):
        names = outputs_of(known, array, variant)
        hits = [name for name in names if fits(array, known.right[variant].get(name))]
        if hits:
            fitting.setdefault(hits[0], []).append(array)
        elif (name := labelled(known, array, variant)) and name not in known.inputs[variant]:
            others.setdefault(name, []).append(array)
    wrong: Named = []
    for name, several in others.items():
        mine = [one for one in several if one.role != "expected"]
        wrong += [(name, one) for one in mine or several]
    right = tuple(name for name in fitting if name not in others)
    return right, wrong, bool(fitting)


def common(
    known: Dictionary, variant: str, wrong: Sequence[tuple[str, PrintedArray]]
) -> tuple[set[int] | None, int]:
    """The mistakes that all wrong arrays have in common, and how many arrays have none.

    A post may hold the prints of two inputs, of which one is not recorded.
    """
    candidates: set[int] | None = None
    strange = unexplained = 0
    names = {name for name, _ in wrong}
    for name in dict.fromkeys(name for name, _ in wrong):
        arrays = [array for other, array in wrong if other == name]
        found = [matching(known.tables, variant, name, array) for array in arrays]
        strange += sum(not one for one in found)
        here = set().union(*found)
        unexplained += not here
        if here:
            candidates = here if candidates is None else candidates & here
    return (None if 2 * unexplained > len(names) else candidates), strange


def simplest(known: Dictionary, candidates: set[int]) -> list[int]:
    """One mistake before two at once; the order of the dictionary is that of the operators."""
    fewest = min((len(known.mistakes[one].slugs) for one in candidates), default=0)
    return sorted(one for one in candidates if len(known.mistakes[one].slugs) == fewest)


def telling(value: float, digits: int = DIGITS) -> bool:
    """A number of four digits or more, or of so many."""
    return np.isfinite(value) and len(re.sub(r"^0+|e.*|\.0$|\D", "", repr(abs(value)))) >= digits


def labelled(known: Dictionary, array: PrintedArray, variant: str) -> str | None:
    """The value that an array is named after, an output or a step."""
    values = known.right[variant]
    given = known.inputs[variant] if array.index else ()
    for wanted in (plain(re.sub(r"\W+", "_", array.label).strip("_")), plain(array.label)):
        for name in (*known.outputs, *known.names, *given):
            if plain(name) == wanted and name in values:
                return name
    return None


def of_cache(known: Dictionary, variant: str, array: PrintedArray) -> PrintedArray:
    """`cache[1][3]` is row 3 of the second value that the function puts into its cache."""
    returns: Any = known.exercise.template(known.exercise.returns, known.right[variant])
    nested = [one for one in returns if isinstance(one, tuple)] if returns else []
    if plain(array.label) not in ("cache", "caches") or len(nested) != 1:
        return array
    place, index = nested[0], list(array.index)
    while index and isinstance(place, tuple | list) and index[0] < len(place):
        place = place[index.pop(0)]
    return replace(array, label=place, index=tuple(index)) if isinstance(place, str) else array


def part(value: Any, index: tuple[int, ...]) -> Any:
    """A value, or what stands at one place of an array; None where there is no such place."""
    if not index:
        return value
    whole = np.asarray(value)
    inside = len(index) <= whole.ndim and all(
        place < length for place, length in zip(index, whole.shape, strict=False)
    )
    return whole[index] if inside else None


def outputs_of(known: Dictionary, array: PrintedArray, variant: str) -> list[str]:
    """The outputs that an array may be: the one it is named after, else any."""
    name = labelled(known, array, variant)
    if name is not None:
        return [name]
    return list(known.outputs) if len(array.values) >= FEWEST and not array.index else []


def plain(label: str) -> str:
    """`grads["dW1"]` and `grad_W1` are `dw1`; `yt_pred` is `yt`."""
    bare = re.findall(r"[A-Za-z_]\w*", label)
    short = re.sub(r"^grad_?", "d", re.sub(r"_(?:pred|tmp)$", "", bare[-1])) if bare else ""
    return short.replace("_", "").lower()


def fits(array: PrintedArray, value: object) -> bool:
    """The pasted numbers are these, as far as they are printed."""
    value = part(value, array.index)
    if not isinstance(value, np.ndarray | np.generic | float | int | bool):
        return False
    whole = np.asarray(value, dtype=float)
    if array.shape is not None and not same_size(array, whole.shape):
        return False
    return bool(agreeing(array, whole.reshape(1, -1), whole.shape)[0])


def same_size(array: PrintedArray, shape: tuple[int, ...]) -> bool:
    """The shapes agree, or the paste lost its brackets; a column that is flat lost its axis."""
    flat = array.shape == (len(array.values),) and size(shape) == len(array.values)
    return array.shape == shape or (flat and not (len(shape) == 2 and shape[1] == 1 < shape[0]))


def size(shape: tuple[int, ...]) -> int:
    """How many numbers a shape holds."""
    return int(np.prod(shape, dtype=int))


def agreeing(array: PrintedArray, rows: np.ndarray, shape: tuple[int, ...]) -> np.ndarray:
    """Which rows, shape (rows, numbers), are the pasted numbers as printed; bool (rows,)."""
    places = positions(array, shape)
    if places is None:
        return np.zeros(len(rows), dtype=bool)
    where, which = places
    values = np.asarray(array.values, dtype=float)[which]
    allowed = allowance(array)[which]
    there = rows[:, where]
    with np.errstate(invalid="ignore"):
        near = np.abs(there - values) <= allowed
    same = (np.isnan(there) & np.isnan(values)) | (there == values)
    return np.asarray((near | same).all(axis=1))


def positions(array: PrintedArray, shape: tuple[int, ...]) -> tuple[np.ndarray, np.ndarray] | None:
    """Where each pasted number stands in an array of a shape; None where it cannot be that.

    Two index arrays: into the flat array, and into the pasted values. What NumPy elided has
    no place; where the brackets are whole nothing is elided, and a NaN is what was printed.
    """
    count = size(shape)
    pasted = len(array.values)
    gaps = np.isnan(array.values) & (array.shape is None)
    if not gaps.any() or count == pasted:
        return (np.arange(count), np.arange(count)) if pasted == count else None
    width = shape[-1] if shape else 1
    lines = [list(row) for row in array.rows] or [list(array.values)]
    height = count // width if width else 0
    where: list[int] = []
    which: list[int] = []
    start, ended = 0, False
    for number, line in enumerate(lines):
        if len(line) == 1 and np.isnan(line[0]) and len(lines) > 1:
            ended = True
        else:
            row = height - (len(lines) - number) if ended else number
            cut = next((n for n, value in enumerate(line) if np.isnan(value)), None)
            if (
                not 0 <= row < height
                or len(line) > width + 1
                or (cut is None and len(line) != width)
            ):
                return None
            for place in range(len(line)):
                if place != cut:
                    late = cut is not None and place > cut
                    where.append(row * width + (width - len(line) + place if late else place))
                    which.append(start + place)
        start += len(line)
    return np.array(where), np.array(which)


def allowance(array: PrintedArray) -> np.ndarray:
    """How far a value may be from each pasted number."""
    if array.slack:
        return np.asarray(array.slack)
    values = np.asarray(array.values, dtype=float)
    return np.asarray(tolerance(np.where(np.isfinite(values), values, 0.0)))


def matching(tables: Sequence[Table], variant: str, name: str, array: PrintedArray) -> set[int]:
    """The mistakes under which an output is what was pasted."""
    found: set[int] = set()
    for table in tables:
        if table.variant == variant and table.output == name:
            places = part(np.arange(table.values.shape[1]).reshape(table.shape), array.index)
            if places is not None and (array.shape is None or same_size(array, places.shape)):
                hits = agreeing(array, table.values[:, places.ravel()], places.shape)
                found |= set(table.mistakes[hits].tolist())
    return found


def unchanged(known: Dictionary, variant: str, name: str) -> set[int]:
    """The mistakes that leave an output right."""
    right = np.asarray(known.right[variant][name], dtype=float)
    found: set[int] = set()
    for table in known.tables:
        if (table.variant, table.output, table.shape) == (variant, name, right.shape):
            same = np.isclose(table.values, right.ravel(), rtol=1e-7, atol=1e-10).all(axis=1)
            found |= set(table.mistakes[same].tolist())
    return found
