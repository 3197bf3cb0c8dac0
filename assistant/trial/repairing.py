"""Names the mistake at a proved statement: the kind of the smallest edit that repairs it."""

from collections.abc import Sequence
from dataclasses import asdict, dataclass
from typing import Any

import numpy as np

from assistant.exercise.graph import pack
from assistant.trial.aligning import close
from assistant.trial.inputs import quick, size
from assistant.trial.numbers import as_numbers
from assistant.trial.proving import Court, puts
from assistant.trial.running import Instance, Site
from assistant.trial.suspects import Suspect

MOST_OTHERS = 12
SEARCH, ALONE = 0.2, 0.08  # of the patience of a trial


@dataclass(frozen=True)
class Edits:
    """Edits that may be right: at which site which number, the mistakes undone, the statements."""

    made: Sequence[tuple[dict[str, Any], int]]
    causes: tuple[str, ...]
    texts: tuple[str, ...]

    @property
    def lines(self) -> tuple[int, ...]:
        """The line of each edit."""
        return tuple(int(site["line"]) for site, _ in self.made)


@dataclass(frozen=True)
class Repair:
    """An edit that makes every check pass, and the slug of the mistake that it undoes."""

    cause: str
    text: str


def repair(court: Court, suspect: Suspect, others: Sequence[Suspect]) -> Repair | None:
    """One edit, then two; verified by a run on all inputs with the other faults put right.

    First the statement alone, which should give the value that was put there. It need
    not: where a later statement masks `dZ`, the masked one serves as well.
    """
    site = {**asdict(suspect.site), "reads": list(suspect.site.reads), "depth": 1}
    for depth in (1, 0, 2) if suspect.values else (0,):
        if depth == 0:
            found = search(court, [suspect.site], others)
        else:
            found = tried_alone(court, suspect, site | {"depth": depth}, others)
        for one in found:
            if verified(court, one, others):
                return Repair(one.causes[0], one.texts[0])
    return None


def tried_alone(
    court: Court, suspect: Suspect, site: dict[str, Any], others: Sequence[Suspect]
) -> list[Edits]:
    """Edits of the statement that give the right value in the names as they stood there."""
    kept = quick(len(court.instances), court.failing)
    few = [court.instances[index] for index in kept]
    job = court.student.job(few) | {
        "edits": site | {"others": alternatives(few, suspect), "seconds": ALONE * court.patience},
        "puts": puts([*others, suspect], kept),
    }
    outcome = court.sandbox.run(job, answer=court.student.answer)
    found = outcome.result.get("variants", []) if isinstance(outcome.result, dict) else []
    return [
        Edits([(site, one["index"])], (str(one["cause"]),), (str(one["text"]),)) for one in found
    ]


def search(
    court: Court,
    sites: Sequence[Site],
    others: Sequence[Suspect],
    *,
    how: str = "",
    share: float = SEARCH,
) -> list[Edits]:
    """Edits of statements after which the function is right on few inputs.

    One edit; with `how` "steps" also two or three of which each makes more right; with
    "pairs" two of which neither shows alone.
    """
    kept = quick(len(court.instances), court.failing)
    if how == "pairs":
        kept = [min(court.failing, key=lambda index: size(court.instances[index]), default=0)]
    few = [court.instances[index] for index in kept]
    exercise = court.student.exercise
    job = court.student.job(few) | {
        "puts": puts(others, kept),
        "search": {
            "sites": [{"line": s.line, "end_line": s.end_line, "kind": s.kind} for s in sites],
            "wanted": [pack(exercise.template(exercise.returns, o.values), o.values) for o in few],
            "type": exercise.returned_type and exercise.returned_type.__name__,
            "seconds": min(share * court.patience, court.seconds_left),
            how: True,
        },
    }
    outcome = court.sandbox.run(job, answer=court.student.answer)
    found = outcome.result.get("found", []) if isinstance(outcome.result, dict) else []
    return [
        Edits([tuple(e) for e in one["edits"]], tuple(one["causes"]), tuple(one["texts"]))
        for one in found
    ]


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


def verified(court: Court, edits: Edits, others: Sequence[Suspect]) -> bool:
    """The edits make every output right on every input."""
    job = {"edited": [list(one) for one in edits.made], "puts": puts(others)}
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
