"""Accuracy, coverage and calibration on labelled cases."""

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from assistant.entrypoints.batch import Answers, diagnose_one
from assistant.evaluating.knowledge import figures
from assistant.evaluating.knowledge import table as sets_table
from assistant.evaluating.rows import Row, asked, row

LONGER = ("calibration", "sets", "courses", "rows")


def evaluated(assistant: Answers, cases: Iterable[tuple[str, Any]]) -> dict[str, Any]:
    """The figures over all cases that carry a label."""
    several = list(cases)
    return {"cases": len(several), **figures(list(rows(assistant, several)))}


def rows(assistant: Answers, cases: Iterable[tuple[str, Any]]) -> Iterator[Row]:
    """Each labelled case, diagnosed; an empty label says that a person must answer."""
    for id, case in cases:
        if isinstance(case, Mapping) and "cause" in case:
            yield row(id, case, diagnose_one(assistant, id, asked(case)))


def table(found: dict[str, Any]) -> str:
    """The figures for a terminal."""
    lines = [f"{name:18}{value}" for name, value in found.items() if name not in LONGER]
    bins = [
        f"  stated {row['from']:.1f} to {row['to']:.1f}: {row['right']} of {row['cases']} right"
        for row in found["calibration"]
    ]
    return "\n".join([*lines, "calibration", *bins, "", sets_table(found)])
