"""How likely an answer is right: what its evidence says, and whether the words agree with it.

A finding's own confidence ranks it among others. What is told of an answer is calibrated: on
3,063 example posts each left out, and, where words alone speak, on 64 labelled posts of forums,
which are harder to read than our examples.
"""

from collections.abc import Sequence
from itertools import accumulate

from assistant.types import Finding, Strength

LEAD_OF_NOBODY = 0.25  # the words are those of posts for a person, and yet this is the cause
# A match is right so often where its cause is first by words, among three, where the words
# are those of posts for a person, and where they speak for others.
FIRST, AMONG_THREE, FOR_A_PERSON, OTHERS = 0.9, 0.77, 0.7, 0.45


def confidence(finding: Finding, ranked: Sequence[Finding]) -> float:
    """How likely the finding's cause is right, beside all that was found."""
    likest = [one.cause for one in ranked if one.strength is Strength.SIMILAR]
    if finding.strength is Strength.SIMILAR:
        return alike(finding, ranked, likest)
    if finding.measured or not likest:
        return finding.confidence
    return agreed(finding.cause, likest)


def alike(finding: Finding, ranked: Sequence[Finding], likest: Sequence[str | None]) -> float:
    """Of likeness: as it was found; behind `nobody` the first is likelier than it was thought."""
    if None not in likest:
        return finding.confidence
    first = next(one for one in ranked if one.cause is not None)
    return LEAD_OF_NOBODY if finding is first else finding.confidence


def agreed(cause: str | None, likest: Sequence[str | None]) -> float:
    """Of a match, by the place its cause has among the words."""
    if None in likest:
        return FOR_A_PERSON
    if cause not in likest[:3]:
        return OTHERS
    return FIRST if cause == likest[0] else AMONG_THREE


def falling(values: Sequence[float]) -> list[float]:
    """Answers in their order: none is surer than the one before it."""
    return list(accumulate(values, min))
