"""Printed numbers: their values, and how exactly each was printed."""

import math
from collections.abc import Sequence
from dataclasses import dataclass

import re2

NUMBER = re2.compile(r"[-+]?(?:\d+\.\d*|\.\d+|\d+)(?:[eE][-+]?\d+)?|nan|inf|\.\.\.")
ELIDED = "..."
SLACK = 0.5000001  # of a unit in the last place
FEWEST = 3  # places of an array: NumPy leaves zeros at the end out, and prints 0. for 0.000
FINEST = 2e-12  # relative: beyond it two runs of the same formula may differ


@dataclass(frozen=True)
class Numeral:
    """A printed number: value, digits after the point, and its exponent where one is printed."""

    value: float
    places: int = 0
    exponent: int | None = None


def numerals(text: str) -> list[Numeral]:
    """All numbers of a text; an elision is NaN."""
    return [numeral(found) for found in NUMBER.findall(text)]


def numeral(text: str) -> Numeral:
    """One number."""
    if text == ELIDED:
        return Numeral(math.nan)
    mantissa, _, exponent = text.lower().partition("e")
    places = len(mantissa.partition(".")[2])
    return Numeral(float(text), places, int(exponent) if exponent else None)


def rows_of(body: str) -> list[list[Numeral]]:
    """The numbers row by row, as the brackets close; a row of dots is a row."""
    rows: list[list[Numeral]] = []
    for part in body.split("]"):
        lead, _, rest = part.rpartition("[")
        if lead.strip(" \n\r\t,[") == ELIDED:
            rows.append([Numeral(math.nan)])
        found = numerals(rest if "[" in part else part)
        if found:
            rows.append(found)
    return rows


def slack_of(several: Sequence[Numeral]) -> tuple[float, ...]:
    """Half a unit in the last place of each: an array shares its places, as NumPy prints it."""
    places = max((one.places for one in several if one.exponent is None), default=0)
    places = max(places, FEWEST) if len(several) > 1 else places
    found = []
    for one in several:
        if not math.isfinite(one.value):
            found.append(0.0)
            continue
        unit = 10.0**-places if one.exponent is None else 10.0 ** (one.exponent - one.places)
        size = abs(one.value)
        found.append(max(SLACK * unit, FINEST * max(size, 1e-3)))
    return tuple(found)
