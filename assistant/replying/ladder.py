"""The ladder of hints: a question, where to look, the idea; never the line to paste."""

from collections.abc import Mapping

import re2

from assistant.library.entries import Entry, fill
from assistant.replying.quoting import blank, quoted
from assistant.types import Diagnosis, Finding

# A blank between backticks loses them: what fills it brings its own where it needs them.
BLANK_AS_CODE = re2.compile(r"`(\{\w+\})`")
NO_NAMES = {"return", "statement"}


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
    """The entry's rungs with their blanks filled; a stranger's words come as inline code."""
    known = {name: blank(value) for name, value in fills.items()}
    named = {name: value for name, value in known.items() if value.strip("`") not in NO_NAMES}
    return tuple(fill(BLANK_AS_CODE.sub(r"\1", hint), named) for hint in entry.hints)


def open_cause(finding: Finding) -> tuple[str, ...]:
    """The place is known and the kind of mistake is not."""
    fault = finding.fault
    assert fault is not None
    named = fault.variable not in NO_NAMES
    value = quoted(fault.variable) if named else "that statement"
    return (
        f"What does the formula for {value} say, factor by factor?",
        f"Look at line {fault.line}: write the shape of each factor under it.",
        f"Compare each operation there with the formula: product or matrix product, "
        f"transposes, signs, averages, and which values go in to make {value}.",
    )
