"""Accuracy, coverage and calibration on labelled cases."""

from collections.abc import Iterable
from typing import Any

from assistant.entrypoints.batch.diagnosing import Answers, diagnose_one

BINS = 5


def evaluated(assistant: Answers, cases: Iterable[tuple[str, Any]]) -> dict[str, Any]:
    """The figures over all cases that carry a label."""
    pairs = [(case, diagnose_one(assistant, id, case)) for id, case in cases]
    labelled = [(c, d) for c, d in pairs if isinstance(c, dict) and c.get("cause")]
    lined = [(c, d) for c, d in labelled if c.get("lines")]
    answered = [(c, d) for c, d in labelled if not d["abstained"]]
    proved = [(c, d) for c, d in lined if d["faults"] and d["faults"][0]["strength"] == "proved"]
    return {
        "cases": len(pairs),
        "labelled": len(labelled),
        "cause_first": share(labelled, lambda c, d: c["cause"] in causes(d)[:1]),
        "cause_in_three": share(labelled, lambda c, d: c["cause"] in causes(d)[:3]),
        "line_first": share(lined, right_line),
        "proved_and_wrong": sum(not right_line(c, d) for c, d in proved),
        "coverage": share(labelled, lambda c, d: not d["abstained"]),
        "precision": share(answered, lambda c, d: c["cause"] in causes(d)[:1]),
        "calibration": calibration(answered),
    }


def causes(diagnosis: dict[str, Any]) -> list[str]:
    """The causes named, faults before answers, each once."""
    named = [fault["cause"] for fault in diagnosis["faults"] if fault["cause"]]
    return list(dict.fromkeys([*named, *(one["entry"] for one in diagnosis["answers"])]))


def right_line(case: dict[str, Any], diagnosis: dict[str, Any]) -> bool:
    """The first fault stands in a labelled line."""
    first = diagnosis["faults"][:1]
    return bool(first) and any(
        first[0]["line"] <= line <= first[0]["end_line"] for line in case["lines"]
    )


def share(pairs: list[Any], holds: Any) -> float | None:
    """The share of pairs for which something holds, None where there are none."""
    return round(sum(holds(c, d) for c, d in pairs) / len(pairs), 4) if pairs else None


def calibration(pairs: list[Any]) -> list[dict[str, Any]]:
    """Stated confidence against truth, in bins."""
    rows = []
    for index in range(BINS):
        low, high = index / BINS, (index + 1) / BINS
        inside = [
            (c, d) for c, d in pairs if d["answers"] and low < d["answers"][0]["confidence"] <= high
        ]
        if inside:
            truth = share(inside, lambda c, d: c["cause"] in causes(d)[:1])
            rows.append({"from": low, "to": high, "cases": len(inside), "right": truth})
    return rows


def table(found: dict[str, Any]) -> str:
    """The figures for a terminal."""
    lines = [f"{name:18}{value}" for name, value in found.items() if name != "calibration"]
    bins = [
        f"  stated {row['from']:.1f} to {row['to']:.1f}: {row['right']} of {row['cases']} right"
        for row in found["calibration"]
    ]
    return "\n".join([*lines, "calibration", *bins])
