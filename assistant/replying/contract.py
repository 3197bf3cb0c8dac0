"""A reply as the JSON object of the contract."""

from math import isfinite
from typing import Any

from assistant.types import NOT_RUN, Diagnosis, Finding, Output, Reply, Row, Trial


def as_json(reply: Reply, *, mentor: bool = False) -> dict[str, Any]:
    """The object that commands and HTTP return; `mentor` adds repairs and values."""
    diagnosis = reply.diagnosis
    found = common(diagnosis.report.post.id, diagnosis.trial) | {
        "exercise": diagnosis.report.exercise,
        "faults": [fault(one) for one in diagnosis.faults],
        "answers": [
            {
                "entry": one.entry,
                "title": one.title,
                "strength": one.strength.word,
                "confidence": one.confidence,
            }
            for one in diagnosis.answers
        ],
        "abstained": diagnosis.abstained,
        "ask": diagnosis.ask,
        "threads": [{"title": one.title, "url": one.url} for one in diagnosis.threads],
        "hints": list(reply.hints),
        "reply": reply.text,
        "notices": notices(diagnosis),
        "elapsed_ms": reply.elapsed_ms,
    }
    if mentor:
        found["repair"] = [
            {"line": one.fault.line, "text": one.fault.repair}
            for one in diagnosis.faults
            if one.fault is not None and one.fault.repair
        ]
        found["table"] = [row(one) for one in diagnosis.trial.table]
    return found


def row(one: Row) -> dict[str, Any]:
    """One assignment, for mentors."""
    shape = None if one.shape is None else list(one.shape)
    equals = list(one.equals)
    return {
        "line": one.line,
        "variable": one.variable,
        "shape": shape,
        "equals": equals,
        "right": one.right,
        "standing": one.standing,
    }


def common(id: str, trial: Trial) -> dict[str, Any]:
    """Every key, as it is where nothing is known."""
    return {
        "id": id,
        "exercise": None,
        "verdict": trial.verdict,
        "outputs": [output(one) for one in trial.outputs],
        "faults": [],
        "answers": [],
        "abstained": True,
        "ask": None,
        "threads": [],
        "hints": [],
        "reply": "",
        "notices": [],
        "elapsed_ms": 0.0,
    }


def unreadable(id: str, sentence: str) -> dict[str, Any]:
    """The full object for a case that cannot be read."""
    return common(id, NOT_RUN) | {"error": sentence}


def notices(diagnosis: Diagnosis) -> list[str]:
    """What was noticed in the post and in the run, each once."""
    return list(dict.fromkeys([*diagnosis.report.notices, *diagnosis.trial.notices]))


def output(one: Output) -> dict[str, Any]:
    """One output; shapes are lists, unknown ones null."""
    return {
        "name": one.name,
        "status": one.status,
        "expected_shape": None if one.expected_shape is None else list(one.expected_shape),
        "actual_shape": None if one.actual_shape is None else list(one.actual_shape),
        "max_abs_error": finite(one.max_abs_error),
        "where": [list(cell) for cell in one.where],
    }


def finite(error: float | None) -> float | None:
    """JSON knows no infinity: an error that is not finite is null."""
    return error if error is not None and isfinite(error) else None


def fault(finding: Finding) -> dict[str, Any]:
    """One statement at fault."""
    one = finding.fault
    assert one is not None
    told: dict[str, Any] = {
        "cause": finding.cause,
        "line": one.line,
        "end_line": one.end_line,
        "variable": one.variable,
        "step": one.step,
        "strength": finding.strength.word,
        "confidence": finding.confidence,
        "evidence": list(one.evidence),
    }
    if one.missing:
        told["missing"] = True
    if one.cell is not None:
        told["cell"] = one.cell
    return told
