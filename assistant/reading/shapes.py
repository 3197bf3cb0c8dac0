"""Shapes as students state them: `dW2.shape is (2,3)`, `A1 (4, 3)`, `(4,3) (4,3) not aligned`."""

import re2

SIDES = r"\(\s*(\d+)\s*,\s*(\d*)\s*\)"
STATED = re2.compile(
    rf"([A-Za-z_]\w*)(?:\.shape)?\s*(?:\bhas\b|\bis\b|\bof\b)?\s*(?:shape)?\s*[:=]?\s*{SIDES}"
)
WORDS = {
    "shapes",
    "shape",
    "and",
    "is",
    "has",
    "array",
    "zeros",
    "ones",
    "randn",
    "rand",
    "with",
    "dim",
}
ALIGNED = re2.compile(rf"{SIDES}\s*(?:and\s*)?{SIDES}[\"']?\s*not aligned|shapes? {SIDES} {SIDES}")


def shapes_in(text: str) -> dict[str, tuple[int, ...]]:
    """Name to shape; the operands of a failed operation are `left` and `right`."""
    found: dict[str, tuple[int, ...]] = {}
    for match in STATED.finditer(text):
        name = match.group(1)
        if name.lower() not in WORDS:
            found.setdefault(name, sides(match.group(2), match.group(3)))
    operands = ALIGNED.search(text)
    if operands:
        numbers = [group for group in operands.groups() if group is not None]
        found["left"] = sides(*numbers[:2])
        found["right"] = sides(*numbers[2:4])
    return found


def sides(first: str, second: str) -> tuple[int, ...]:
    """`(4,)` has one side."""
    return (int(first), int(second)) if second else (int(first),)
