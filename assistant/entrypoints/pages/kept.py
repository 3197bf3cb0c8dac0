"""What is kept of a reply for its page: the public diagnosis, the code, and what is drawn."""

from dataclasses import asdict
from typing import Any

from assistant.replying.contract import as_json
from assistant.types import Comparison, Post, Reply, Report, StepState


def kept(reply: Reply, post: Post) -> dict[str, Any]:
    """Plain data; there is no repair in it, and no value of a random input."""
    trial = reply.diagnosis.trial
    raised = trial.crash.raised if trial.crash is not None else None
    return {
        "diagnosis": as_json(reply),
        "title": post.title,
        "code": code_shown(reply),
        "steps": [asdict(one) for one in trial.steps],
        "comparisons": [asdict(one) for one in trial.comparisons],
        "stopped": None if raised is None else {"type": raised.type, "line": raised.line},
    }


def code_shown(reply: Reply) -> str:
    """The code in which the lines of the faults count."""
    report = reply.diagnosis.report
    cells = [one.fault.cell for one in reply.diagnosis.faults if one.fault is not None]
    if report.post.code.strip() and not any(cell is not None for cell in cells):
        return report.post.code
    in_cell = [one for one in report.snippets if cells and one.cell == cells[0]]
    return in_cell[0].source if in_cell else of_function(report)


def of_function(report: Report) -> str:
    """The snippet that defines the function of the exercise, the last one counts."""
    function = (report.exercise or "").rpartition("/")[2]
    defining = [one.source for one in report.snippets if function in one.functions]
    return defining[-1] if defining else ""


def steps_of(body: dict[str, Any]) -> list[StepState]:
    """The steps of a kept result."""
    return [
        StepState(one["name"], tuple(one["needs"]), one["state"]) for one in body.get("steps", ())
    ]


def comparisons_of(body: dict[str, Any]) -> list[Comparison]:
    """The comparisons of a kept result."""
    return [
        Comparison(**{key: as_tuple(value) for key, value in one.items()})
        for one in body.get("comparisons", ())
    ]


def as_tuple(value: Any) -> Any:
    """Lists, which JSON makes of tuples, as tuples again."""
    return tuple(map(as_tuple, value)) if isinstance(value, list) else value
