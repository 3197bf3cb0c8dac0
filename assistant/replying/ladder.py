"""The ladder of hints: a question, where to look, the idea; never the line to paste."""

from collections.abc import Mapping

from assistant.library.entries import Entry, fill
from assistant.types import Diagnosis, Finding


def hints(diagnosis: Diagnosis, entries: Mapping[str, Entry]) -> tuple[str, ...]:
    """The rungs for the first fault, or for the first answer where there is none."""
    if diagnosis.faults:
        first = diagnosis.faults[0]
        entry = entries.get(first.cause or "")
        return ladder(entry, first.fills) if entry else open_cause(first)
    if diagnosis.answers:
        best = diagnosis.answers[0]
        return ladder(entries[best.entry], best.fills)
    return ()


def ladder(entry: Entry, fills: Mapping[str, str]) -> tuple[str, ...]:
    """The entry's rungs with their blanks filled."""
    return tuple(fill(hint, fills) for hint in entry.hints)


def open_cause(finding: Finding) -> tuple[str, ...]:
    """The place is known and the kind of mistake is not."""
    fault = finding.fault
    assert fault is not None
    value = f"`{fault.variable}`"
    return (
        f"What does the formula for {value} say, factor by factor?",
        f"Look at line {fault.line}: write the shape of each factor under it.",
        f"Compare each operation there with the formula: product or matrix product, "
        f"transposes, signs, 1/m, and which values go in to make {value}.",
    )
