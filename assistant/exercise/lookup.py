"""Looks pasted arrays up in a fault dictionary: by shape, by rounded numbers, then by relation."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np

from assistant.exercise.dictionary import Dictionary, Table, differs, numbers
from assistant.exercise.recorded import tolerance
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
    relation: str | None = None
    distinct: int = 0
    instead: str | None = None
    strange: int = 0


def look_up(known: Dictionary, arrays: Sequence[PrintedArray]) -> list[Explained]:
    """For each variant whose numbers these can be, what explains them; the fullest first."""
    found = [one for variant in known.right if (one := explained(known, variant, arrays))]
    return sorted(found, key=lambda one: (-len(one.right) - len(one.wrong), -len(one.mistakes)))


def explained(known: Dictionary, variant: str, arrays: Sequence[PrintedArray]) -> Explained | None:
    """The mistakes that give every pasted array; None where the arrays are of no such input."""
    right: list[str] = []
    wrong: list[tuple[str, PrintedArray]] = []
    matched = False
    for array in arrays:
        fitting = [
            n for n in outputs_of(known, array, variant) if fits(array, known.right[variant].get(n))
        ]
        if fitting:
            if array.role != "expected":
                right.append(fitting[0])
            matched = True
        elif array.role != "expected" and (name := labelled(known, array, variant)):
            wrong.append((name, array))
    candidates, strange = common(known, variant, wrong)
    for name in right:
        if candidates:
            candidates &= unchanged(known, variant, name)
    names = tuple(dict.fromkeys(name for name, _ in wrong))
    passed = tuple(name for name in dict.fromkeys(right) if name not in names)
    distinct = len({value for _, array in wrong for value in array.values if telling(value)})
    relation = None if candidates or not wrong else related(known, variant, wrong)
    instead = None if candidates or relation or not wrong else another(known, variant, *wrong[0])
    if not candidates and relation is None and instead is None and not matched:
        return None
    return Explained(
        variant,
        passed,
        names,
        tuple(simplest(known, candidates or set())),
        relation,
        distinct,
        instead,
        strange,
    )


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
    return (None if 2 * unexplained >= len(names) else candidates), strange


def simplest(known: Dictionary, candidates: set[int]) -> list[int]:
    """One mistake before two at once; the order of the dictionary is that of the operators."""
    fewest = min((len(known.mistakes[one].slugs) for one in candidates), default=0)
    return sorted(one for one in candidates if len(known.mistakes[one].slugs) == fewest)


def telling(value: float) -> bool:
    """A number of four digits or more."""
    return np.isfinite(value) and len(re.sub(r"^0+|e.*|\D", "", repr(abs(value)))) >= DIGITS


def labelled(known: Dictionary, array: PrintedArray, variant: str) -> str | None:
    """The value that an array is named after, an output or a step."""
    wanted = plain(array.label)
    for name in (*known.outputs, *known.names):
        if plain(name) == wanted and name in known.right[variant]:
            return name
    return None


def outputs_of(known: Dictionary, array: PrintedArray, variant: str) -> list[str]:
    """The outputs that an array may be: the one it is named after, else any."""
    name = labelled(known, array, variant)
    if name is not None:
        return [name]
    return list(known.outputs) if len(array.values) >= FEWEST else []


def plain(label: str) -> str:
    """`grads["dW1"]` and `grad_W1` are `dw1`."""
    bare = re.findall(r"[A-Za-z_]\w*", label)
    return re.sub(r"^grad_?", "d", bare[-1]).replace("_", "").lower() if bare else ""


def fits(array: PrintedArray, value: object) -> bool:
    """The pasted numbers are these, as far as they are printed."""
    if not isinstance(value, np.ndarray | np.generic | float | int | bool):
        return False
    whole = np.asarray(value, dtype=float)
    if array.shape is not None and not same_size(array, whole.shape):
        return False
    return bool(agreeing(array, whole.reshape(1, -1))[0])


def same_size(array: PrintedArray, shape: tuple[int, ...]) -> bool:
    """The shapes agree, or the paste lost its brackets; a column that is flat lost its axis."""
    flat = array.shape == (len(array.values),) and size(shape) == len(array.values)
    return array.shape == shape or (flat and not (len(shape) == 2 and shape[1] == 1 < shape[0]))


def size(shape: tuple[int, ...]) -> int:
    """How many numbers a shape holds."""
    return int(np.prod(shape, dtype=int))


def agreeing(array: PrintedArray, rows: np.ndarray) -> np.ndarray:
    """Which rows, shape (rows, numbers), begin and end as the pasted numbers do; bool (rows,)."""
    values = np.asarray(array.values, dtype=float)
    # Where the brackets are whole nothing is elided, and a NaN is what was printed.
    gaps = np.flatnonzero(np.isnan(values) & (array.shape is None))
    elided = bool(gaps.size) and not np.isnan(rows).any()
    head, tail = (values[: gaps[0]], values[gaps[-1] + 1 :]) if elided else (values, values[:0])
    count = rows.shape[1]
    if len(head) + len(tail) > count or (
        not elided and array.shape is not None and len(head) != count
    ):
        return np.zeros(len(rows), dtype=bool)
    if not elided and len(head) != count:
        return np.zeros(len(rows), dtype=bool)
    near = close(rows[:, : len(head)], head)
    if len(tail):
        near &= close(rows[:, count - len(tail) :], tail)
    return near


def close(rows: np.ndarray, values: np.ndarray) -> np.ndarray:
    """Rows equal to the values as printed."""
    if not len(values):
        return np.ones(len(rows), dtype=bool)
    finite = np.isfinite(values)
    allowed = tolerance(np.where(finite, values, 0.0))
    with np.errstate(invalid="ignore"):
        near = np.abs(rows - values) <= allowed
    same = (np.isnan(rows) & np.isnan(values)) | (rows == values)
    return np.asarray((near | same).all(axis=1))


def matching(tables: Sequence[Table], variant: str, name: str, array: PrintedArray) -> set[int]:
    """The mistakes under which an output is what was pasted."""
    found: set[int] = set()
    for table in tables:
        if table.variant == variant and table.output == name:
            if array.shape is None or same_size(array, table.shape):
                hits = agreeing(array, table.values)
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


def related(
    known: Dictionary, variant: str, wrong: Sequence[tuple[str, PrintedArray]]
) -> str | None:
    """One relation between all pasted arrays and the right ones: a factor, or a transpose."""
    values = known.right[variant]
    slugs = {
        relation(array, np.asarray(values[name], dtype=float), values) for name, array in wrong
    }
    return slugs.pop() if len(slugs) == 1 else None


def relation(array: PrintedArray, right: np.ndarray, values: dict[str, object]) -> str | None:
    """What one array is of the right one."""
    pasted = np.asarray(array.values, dtype=float)
    for slug, factor in factors(values):
        if array.shape in (right.shape, None, (right.size,)) and pasted.size == right.size:
            if pasted.size and np.abs(right).max() > 0 and scaled(pasted, right.ravel() * factor):
                return slug
    if right.ndim == 2 and array.shape == right.T.shape and scaled(pasted, right.T.ravel()):
        return "wrong-transpose"
    return None


def scaled(pasted: np.ndarray, wanted: np.ndarray) -> bool:
    """Equal as printed; what is not finite is a multiple of nothing."""
    return bool(np.isfinite(pasted).all()) and bool(
        np.all(np.abs(pasted - wanted) <= tolerance(pasted))
    )


def factors(values: dict[str, object]) -> Iterator[tuple[str, float]]:
    """Factors that have a name."""
    yield "sign-error", -1.0
    for name in ("m", "batch_size"):
        count = values.get(name)
        if isinstance(count, int | float | np.number) and count > 1:
            yield "missing-1-over-m", float(count)
            yield "double-1-over-m", 1.0 / float(count)


def another(known: Dictionary, variant: str, name: str, array: PrintedArray) -> str | None:
    """The right value of another step that was handed over in place of this one."""
    if len({value for value in array.values if telling(value)}) < FEWEST:
        return None
    values = known.right[variant]
    return next((n for n in known.names if n != name and fits(array, values.get(n))), None)


def hidden_from(known: Dictionary, variant: str) -> list[int]:
    """Mistakes that do not show on a variant and show on another."""
    shown = {int(n) for t in known.tables if t.variant == variant for n in wrong_in(known, t)}
    others = {int(n) for t in known.tables if t.variant != variant for n in wrong_in(known, t)}
    return sorted(others - shown)


def wrong_in(known: Dictionary, table: Table) -> np.ndarray:
    """The mistakes of a table whose values are not right."""
    right = numbers(known.right[table.variant].get(table.output))
    if right is None:
        return table.mistakes[:0]
    if differs(np.zeros(table.shape), np.zeros(right.shape)) or table.shape != right.shape:
        return table.mistakes
    same = np.isclose(table.values, right.ravel(), rtol=1e-4, atol=1e-7).all(axis=1)
    return np.asarray(table.mistakes[~same])


def separating(known: Dictionary, one: Explained) -> str | None:
    """The value whose print would tell most of several mistakes apart; None where none would."""
    several = [known.under(one.variant, number) for number in one.mistakes[:MOST_COMPARED]]
    slugs = [known.mistakes[number].slugs for number in one.mistakes[:MOST_COMPARED]]
    best, fewest = None, len(set(slugs)) - 0.5
    for name in known.names:
        groups: dict[bytes, list[tuple[str, ...]]] = {}
        for values, slug in zip(several, slugs, strict=True):
            groups.setdefault(mark(values.get(name)), []).append(slug)
        left = sum(len(one) * len(set(one)) for one in groups.values()) / len(slugs)
        if name not in (*one.right, *one.wrong) and left < fewest:
            best, fewest = name, left
    return best


def mark(value: object) -> bytes:
    """Equal for values that print alike."""
    array = numbers(value)
    return b"" if array is None else repr(array.shape).encode() + np.round(array, 6).tobytes()


def first_difference(known: Dictionary, one: Explained) -> str | None:
    """Of the pasted values the first of the graph that is wrong, where an earlier one is right."""
    order = [name for name in known.names if name in (*one.right, *one.wrong)]
    wrong = [name for name in order if name in one.wrong]
    return wrong[0] if wrong and one.right else None
