"""The operation that a message says failed, beside those of which the formula is made."""

from collections.abc import Callable, Iterator, Mapping
from typing import Any

import re2

from assistant.exercise.operations import BY_ELEMENT, PLUS, PRODUCT
from assistant.types import Finding, Report, Strength, Trial

Operations = Callable[[str], Mapping[str, frozenset[str]]]
LONGEST = 20_000
# A clause that tells of a failed operation; an array that is put into another has its own entry.
BROADCAST = re2.compile(r"(?i)[^.!?\n]*\bbroadcast(?:ing|ed)?\b[^.!?\n]*")
ALIGNED = re2.compile(r"(?i)[^!?\n]*\bnot (?:be )?aligned\b[^.!?\n]*")
INPUT = re2.compile(r"(?i)input array|\binto shape\b")
TROUBLE = re2.compile(r"(?i)error|could not|can ?not|can't|fail|rais|problem")
NAME = re2.compile(r"[A-Za-z_]\w*")
TARGET = re2.compile(r"^\s*([A-Za-z_]\w*)\s*=")


class Formulas:
    """Where the formula has no such operation, the operation itself is the mistake."""

    def __init__(self, operations: Operations) -> None:
        self.operations = operations

    def __call__(self, report: Report, trial: Trial) -> Iterator[Finding]:
        """A finding for each cause; silent after a run, and where no exercise is known."""
        known = self.operations(report.exercise or "")
        if not known or trial.tells:
            return
        found: dict[str | None, Finding] = {}
        for one in judged(report, known):
            found.setdefault(one.cause, one)
        yield from found.values()


def judged(report: Report, known: Mapping[str, frozenset[str]]) -> Iterator[Finding]:
    """What each clause about a failed operation says of the formula that it names."""
    text = report.post.said[:LONGEST]
    for clause in clauses(BROADCAST, text):
        for name in about(clause, report, known):
            if PRODUCT in known[name] and BY_ELEMENT not in known[name]:
                saw = f"Products by element broadcast; the formula of {name} has one of matrices."
                sure = 0.4 if PLUS in known[name] else 0.6
                yield finding("elementwise-instead-of-dot", sure, saw, name)
    for clause in clauses(ALIGNED, text):
        for name in about(clause, report, known):
            if BY_ELEMENT in known[name] and PRODUCT not in known[name]:
                saw = f"A matrix product failed; the formula of {name} multiplies by element."
                yield finding("dot-instead-of-elementwise", 0.55, saw, name)


def finding(cause: str, sure: float, saw: str, name: str) -> Finding:
    """A lead or an answer that names the value."""
    return Finding(cause, Strength.MATCHED, sure, saw, fills={"variable": f"`{name}`"})


def clauses(pattern: Any, text: str) -> Iterator[str]:
    """What is told of a failed operation."""
    for match in pattern.finditer(text):
        clause = match.group(0)
        if TROUBLE.search(clause) and not INPUT.search(clause):
            yield clause


def about(clause: str, report: Report, known: Mapping[str, frozenset[str]]) -> list[str]:
    """The value that a traceback's line makes, else the first that the clause names."""
    lines = [match.group(1) for one in report.raised if (match := TARGET.match(one.text))]
    names = [name for name in (*lines, *NAME.findall(clause), *report.failing) if name in known]
    return names[:1]
