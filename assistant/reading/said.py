"""What a student says passes or fails: "dW2 and db2 are correct", "only b1 fails"."""

import re
from collections.abc import Iterable

import re2

from assistant.types import Check

VARIABLE = re2.compile(
    r"\b(d?[WbZA](?:_prev|\d|L)?|d[AZWb]L?\d?|grad_[Wb]\d|[Wb]\d|l1|z1|cost|dw|db|yhat|h)\b"
)
# Of the standard library, which splits three times as quick; nothing in it steps back.
SENTENCE = re.compile(r"[.;!?\n]++|,? (?:but|however|yet|while) ")
RIGHT = re2.compile(
    r"(?i)\b(?:correct(?:ly)?|right|pass(?:es|ed|ing)?|fine|ok|okay|match(?:es|ed)?|good)\b"
)
SHAPE = re2.compile(r"(?i)\bshapes?\b")  # a right shape says nothing of the values
WRONG = re2.compile(
    r"(?i)\b(?:incorrect|wrong|fail(?:s|ed|ing)?|not (?:correct|right|match(?:ing)?|pass(?:ing)?)|mismatch|differs?|unable|cannot|n't)\b"
)


def said(prose: str, checks: Iterable[Check]) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Variables that pass and variables that fail, by the words around them and by the checks."""
    passing: dict[str, None] = {}
    failing: dict[str, None] = {check.variable: None for check in checks if check.variable}
    for sentence in SENTENCE.split(prose[:20_000]):
        names = dict.fromkeys(VARIABLE.findall(sentence)) if len(sentence) < 400 else {}
        if not names:
            continue
        if WRONG.search(sentence) and not RIGHT.search(WRONG.sub(" ", sentence)):
            failing |= names
        elif RIGHT.search(sentence) and not WRONG.search(sentence) and not SHAPE.search(sentence):
            passing |= names
    return tuple(n for n in passing if n not in failing), tuple(failing)
