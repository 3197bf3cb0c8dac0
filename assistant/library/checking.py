"""Executes the knowledge base: each Wrong must fail, each Right run, each Check pass."""

from collections.abc import Iterable, Mapping
from typing import Any, Protocol

from assistant.library.entries import Entry


class Runs(Protocol):
    """What the sandbox offers here."""

    def run(self, job: Mapping[str, Any]) -> Any:
        """Run one job."""


def check_entries(entries: Mapping[str, Entry], sandbox: Runs) -> list[str]:
    """One sentence for each entry that does not do what it says."""
    return [problem for entry in entries.values() for problem in problems(entry, sandbox)]


def problems(entry: Entry, sandbox: Runs) -> Iterable[str]:
    """What is wrong with one entry's code; it runs in the sandbox only."""
    if entry.wrong:
        outcome = sandbox.run({"source": entry.wrong})
        if outcome.kind == "returned":
            yield f"{entry.slug}: Wrong does not fail."
        elif entry.signatures and not matched(entry, outcome.raised):
            yield f"{entry.slug}: Wrong raises what no signature of the entry matches."
    for name, source in (("Right", entry.right), ("Check", entry.check)):
        outcome = sandbox.run({"source": source}) if source else None
        if outcome is not None and outcome.kind != "returned":
            yield f"{entry.slug}: {name} fails: {outcome.raised or outcome.kind}."


def matched(entry: Entry, raised: Any) -> bool:
    """One of the entry's signatures fits an exception."""
    return raised is not None and any(
        one.type == raised.type and one.pattern.search(raised.message) for one in entry.signatures
    )
