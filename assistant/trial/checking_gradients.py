"""What a gradient check of code of no known exercise says: each part as an output."""

from collections.abc import Mapping
from typing import Any

from assistant.trial.comparing import MOST_CELLS
from assistant.types import Fault, Output, Snippet, Trial

STATUSES = ("correct", "wrong-values", "wrong-shape")


def gradient_trial(found: Mapping[str, Any], snippet: Snippet, line: int) -> Trial:
    """The verdict on a gradient; a ratio between it and the differences names a mistake.

    Raises KeyError, TypeError or ValueError for an account that was forged.
    """
    parts = [dict(one) for one in found["parts"]]
    outputs = tuple(output(one) for one in parts)
    wrong = [one for one in parts if one["status"] != "correct"]
    if not wrong:
        return Trial("ran", outputs=outputs, notices=("gradient-agrees",))
    evidence = (f"Central differences of {str(found['loss'])[:60]} give another gradient.",)
    causes = {cause_of(one) for one in wrong}
    cause = causes.pop() if len(causes) == 1 else None
    fault = Fault(
        None,
        line,
        line,
        str(found["gradient"])[:60],
        cause,
        False,
        0.6,
        evidence,
        cell=snippet.cell,
    )
    return Trial("incorrect", outputs=outputs, faults=(fault,), notices=("gradient-differs",))


def output(part: Mapping[str, Any]) -> Output:
    """One part of the gradient."""
    if part["status"] not in STATUSES:
        raise ValueError("no status of ours")
    shapes = (tuple(map(int, part["wanted"])), tuple(map(int, part["shape"])))
    error = part.get("error")
    cells = tuple(tuple(map(int, cell)) for cell in part.get("where", ())[:MOST_CELLS])
    named = f"gradient of {str(part['name'])[:40]}"
    return Output(named, part["status"], *shapes, None if error is None else float(error), cells)


def cause_of(part: Mapping[str, Any]) -> str | None:
    """A sign, a factor m, or a shape."""
    ratio, m = part.get("ratio"), part.get("examples")
    if part["status"] == "wrong-shape":
        same = sorted(part["wanted"]) == sorted(part["shape"])
        return "wrong-transpose" if same and len(part["shape"]) == 2 else None
    if ratio is None or not m:
        return None
    for factor, slug in ((-1.0, "sign-error"), (m, "missing-1-over-m"), (1 / m, "double-1-over-m")):
        if abs(ratio - factor) < 1e-3 * abs(factor):
            return slug
    return None
