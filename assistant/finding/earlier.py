"""A function that calls earlier ones of the assignment, which have all passed their own tests."""

from collections.abc import Callable, Iterator, Sequence

import re2

from assistant.types import Finding, Report, Strength, Trial

LONGEST = 20_000
BEFORE = r"(?:other|previous|earlier|former|first \w+)"
PARTS = r"(?:unit )?(?:tests?|functions?|exercises?|parts?|cells?)"
ALL_ELSE = re2.compile(rf"(?i)\b{BEFORE} {PARTS}[^.?\n]{{0,20}}\bpass")
LEAD = 0.5


class Earlier:
    """A test of a small input passes what a larger caller shows to be wrong."""

    def __init__(self, calls: Callable[[str], Sequence[str]]) -> None:
        self.calls = calls

    def __call__(self, report: Report, trial: Trial) -> Iterator[Finding]:
        """A lead where all else is said to pass, and the function rests on it; none after a run."""
        called = self.calls(report.exercise or "")
        if not trial.tells and called and ALL_ELSE.search(report.post.said[:LONGEST]):
            names = ", ".join(one.rpartition("/")[2] for one in called)
            saw = f"All else passes, and the function calls {names}."
            yield Finding("bug-in-an-earlier-function", Strength.MATCHED, LEAD, saw)
