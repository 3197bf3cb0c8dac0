"""Names the mistake at a proved statement: the kind of the smallest edit that repairs it."""

from collections.abc import Sequence
from dataclasses import asdict, dataclass
from typing import Any

import numpy as np

from assistant.trial.aligning import close
from assistant.trial.comparing import as_numbers, judge
from assistant.trial.inputs import quick
from assistant.trial.proving import Court, puts
from assistant.trial.running import Instance, Result
from assistant.trial.suspects import Suspect

MOST_OTHERS = 12


@dataclass(frozen=True)
class Repair:
    """An edit that makes every check pass, and the slug of the mistake that it undoes."""

    cause: str
    text: str


def repair(
    court: Court, suspect: Suspect, others: Sequence[Suspect], depths: Sequence[int] = (1, 2)
) -> Repair | None:
    """One edit, then two; verified by a run on all inputs with the other faults put right.

    First the statement alone, which should give the value that was put there. It need
    not: where a later statement masks `dZ`, the masked one serves as well.
    """
    for depth in depths:
        for alone in (True, False) if depth == 1 and suspect.values else (bool(suspect.values),):
            site = {**asdict(suspect.site), "reads": list(suspect.site.reads), "depth": depth}
            for found in candidates(court, suspect, site | {"alone": alone}, others):
                if verified(court, site, found, others):
                    return Repair(str(found["cause"]), str(found["text"]))
    return None


def candidates(
    court: Court, suspect: Suspect, site: dict[str, Any], others: Sequence[Suspect]
) -> list[dict[str, Any]]:
    """Edits that are right on the quick inputs."""
    kept = quick(len(court.instances))
    few = [court.instances[index] for index in kept]
    # With the right value of the site itself the worker need only try the statement.
    known = [*others, suspect] if site["alone"] else others
    substituted = {i: [rows[k] for k in kept] for i, rows in puts(known).items()}
    if site["alone"]:
        site = site | {"others": alternatives(few, suspect)}
    job = court.student.job(few) | {"edits": site, "puts": substituted}
    outcome = court.sandbox.run(job, answer=court.student.answer)
    found = outcome.result.get("variants", []) if isinstance(outcome.result, dict) else []
    return [one for one in found if "results" not in one or right(court, few, one["results"])]


def alternatives(few: Sequence[Instance], suspect: Suspect) -> list[list[list[Any]]]:
    """Other values of the reference in the shape of the suspect's, call by call."""
    shape = getattr(few[0].values.get(suspect.step), "shape", ())
    if not shape:
        return []
    names = [
        name
        for name, value in few[0].values.items()
        if name != suspect.step
        and name not in few[0].inputs
        and getattr(value, "shape", ()) == shape
        if all(name in one.values for one in few)
    ]
    return [[[one.values[name]] for one in few] for name in names[:MOST_OTHERS]]


def right(court: Court, few: Sequence[Instance], results: Sequence[dict[str, Any]]) -> bool:
    """Every output of these calls is right."""
    values = [Result(one.get("value")) for one in results]
    judged = judge(court.student.exercise, few, values)
    return all(output.status == "correct" for output in judged)


def verified(
    court: Court, site: dict[str, Any], found: dict[str, Any], others: Sequence[Suspect]
) -> bool:
    """The edit makes every output right on every input."""
    job = {"edit": [site, found["index"]], "puts": puts(others)}
    run = court.student.run(court.sandbox, court.instances, **job)
    return court.score(run)[0] == court.full


def read_ratio(court: Court, suspect: Suspect, seen: dict[int, list[Any]]) -> str | None:
    """A cause from the relation between the student's value and the right one, on every input."""
    causes = set()
    if suspect.step == "return":
        return "wrong-return"
    if not suspect.values:
        return None
    for call, values in seen.items():
        numbers = as_numbers(values[-1])
        if numbers is None:
            return "value-left-None" if values[-1] is None else None
        wanted = np.asarray(suspect.values[call][-1], dtype=float)
        causes.add(relation(numbers, wanted, court.instances[call].values.get("m")))
    return causes.pop() if len(causes) == 1 else None


def relation(numbers: np.ndarray, wanted: np.ndarray, m: Any) -> str | None:
    """Transposed, a lost axis, a sign, a factor m: what one array is of the other."""
    if numbers.shape != wanted.shape:
        return lost_axis(numbers, wanted)
    if close(-numbers, wanted):
        return "sign-error"
    if m and close(numbers / m, wanted):
        return "missing-1-over-m"
    if m and close(numbers * m, wanted):
        return "double-1-over-m"
    if not np.all(np.isfinite(numbers)):
        return "not-finite"
    return None


def lost_axis(numbers: np.ndarray, wanted: np.ndarray) -> str | None:
    """The causes that show in a shape."""
    if numbers.ndim == 2 and close(numbers.T, wanted):
        return "wrong-transpose"
    if numbers.size == wanted.size and close(numbers.reshape(wanted.shape), wanted):
        return "cost-not-scalar" if wanted.ndim == 0 else "missing-keepdims"
    if numbers.size == 1 and np.isclose(np.ravel(numbers)[0], wanted.sum()):
        return "missing-axis"
    return None
