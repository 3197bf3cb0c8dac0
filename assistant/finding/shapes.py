"""What two shapes that do not fit say about the operation: they are evidence before any number.

A product of (a, b) and (c, d) needs b = c. Which other sides agree tells what was meant: a
transpose that is missing, factors in the other order, or an element-wise product.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Any

import re2

from assistant.finding.mending import NOT_ALIGNED, SHAPE, Shape, pair, shape
from assistant.types import Finding, Report, Strength, Trial

Judge = Callable[[Shape, Shape], "Relation | None"]
LONGEST = 20_000
RELATED = 0.4  # a lead like what passes and what fails: it names no cause
SIDES = r"\( *(\d+) *, *(\d*) *\)"  # of a shape in words, where `(2)` may be anything
# A product that fails, in the student's own words.
UNFIT = re2.compile(
    r"(?i)(?:\bdot\b|matmul|matrix (?:product|multiplication))[^\n]{0,80}"
    r"\b(?:shapes?|dimensions?|sizes?) "
    r"(?:error|mismatch|problem|(?:do|does|did)(?: not|n't) (?:match|fit|agree))"
    rf"[^\n.(]{{0,30}}{SIDES} ?(?:and|,|vs\.?|with|by) ?{SIDES}"
)
NOT_BROADCAST = re2.compile(rf"(?i)broadcast[^\n]{{0,40}}{SHAPE} ?(?:and|vs\.?|,)? ?{SHAPE}")
NOT_EQUAL = re2.compile(
    rf"(?i)shape[^\n]{{0,80}}?{SHAPE}[\"']? ?(?:!=|instead of|not|vs\.?) ?[\"']?{SHAPE}"
)
GOT = r"\b(?:get|gets|got|getting|is|was|has|have|shows?|gives?|returns?|becomes?|comes? out)\b"
ASKED = (
    r"\b(?:wants?|needs?|expects?|expected|should (?:be|have)|must (?:be|have)|asks?|requires?"
    r"|instead of|rather than)\b"
)
WITHIN = r"[^\n.(;?]"
GOT_FIRST = re2.compile(
    rf"(?i){GOT}{WITHIN}{{0,30}}{SIDES}{WITHIN}{{0,40}}{ASKED}{WITHIN}{{0,30}}{SIDES}"
)
ASKED_FIRST = re2.compile(
    rf"(?i){ASKED}{WITHIN}{{0,30}}{SIDES}{WITHIN}{{0,30}}{GOT}{WITHIN}{{0,30}}{SIDES}"
)
MENTIONED = re2.compile(SIDES)


@dataclass(frozen=True)
class Relation:
    """What two shapes have to do with each other, said in words, and the causes it speaks for."""

    says: str
    causes: Mapping[str, float]


SAME_ROW = Relation(
    "both have one row, and a product needs a column on one side",
    {"wrong-transpose": 0.5, "dot-instead-of-elementwise": 0.3},
)
SAME = Relation(
    "both have the same shape: they fit element by element, not as a matrix product",
    {"dot-instead-of-elementwise": 0.5, "function-read-as-product": 0.3, "wrong-transpose": 0.3},
)
SWAPPED = Relation(
    "the inner sides fit in the other order", {"operands-swapped": 0.6, "wrong-transpose": 0.3}
)
SECOND_TURNED = Relation("the second sides agree, not the inner ones", {"wrong-transpose": 0.7})
FIRST_TURNED = Relation("the first sides agree, not the inner ones", {"wrong-transpose": 0.7})
MISTYPED = Relation("the inner sides are almost the same number", {"hardcoded-dimensions": 0.7})
STRANGERS = Relation(
    "no side of the one is a side of the other",
    {"global-variable-used": 0.35, "bug-in-an-earlier-function": 0.25, "wrong-variable": 0.25},
)
LOST_AXIS = Relation(
    "one of the two has a single axis", {"rank-1-array": 0.45, "missing-keepdims": 0.4}
)
INNER = Relation("the inner sides fit a matrix product", {"elementwise-instead-of-dot": 0.7})
MIRRORED = Relation("one is the other turned", {"wrong-transpose": 0.5, "operands-swapped": 0.2})
LOST_ROW = Relation(
    "the values have a single axis where two are asked for",
    {"missing-keepdims": 0.45, "rank-1-array": 0.45},
)
TO_ONE_NUMBER = Relation(
    "a single number is there, and an array is asked for", {"missing-axis": 0.65}
)
TOO_MANY = Relation("a single number is asked for", {"cost-not-scalar": 0.65})
SPREAD = Relation(
    "a single row or column is asked for, and a matrix is there",
    {"elementwise-instead-of-dot": 0.55, "missing-axis": 0.3},
)
SUMMED = Relation(
    "a matrix is asked for, and a single row or column is there",
    {"summed-matrix-in-gradient": 0.55, "wrong-axis": 0.2},
)
ALL_SUMMED = Relation(
    "one number is left of the axis that is asked for",
    {"missing-axis": 0.35, "wrong-variable": 0.35},
)
OTHER_AXIS = Relation("the other axis is left", {"wrong-axis": 0.6, "wrong-transpose": 0.3})
STACKED = Relation(
    "the size is that of two stacked parts, and one of them is asked for", {"wrong-slice": 0.6}
)
OTHER_SIZE = Relation(
    "the number of axes is right and a size is not",
    {"wrong-dimension": 0.4, "operands-swapped": 0.2, "wrong-variable": 0.2},
)


class Shapes:
    """Reads the two shapes of a message and says what their sides have in common."""

    def __call__(self, report: Report, trial: Trial) -> Iterator[Finding]:
        """The first relation, which is so whatever the cause, and each cause it speaks for."""
        text = report.post.said[:LONGEST]
        raised = trial.crash.raised.message if trial.crash else ""
        for place, (first, second, relation) in enumerate(relations(f"{raised}\n{text}")):
            saw = f"{shown(first)} and {shown(second)}: {relation.says}."
            fills = {"shape": shown(first)}
            if not place:
                yield Finding(None, Strength.MATCHED, RELATED, saw, fills=fills)
            for cause, sure in relation.causes.items():
                yield Finding(cause, Strength.MATCHED, sure, saw, fills=fills)


def relations(text: str) -> Iterator[tuple[Shape, Shape, Relation]]:
    """The relation of each pair of shapes in a message, each once."""
    if "(" not in text:
        return
    seen = set()
    mentioned = [shape(sides) for sides in MENTIONED.findall(text)]
    kinds: tuple[tuple[Any, Judge, bool], ...] = (
        (NOT_ALIGNED, as_product, False),
        (UNFIT, as_product, False),
        (NOT_BROADCAST, by_element, False),
        (NOT_EQUAL, partial(as_result, mentioned), False),
        (GOT_FIRST, partial(as_result, mentioned), False),
        (ASKED_FIRST, partial(as_result, mentioned), True),
    )
    for pattern, judged, turned in kinds:
        for match in pattern.finditer(text):
            first, second = pair(match.groups())[:: -1 if turned else 1]
            relation = judged(first, second)
            if relation is not None and (first, second, relation.says) not in seen:
                seen.add((first, second, relation.says))
                yield first, second, relation


def as_product(first: Shape, second: Shape) -> Relation | None:
    """Why a product of the two cannot be."""
    if len(first) != 2 or len(second) != 2:
        return LOST_AXIS if first and second else None
    (a, b), (c, d) = first, second
    if b == c:
        return None
    if first == second:
        return SAME_ROW if 1 in first else SAME
    if a == d:
        return SWAPPED
    if b == d:
        return SECOND_TURNED
    if a == c:
        return FIRST_TURNED
    return MISTYPED if mistyped(str(b), str(c)) else STRANGERS


def mistyped(one: str, other: str) -> bool:
    """728 for 784: as many digits, two or more of them the same."""
    common = sum(min(one.count(digit), other.count(digit)) for digit in set(one))
    return len(one) == len(other) and common >= 2


def by_element(first: Shape, second: Shape) -> Relation | None:
    """Why the two cannot be taken element by element."""
    if len(first) != 2 or len(second) != 2:
        return LOST_AXIS if first and second else None
    if first == second[::-1]:
        return MIRRORED
    return INNER if first[1] == second[0] else None


def as_result(mentioned: Sequence[Shape], got: Shape, asked: Shape) -> Relation | None:
    """What was done to a result of one shape where another is asked for."""
    if not asked or asked == (1,):
        return TOO_MANY
    if len(got) < 2 <= len(asked):
        return LOST_ROW if got else TO_ONE_NUMBER
    if len(got) != 2 or len(asked) != 2 or got == asked:
        return None
    if 1 in asked and 1 not in got:
        return SPREAD
    if got == asked[::-1]:
        return MIRRORED
    if got == (1, 1):
        return ALL_SUMMED
    if 1 in got and 1 not in asked:
        return SUMMED if set(got) & set(asked) else OTHER_SIZE
    if 1 in asked and 1 in got:
        return OTHER_AXIS
    return STACKED if stacked(mentioned, got, asked) else OTHER_SIZE


def stacked(mentioned: Sequence[Shape], got: Shape, asked: Shape) -> bool:
    """One side is too long by a size that is mentioned, and stands in another array as it is."""
    long = [(one, other) for one, other in zip(got, asked, strict=True) if one != other]
    sizes = {size for one in mentioned if one not in (got, asked) for size in one}
    return len(long) == 1 and long[0][0] in sizes and long[0][0] - long[0][1] in sizes


def shown(shape: Shape) -> str:
    """`(4, 3)`."""
    return str(shape)
