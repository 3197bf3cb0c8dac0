"""Printed arrays as they are really pasted: labelled, wrapped, cut, in any number format."""

import math
import re
from collections.abc import Iterator
from dataclasses import replace

import re2

from assistant.reading.numerals import rows_of, slack_of
from assistant.types import PrintedArray, Role

NAME = r"[A-Za-z_]\w*"
PLACE = r"((?:\[\d[\d\[\]:, ]*\])*)"  # [4][1] of `a[4][1] = [...]`
OPENING = r"(?:\(?(?:(?:np\.|numpy\.)?array|tensor|tf\.Tensor)\()?"
LABEL = re2.compile(
    rf"(?i)(?:^|[\s;,.({{|'\"`*])({NAME}(?:\[[\"']\w+[\"']\]|\.values)?){PLACE}['\"`*]*\s*(?:=|:|\bis\b|\||\n)*\s*{OPENING}\s*(\[\s*[-+\[.\dnif]|[-+]?[\d.][-+\deE.]*[\s,]+[-+\d.][^a-df-hj-mo-z\[(]*\])"
)
SCALAR = re2.compile(
    rf"(?m)(?:^|[\s|'\"`*])({NAME}(?:\[[\"']\w+[\"']\])?){PLACE}['\"`*]*\s*[=|:]\s*(?:np\.float64\()?([-+]?(?:\d+\.\d*|\.\d+|\d+)(?:[eE][-+]?\d+)?|nan|inf)(?:\s|$|,|\)|\|)"
)
VALUE = r"\[[^!=]+\]|[-+]?[\d.]+(?:[eE][-+]?\d+)?|nan|inf"
UNEQUAL = re2.compile(
    rf"(?i)(?:for|of|in) ([A-Za-z_][\w\[\]'\"]*)\s*[.:]?\s*({VALUE})\s*!=\s*({VALUE})"
)
BODY = re2.compile(r"^[\s\[\](),;.\deE+\-naif]*")
INDEX = re2.compile(r"^\[[\s\d,-]*\]")  # close behind a name: `W[1]`, `A.shape[0]`
EXPECTED = re2.compile(
    r"(?i)(?P<beside>from (?:the )?expected)|expected|should be|correct (?:output|values?)"
    r"|instead of|rather than|\b(?:wants?|asks for)\b"
)
ACTUAL = re2.compile(r"(?i)\bgot\b|my (?:output|values?|result)|\bi get\b|actual")
LARGEST = 20_000
MOST = 60


def printed_arrays(text: str) -> tuple[PrintedArray, ...]:
    """Arrays and scalars with the label before them and the side they stand on."""
    found: list[PrintedArray] = []
    for match in LABEL.finditer(text):
        start = match.start(3)
        if start == match.end(2):
            continue  # `a[5, 2, 2:6]` asks for a part, it shows none
        body = whole(BODY.match(text[start : start + LARGEST]).group(0))
        if body[:1] == "[" and match.end(1) == start and INDEX.match(body):
            continue
        label = match.group(1).removesuffix(".values")
        found += placed(match.group(2), array_of(label, body, role_at(text, match.start())))
        if len(found) >= MOST:
            return tuple(found)
    found += compared(text)
    for match in SCALAR.finditer(text):
        role = role_at(text, match.start())
        found += placed(match.group(2), array_of(match.group(1), match.group(3), role))
        if len(found) >= MOST:
            break
    return tuple(found)


def compared(text: str) -> Iterator[PrintedArray]:
    """`Wrong values for cost. 1.2 != 3.4`: what was given, and what was expected."""
    for match in UNEQUAL.finditer(text):
        label = re2.findall(NAME, match.group(1))[-1]
        yield from array_of(label, match.group(2).strip(), "actual")
        yield from array_of(label, match.group(3).strip(), "expected")


def placed(place: str, arrays: Iterator[PrintedArray]) -> Iterator[PrintedArray]:
    """The arrays as parts of a whole one; none where the place is a slice."""
    index = tuple(int(number) for number in re.findall(r"\d+", place))
    return (replace(one, index=index) for one in arrays if ":" not in place)


def array_of(label: str, body: str, role: Role) -> Iterator[PrintedArray]:
    """The array of a body; none where it holds no number."""
    rows = rows_of(body)
    flat = [one for row in rows for one in row]
    if not any(math.isfinite(one.value) for one in flat) and "..." in body:
        return
    if flat:
        values = tuple(one.value for one in flat)
        shape = shape_of(body, [len(row) for row in rows])
        plain = tuple(tuple(one.value for one in row) for row in rows)
        yield PrintedArray(label, values, shape, role, slack_of(flat), plain)


def whole(body: str) -> str:
    """The text up to the bracket that closes; rows whose outer brackets were lost belong to it."""
    depth, end = 0, len(body)
    rows = not body.startswith("[[") and not body.startswith("[ [")
    for position, character in enumerate(body):
        depth += (character == "[") - (character == "]")
        if depth <= 0 and character == "]":
            end = position + 1
            if not rows or not body[end:].lstrip(" \n\r\t,").startswith("["):
                break
            depth = 0
    return body[:end]


def shape_of(body: str, lengths: list[int]) -> tuple[int, ...] | None:
    """Rows and columns by the brackets, None where they were lost or something is elided."""
    if "..." in body or body.count("[") != body.count("]") or len(set(lengths)) > 1:
        return None
    if "[" not in body:
        return ()
    opened = brackets(body)
    if opened == 1:
        return (lengths[0],) if len(lengths) == 1 else None
    return (len(lengths), lengths[0]) if opened == 2 else None


def brackets(body: str) -> int:
    """How many brackets open before the first number."""
    count = 0
    for character in body:
        if character == "[":
            count += 1
        elif not character.isspace():
            break
    return count


def role_at(text: str, position: int) -> Role:
    """Which side the nearest words before an array name."""
    before = text[max(0, position - 300) : position + 10]
    wanted = (match for match in EXPECTED.finditer(before) if not match["beside"])
    expected = max((match.end() for match in wanted), default=-1)
    actual = max((match.end() for match in ACTUAL.finditer(before)), default=-1)
    if expected == actual:
        return "unknown"
    return "expected" if expected > actual else "actual"
