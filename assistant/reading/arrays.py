"""Printed arrays as they are really pasted: labelled, wrapped, cut, in any number format."""

import math
from typing import Literal

import re2

from assistant.types import PrintedArray

NUMBER = r"[-+]?(?:\d+\.\d*|\.\d+|\d+)(?:[eE][-+]?\d+)?|nan|inf|\.\.\."
LABEL = re2.compile(
    r"(?i)(?:^|[\s;,.(])([A-Za-z_]\w*(?:\[[\"']\w+[\"']\]|\.values)?)\s*(?:=|:|\bis\b|\n)?\s*(?:(?:np\.)?array\(|tensor\()?\s*(\[)\s*[-\[.\dni]"
)
SCALAR = re2.compile(rf"(?m)(?:^|\s)([A-Za-z_]\w*)\s*=\s*({NUMBER})(?:\s|$|,)")
UNEQUAL = re2.compile(
    rf"(?i)(?:for|of|in) ([A-Za-z_][\w\[\]'\"]*)\s*[.:]?\s*(\[[^!]+\]|{NUMBER})\s*!=\s*(\[[^!=]+\]|{NUMBER})"
)
NUMBERS = re2.compile(NUMBER)
BODY = re2.compile(r"^[\s\[\](),;.\deE+\-naif]*")
EXPECTED = re2.compile(r"(?i)expected|should be|correct (?:output|values?)")
ACTUAL = re2.compile(r"(?i)\bgot\b|my (?:output|values?|result)|i get|actual")
LARGEST = 20_000
MOST = 60
Role = Literal["actual", "expected", "unknown"]


def printed_arrays(text: str) -> tuple[PrintedArray, ...]:
    """Arrays and scalars with the label before them and the side they stand on."""
    found: list[PrintedArray] = []
    for match in LABEL.finditer(text):
        start = match.start(2)
        body = BODY.match(text[start : start + LARGEST]).group(0)
        values, shape = numbers_in(body)
        if values:
            label = match.group(1).removesuffix(".values")
            found.append(PrintedArray(label, values, shape, role_at(text, match.start())))
        if len(found) >= MOST:
            return tuple(found)
    found += compared(text)
    for match in SCALAR.finditer(text):
        value = (number(match.group(2)),)
        found.append(PrintedArray(match.group(1), value, (), role_at(text, match.start())))
        if len(found) >= MOST:
            break
    return tuple(found)


def compared(text: str) -> list[PrintedArray]:
    """`Wrong values for cost. 1.2 != 3.4`: what was given, and what was expected."""
    found: list[PrintedArray] = []
    for match in UNEQUAL.finditer(text):
        label = re2.findall(r"[A-Za-z_]\w*", match.group(1))[-1]
        sides: tuple[tuple[str, Role], ...] = (
            (match.group(2), "actual"),
            (match.group(3), "expected"),
        )
        for body, role in sides:
            values, shape = numbers_in(body.strip())
            if values:
                found.append(PrintedArray(label, values, shape if "[" in body else (), role))
    return found


def numbers_in(body: str) -> tuple[tuple[float, ...], tuple[int, ...] | None]:
    """The numbers up to the closing bracket, and their shape where no bracket was lost."""
    depth, end = 0, len(body)
    for position, character in enumerate(body):
        depth += (character == "[") - (character == "]")
        if depth == 0:
            end = position + 1
            break
    body = body[:end]
    values = tuple(number(text) for text in NUMBERS.findall(body))
    return values, None if depth or "..." in body else shape_of(body, len(values))


def number(text: str) -> float:
    """A printed number; an elision is NaN."""
    return math.nan if text == "..." else float(text)


def shape_of(body: str, count: int) -> tuple[int, ...] | None:
    """Rows and columns by the brackets, None where the rows differ in length."""
    if not body.startswith("[["):
        return (count,)
    rows = max(1, body.count("]") - 1)
    return (rows, count // rows) if count % rows == 0 else None


def role_at(text: str, position: int) -> Role:
    """Which side the nearest words before an array name."""
    before = text[max(0, position - 300) : position + 10]
    expected = max((match.end() for match in EXPECTED.finditer(before)), default=-1)
    actual = max((match.end() for match in ACTUAL.finditer(before)), default=-1)
    if expected == actual:
        return "unknown"
    return "expected" if expected > actual else "actual"
