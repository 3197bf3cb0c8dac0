"""Posts made of numbers, as students paste them: wrapped, cut, half of them, with prose around."""

import random
import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass

import numpy as np

from assistant.exercise.dictionary import Dictionary, numbers

MOST_NUMBERS = 60
LABELS = ("{name} = ", "{name}: ", "{name} is ", 'grads["{name}"] = ', "{name}\n", "{name}=")
OPENINGS = (
    "My {function} does not pass its test. I get",
    "stuck with {function} since yesterday, this is what it prints",
    "{function}: values are wrong??",
    "Hello mentors, my output of {function} differs from the expected one.",
)
PROSE = ("and then", "I checked the formula twice.", "the next one:", "", "", "")


@dataclass(frozen=True)
class Noise:
    """How a post is pasted: digits after the point, layouts, and whether all arrays are there."""

    digits: int = 8
    layouts: tuple[str, ...] = ("printed", "one line", "repr")
    partly: bool = False
    expected: bool = False


PLAIN = Noise()
MANGLED = ("printed", "one line", "repr", "list", "no brackets", "elided", "table", "scientific")


@dataclass(frozen=True)
class Posted:
    """A post, the number of the mistake in its dictionary, and the slugs of the mistake."""

    exercise: str
    variant: str
    text: str
    number: int
    slugs: tuple[str, ...]
    pasted: tuple[str, ...]


def printed(array: np.ndarray, digits: int, rng: random.Random) -> str:
    """As `print` shows it, at some width of the line."""
    with np.printoptions(precision=digits, linewidth=rng.choice((40, 75, 200))):
        return str(array)


def one_line(array: np.ndarray, digits: int, rng: random.Random) -> str:
    """All rows on one line, as forums show what is not in a block."""
    return " ".join(printed(array, digits, rng).split())


def as_repr(array: np.ndarray, digits: int, rng: random.Random) -> str:
    """`array([[...]])`."""
    with np.printoptions(precision=digits):
        return repr(array)


def as_list(array: np.ndarray, digits: int, rng: random.Random) -> str:
    """Nested lists with commas."""
    return str(np.round(array, digits).tolist())


def no_brackets(array: np.ndarray, digits: int, rng: random.Random) -> str:
    """The outer brackets were lost."""
    text = printed(array, digits, rng)
    return text[1:-1] if text.startswith("[[") else text


def elided(array: np.ndarray, digits: int, rng: random.Random) -> str:
    """Long arrays are cut by NumPy itself."""
    with np.printoptions(precision=digits, threshold=6, edgeitems=2):
        return str(array)


def as_table(array: np.ndarray, digits: int, rng: random.Random) -> str:
    """A cell of a Markdown table."""
    return f"| {one_line(array, digits, rng)} |"


def scientific(array: np.ndarray, digits: int, rng: random.Random) -> str:
    """Every number with an exponent."""
    places = max(digits - 1, 2)
    return np.array2string(array, formatter={"float_kind": lambda one: f"{one:.{places}e}"})


LAYOUTS: Mapping[str, Callable[[np.ndarray, int, random.Random], str]] = {
    "printed": printed,
    "one line": one_line,
    "repr": as_repr,
    "list": as_list,
    "no brackets": no_brackets,
    "elided": elided,
    "table": as_table,
    "scientific": scientific,
}


def shown(array: np.ndarray, noise: Noise, rng: random.Random) -> str:
    """One value as it is pasted."""
    if not array.shape:
        return f"{float(array):.{noise.digits}f}"
    return LAYOUTS[rng.choice(noise.layouts)](array, noise.digits, rng)


def wrong_values(known: Dictionary, number: int, variant: str) -> dict[str, np.ndarray]:
    """The outputs under a mistake that are small enough to be pasted."""
    found: dict[str, np.ndarray] = {}
    for table in known.tables:
        if table.variant == variant and table.output in known.outputs:
            rows = table.values[table.mistakes == number]
            if len(rows) and rows.shape[1] <= MOST_NUMBERS:
                found[table.output] = rows[0].reshape(table.shape)
    return found


def small(value: object) -> bool:
    """A value that would be pasted."""
    array = numbers(value)
    return array is not None and array.size <= MOST_NUMBERS


def seen_to_differ(array: np.ndarray, right: object, digits: int) -> bool:
    """A student who compares what is printed sees a difference."""
    wanted = np.asarray(right, dtype=float)
    if array.shape != wanted.shape:
        return True
    scale = max(10.0**-digits, 1e-4 * float(np.nanmax(np.abs(wanted), initial=0.0)))
    return not np.allclose(array, wanted, rtol=1e-4, atol=scale, equal_nan=True)


def posted(
    exercise: str, known: Dictionary, number: int, rng: random.Random, noise: Noise
) -> Posted | None:
    """One post about a mistake of a dictionary; None where nothing of it can be pasted."""
    variant = rng.choice(list(known.right))
    values = wrong_values(known, number, variant)
    if any(name not in values and small(known.right[variant].get(name)) for name in known.outputs):
        return None  # it crashed on the way to an output
    wrong = [
        n for n, a in values.items() if seen_to_differ(a, known.right[variant][n], noise.digits)
    ]
    if not wrong or not any(np.isfinite(values[name]).any() for name in wrong):
        return None
    names = list(values)
    if noise.partly and len(names) > 1:
        names = [n for n in names if n in wrong][: rng.choice((1, 2))]
    function = exercise.rpartition("/")[2]
    lines = [rng.choice(OPENINGS).format(function=function)]
    for name in names:
        lines.append(labelled(name, shown(values[name], noise, rng), rng))
        if noise.expected and np.shape(known.right[variant][name]) and rng.random() < 0.5:
            right = np.asarray(known.right[variant][name], dtype=float)
            lines += ["Expected output", labelled(name, shown(right, noise, rng), rng), "I get"]
        lines.append(rng.choice(PROSE))
    slugs = known.mistakes[number].slugs
    return Posted(exercise, variant, "\n".join(lines), number, slugs, tuple(names))


def labelled(name: str, value: str, rng: random.Random) -> str:
    """The value with its name before it."""
    if value.startswith("|"):
        return f"| {name} {value}"
    bare = "[" not in value or re.fullmatch(r"\w+", name) is None
    return (f"{name} = " if bare else rng.choice(LABELS).format(name=name)) + value


def posts(
    dictionaries: Callable[[str], Dictionary | None],
    names: list[str],
    rng: random.Random,
    faults: int,
    noise: Noise = PLAIN,
) -> Iterator[Posted]:
    """Posts without end, over all exercises that have a dictionary."""
    while True:
        name = rng.choice(names)
        known = dictionaries(name)
        listed = (
            [n for n, one in enumerate(known.mistakes) if len(one.slugs) == faults] if known else []
        )
        one = posted(name, known, rng.choice(listed), rng, noise) if known and listed else None
        if one is not None:
            yield one
