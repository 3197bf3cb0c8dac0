"""Executes the knowledge base: each Wrong must fail, each Right run, each Check pass."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Protocol

from assistant.library.entries import Entry


class Runs(Protocol):
    """What the sandbox offers here."""

    def run(self, job: Mapping[str, Any]) -> Any:
        """Run one job."""


@dataclass(frozen=True)
class Problem:
    """What a section of an entry does not do, and what mends it."""

    section: str
    says: str


def problems(
    entry: Entry, sandbox: Runs, entries: Mapping[str, Entry] | None = None
) -> Iterator[Problem]:
    """What is wrong with one entry's code among the others; it runs in the sandbox only."""
    if entry.wrong:
        outcome = sandbox.run({"source": entry.wrong})
        if outcome.kind == "returned":
            yield Problem("Wrong", "Wrong does not fail: let it raise, or assert what is not so.")
        elif outcome.raised is None and outcome.kind != "raised":
            yield Problem("Wrong", f"Wrong is {outcome.kind}: let it raise within its time.")
        elif entry.signatures and not leads(entry, outcome.raised):
            yield Problem("Wrong", elsewhere(outcome.raised, (entries or {}).values()))
    for name, source in (("Right", entry.right), ("Check", entry.check)):
        outcome = sandbox.run({"source": source}) if source else None
        if outcome is not None and outcome.kind != "returned":
            yield Problem(name, failing(name, entry, outcome))


def elsewhere(raised: Any, entries: Iterable[Entry]) -> str:
    """Where a Wrong leads that does not lead to its own entry."""
    others = [other.slug for other in entries if leads(other, raised)]
    place = f" and leads to {' and '.join(others)}" if others else ""
    return (
        f"Wrong raises {told(raised)}{place}, and no signature of this entry matches it: "
        "mend the type or the pattern, or let Wrong make this entry's mistake."
    )


def failing(name: str, entry: Entry, outcome: Any) -> str:
    """Why a Right or a Check fails."""
    why = told(outcome.raised) or outcome.kind
    if name == "Right" and leads(entry, outcome.raised):
        return f"Right fails, so it is accused of this very mistake: {why}."
    return f"{name} fails: {why}. It must run to its end."


def leads(entry: Entry, raised: Any) -> bool:
    """One of the entry's signatures fits an exception."""
    return raised is not None and any(
        one.type == raised.type and one.pattern.search(raised.message) for one in entry.signatures
    )


def told(raised: Any) -> str:
    """An exception in words, with its line."""
    if raised is None:
        return ""
    place = f" (line {raised.line} of the code)" if raised.line else ""
    return f"{raised.type}: {raised.message}{place}".replace(":  (", " (")
