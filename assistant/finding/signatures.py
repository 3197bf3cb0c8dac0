"""Entries whose error pattern matches an exception of the post or of the run."""

from collections.abc import Iterator, Mapping
from typing import Any

from assistant.finding.mending import ruled_out
from assistant.library.entries import Entry
from assistant.patterns import together
from assistant.types import Finding, Raised, Report, Strength, Trial

LONGEST = 20_000
SURE = 0.9  # shared by the entries that have the same message


class Signatures:
    """Matches exceptions with the signatures of the entries."""

    def __init__(self, entries: Mapping[str, Entry]) -> None:
        self.by_type: dict[str, list[tuple[str, Any]]] = {}
        self.sentences: list[tuple[str, Any]] = []
        for slug, entry in entries.items():
            for one in entry.signatures:
                self.by_type.setdefault(one.type, []).append((slug, one.pattern))
                if is_sentence(one.pattern.pattern):
                    self.sentences.append((slug, one.pattern))
        self.sets = {
            type: together(one for _, one in known) for type, known in self.by_type.items()
        }
        self.quotable = together(one for _, one in self.sentences)

    def __call__(self, report: Report, trial: Trial) -> Iterator[Finding]:
        """One finding for each entry that may be; what several share speaks less for each."""
        raised = [*crashed(report, trial), *report.raised]
        seen: set[str] = set()
        for one in raised:
            seen |= ruled_out(one.message)
            matches = list(self.matches(one))
            for slug, fills in matches:
                if slug not in seen:
                    seen.add(slug)
                    saw = f"{one.type}: {one.message}"[:200]
                    yield Finding(slug, Strength.MATCHED, SURE / len(matches), saw, fills=fills)
        if not raised:
            yield from self.quoted(report)

    def quoted(self, report: Report) -> Iterator[Finding]:
        """Messages that are told without the type of their exception."""
        text = report.post.said[:LONGEST]
        places = sorted(self.quotable.Match(text) or ())
        found = {self.sentences[place][0]: self.sentences[place][1] for place in places}
        for slug, pattern in found.items():
            saw = f"The post tells a message: {pattern.search(text).group(0)}"[:200]
            yield Finding(slug, Strength.MATCHED, SURE / len(found), saw)

    def matches(self, raised: Raised) -> Iterator[tuple[str, dict[str, str]]]:
        """Slugs and the blanks that the message fills."""
        seen: set[str] = set()
        known = self.by_type.get(raised.type, [])
        fitting = self.sets[raised.type].Match(raised.message) if known else None
        for slug, pattern in (known[place] for place in sorted(fitting or ())):
            if slug not in seen:
                seen.add(slug)
                found = pattern.search(raised.message)
                named = {k: v for k, v in found.groupdict().items() if v}
                yield slug, named | place(raised)


def is_sentence(pattern: str) -> bool:
    """A message of some words, which says what it says without the name of its exception."""
    return pattern.count(" ") > 1 and not pattern.startswith(("^", "(?:^"))


def crashed(report: Report, trial: Trial) -> Iterator[Raised]:
    """The exception of the run; a fragment of code lacks its names, which says nothing."""
    if trial.crash is None:
        return
    whole = any(one.functions for one in report.snippets)
    if whole or trial.crash.raised.type != "NameError":
        yield trial.crash.raised


def place(raised: Raised) -> dict[str, str]:
    """The line, where it is known."""
    return {"line": f"line {raised.line}"} if raised.line else {}
