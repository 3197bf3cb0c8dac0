"""Rules that tell a cause from a pattern in what was written, in linear time."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

import re2

from assistant.patterns import together
from assistant.types import Finding, Report, Strength, Trial

LONGEST = 20_000


@dataclass(frozen=True)
class Rule:
    """A slug, how sure the description makes it, what is said, and what may not be said in it."""

    slug: str
    sure: float
    says: str
    unless: str = r"$^"

    def compiled(self) -> tuple[str, float, Any, Any]:
        """The rule with its patterns compiled for linear time."""
        return self.slug, self.sure, re2.compile(self.says), re2.compile(self.unless)


class Telling:
    """A finder made of rules and of the text that they read; a named group fills a blank."""

    def __init__(self, rules: Sequence[Rule], read: Callable[[Report], str], says: str) -> None:
        self.rules = [rule.compiled() for rule in sorted(rules, key=lambda one: -one.sure)]
        self.may = together(pattern for _, _, pattern, _ in self.rules)
        self.read = read
        self.says = says

    def __call__(self, report: Report, trial: Trial) -> Iterator[Finding]:
        """One finding for each slug that is told, the surest first."""
        text = self.read(report)[:LONGEST]
        seen: set[str] = set()
        for place in sorted(self.may.Match(text, potential=True) or ()):
            slug, sure, says, unless = self.rules[place]
            if slug in seen:
                continue
            found = next((m for m in says.finditer(text) if not unless.search(m.group(0))), None)
            if found is not None:
                seen.add(slug)
                saw = " ".join(found.group(0).split())[:160]
                fills = {name: word for name, word in found.groupdict().items() if word}
                yield Finding(slug, Strength.MATCHED, sure, f"{self.says}: {saw}", fills=fills)
