"""Accuracy, coverage and calibration on labelled cases."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from assistant.entrypoints.batch.diagnosing import Answers, diagnose_one
from assistant.evaluating.baselines import Document, compared
from assistant.evaluating.baselines import table as baselines_table
from assistant.evaluating.knowledge import figures, short_lines
from assistant.evaluating.knowledge import table as sets_table
from assistant.evaluating.rows import Row, asked, row


def evaluated(
    assistant: Answers, cases: Iterable[tuple[str, Any]], known: Sequence[Document] = ()
) -> dict[str, Any]:
    """The figures over all cases that carry a label, and of baselines over what is known."""
    several = [labelled(assistant, id, case) for id, case in cases]
    rows = [one for one in several if one is not None]
    found = {"cases": len(several), **figures(rows)}
    return {**found, "baselines": compared(rows, known)} if known else found


def labelled(assistant: Answers, id: str, case: Any) -> Row | None:
    """A case, diagnosed, None where it has no label; an empty one says that a person answers."""
    if isinstance(case, Mapping) and "cause" in case:
        return row(id, case, diagnose_one(assistant, id, asked(case)))
    return None


def table(found: dict[str, Any]) -> str:
    """The figures for a terminal."""
    bins = [
        f"  stated {row['from']:.1f} to {row['to']:.1f}: {row['right']} of {row['cases']} right"
        for row in found["calibration"]
    ]
    beside = ["", baselines_table(found["baselines"])] if "baselines" in found else []
    answered = "calibration of what is answered without a person"
    return "\n".join([*short_lines(found), answered, *bins, "", sets_table(found), *beside])
