"""Arrays as small heat maps: squares for an SVG, and the same facts in a sentence."""

from collections.abc import Sequence
from dataclasses import dataclass
from math import prod

from assistant.types import Comparison, Grid

LEVELS = 4
NARROW = 6  # columns up to which a square has room for its number
WIDE_CELL, SMALL_CELL, CELL_HEIGHT = 44, 24, 25
LONGEST = 6  # letters that fit into a square


@dataclass(frozen=True)
class Cell:
    """One square: its level of colour, what stands in it, and whether it is wrong."""

    x: int
    y: int
    level: str
    text: str
    wrong: bool


@dataclass(frozen=True)
class Map:
    """One array."""

    caption: str
    width: int
    height: int
    cell: int
    cells: Sequence[Cell]


@dataclass(frozen=True)
class Pair:
    """One wrong output: its maps, and the facts in words."""

    name: str
    maps: Sequence[Map]
    facts: Sequence[str]


def pair(one: Comparison) -> Pair:
    """The student's array beside the formula's, or the pattern of wrong cells alone."""
    if not one.given:
        maps = [pattern(one.wrong)] if one.wrong else []
        return Pair(one.name, maps, facts(one))
    largest = max((abs(v) for grid in (one.given, one.expected) for v in numbers(grid)), default=0)
    maps = [
        drawn("yours", one.given, one.wrong, largest),
        drawn("the formula", one.expected, (), largest),
    ]
    return Pair(one.name, maps, facts(one))


def numbers(grid: Grid) -> list[float]:
    """The numbers of a grid."""
    return [value for row in grid for value in row if value is not None]


def drawn(caption: str, grid: Grid, wrong: Sequence[Sequence[bool]], largest: float) -> Map:
    """One array of numbers."""
    size = cell_size(len(grid[0]) if grid else 0)
    cells = [
        Cell(
            x * size,
            y * CELL_HEIGHT,
            level(value, largest),
            number(value) if size == WIDE_CELL else "",
            bool(wrong) and wrong[y][x],
        )
        for y, row in enumerate(grid)
        for x, value in enumerate(row)
    ]
    columns = len(grid[0]) if grid else 0
    return Map(caption, columns * size, len(grid) * CELL_HEIGHT, size, cells)


def pattern(wrong: Sequence[Sequence[bool]]) -> Map:
    """Which cells are wrong, without any number."""
    cells = [
        Cell(x * SMALL_CELL, y * CELL_HEIGHT, "bad" if bad else "good", "×" if bad else "", bad)
        for y, row in enumerate(wrong)
        for x, bad in enumerate(row)
    ]
    width = len(wrong[0]) * SMALL_CELL
    return Map("wrong cells, on a random input", width, len(wrong) * CELL_HEIGHT, SMALL_CELL, cells)


def cell_size(columns: int) -> int:
    """Squares with numbers as long as they fit on a phone."""
    return WIDE_CELL if columns <= NARROW else SMALL_CELL


def level(value: float | None, largest: float) -> str:
    """The class of a square's colour: `n4` to `p4`, `none` where there is no number."""
    if value is None:
        return "none"
    step = round(LEVELS * abs(value) / largest) if largest else 0
    return "zero" if not step else f"{'p' if value > 0 else 'n'}{step}"


def number(value: float | None) -> str:
    """A number short enough for its square."""
    if value is None:
        return "nan"
    texts = (f"{value:.{digits}g}" for digits in (3, 2, 1))
    return next((text for text in texts if len(text) <= LONGEST), f"{value:.0e}")


def facts(one: Comparison) -> list[str]:
    """What the picture shows, in words."""
    told = []
    if one.shape != one.expected_shape:
        told.append(f"Its shape is {one.shape}, the formula gives {one.expected_shape}.")
    cells = [bad for row in one.wrong for bad in row]
    if cells:
        told.append(counted(sum(cells), len(cells), one.shape))
    if one.factor:
        told.append(factor_words(one.factor))
    return told


def counted(wrong: int, count: int, shape: tuple[int, ...]) -> str:
    """How many cells are wrong, of those that are drawn."""
    if count == 1:
        return "It is one number, and it is wrong."
    cut = "" if count == prod(shape) else " drawn"
    most = f"All {count} cells{cut}" if wrong == count else f"{wrong} of {count} cells{cut}"
    return f"{most} are wrong; the shape is {' × '.join(map(str, shape))}."


def factor_words(factor: str) -> str:
    """The factor in a sentence."""
    if factor == "-1":
        return "Each wrong cell has the right size and the other sign."
    return f"Each wrong cell is {factor} times what the formula gives."
