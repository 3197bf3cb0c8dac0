"""Which small edit lets an operation on two shapes be taken: what none mends is no slip."""

from collections.abc import Iterator

import re2

Shape = tuple[int, ...]
SHAPE = r"\( *(\d*) *,? *(\d*) *,? *\)"
NOT_ALIGNED = re2.compile(
    rf"{SHAPE}[\"']? ?(?:and ?|,)? ?[\"']?{SHAPE}[^\n]{{0,40}}not (?:be )?aligned"
)
NOT_BROADCAST = re2.compile(r"(?i)broadcast together[^\n]{0,40}?\(([\d, ]+)\)[ ,and]*\(([\d, ]+)\)")
EDITS = frozenset({"wrong-transpose", "operands-swapped", "dot-instead-of-elementwise"})


def products(message: str) -> Iterator[tuple[Shape, Shape]]:
    """The shapes of each product that a message says cannot be taken."""
    for match in NOT_ALIGNED.finditer(message):
        yield pair(match.groups())


def pair(sides: tuple[str, ...]) -> tuple[Shape, Shape]:
    """The two shapes whose sides these are, two each."""
    return shape(sides[:2]), shape(sides[2:4])


def shape(sides: tuple[str, ...]) -> Shape:
    """A shape of its sides; one that is not there is empty."""
    return tuple(int(one) for one in sides if one)


def ruled_out(message: str) -> frozenset[str]:
    """What cannot be the cause of a message, by the shapes in it."""
    return no_edit(message) | frozenset().union(
        *(no_cause(sizes(one), sizes(other)) for one, other in NOT_BROADCAST.findall(message))
    )


def sizes(sides: str) -> Shape:
    """`2,3,4` as a shape of any number of axes."""
    return tuple(int(one) for one in sides.replace(",", " ").split())


def no_cause(first: Shape, second: Shape) -> frozenset[str]:
    """Of two that do not broadcast: what could not have brought these shapes together.

    A lost axis leaves one axis less, or a square where it met its column. A matrix product was
    meant only of two matrices that have a size in common.
    """
    out: set[str] = set()
    square = any(len(set(one)) == 1 for one in (first, second))
    if len(first) == len(second) and not square:
        out |= {"missing-keepdims", "rank-1-array"}
    if min(len(first), len(second)) > 2 or not set(first) & set(second):
        out.add("elementwise-instead-of-dot")
    return frozenset(out)


def no_edit(message: str) -> frozenset[str]:
    """The edits that mend none of the products in a message, where all have two axes."""
    found = list(products(message))
    if not found or any(len(one) != 2 for two in found for one in two):
        return frozenset()
    return EDITS - frozenset().union(*(mending(*two) for two in found))


def mending(first: Shape, second: Shape) -> frozenset[str]:
    """The edits after which the two fit: a transpose, the other order, a product by element."""
    (a, b), (c, d) = first, second
    alike = all(one == other or 1 in (one, other) for one, other in zip(first, second, strict=True))
    fits = {
        "wrong-transpose": b == d or a in (c, d),
        "operands-swapped": a == d,
        "dot-instead-of-elementwise": alike,
    }
    return frozenset(edit for edit, does in fits.items() if does)
