"""What a class did, counted in one pass over the rows of its batch."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

Row = Mapping[str, Any]
FEWEST = 2  # submissions that make a cluster
SURE = 0.95  # below it the place is proved, and the name of the mistake is a guess


@dataclass
class Counted:
    """One exercise: verdicts, causes, and at which step they were made."""

    submissions: int = 0
    verdicts: Counter[str] = field(default_factory=Counter)
    causes: Counter[tuple[str, str]] = field(default_factory=Counter)
    steps: Counter[str] = field(default_factory=Counter)


@dataclass(frozen=True)
class Cluster:
    """Submissions whose wrong numbers are the same, and no known mistake explains them."""

    exercise: str
    crashed: bool
    outputs: tuple[str, ...]
    cases: tuple[tuple[int, str], ...]


@dataclass
class Tally:
    """All exercises, the unreadable, and what nobody listed; a case is its place and its id."""

    exercises: dict[str, Counted] = field(default_factory=dict)
    unreadable: list[tuple[int, str]] = field(default_factory=list)
    causes: Counter[str] = field(default_factory=Counter)
    examples: dict[str, list[tuple[int, str]]] = field(default_factory=dict)
    open: dict[tuple[str, str], Cluster] = field(default_factory=dict)
    submissions: int = 0

    @property
    def right(self) -> int:
        """How many submissions are right."""
        return sum(one.verdicts["correct"] for one in self.exercises.values())

    @property
    def clusters(self) -> list[Cluster]:
        """What several share, the largest first."""
        several = [one for one in self.open.values() if len(one.cases) >= FEWEST]
        return sorted(several, key=lambda one: -len(one.cases))


def tally(rows: Iterable[Row]) -> Tally:
    """Count all rows; each case is known by its place in the input."""
    found = Tally()
    for place, row in enumerate(rows, start=1):
        found.submissions += 1
        case = (place, str(row["id"]))
        if "error" in row:
            found.unreadable.append(case)
            continue
        one = found.exercises.setdefault(row["exercise"] or "", Counted())
        one.submissions += 1
        one.verdicts[row["verdict"]] += 1
        made = list(causes(row))
        for cause, step in made:
            one.causes[cause, step] += 1
            found.causes[cause] += 1
            found.examples.setdefault(cause, []).append(case)
        one.steps.update({step for _, step in made} | proved(row))
        if not made and row.get("fingerprint"):
            gather(found, row, case)
    return found


def causes(row: Row) -> Iterator[tuple[str, str]]:
    """The known mistakes of a row, each once, with the step; else what answers it."""
    listed = [one for one in row["faults"] if explained(row, one)]
    named = {(one["cause"], one["step"] or one["variable"]) for one in listed}
    if not row["faults"] and row["answers"] and not row["abstained"]:
        named = {(row["answers"][0]["entry"], "")}
    yield from sorted(named)


def proved(row: Row) -> set[str]:
    """The steps at which a run showed a mistake, whatever its name."""
    faults = [one for one in row["faults"] if one["strength"] == "proved"]
    return {one["step"] or one["variable"] for one in faults} - {None}


def explained(row: Row, fault: Row) -> bool:
    """Its kind is more than a guess: an edit of that kind was confirmed, or the code says it."""
    told = fault["confidence"] >= SURE or row["verdict"] == "crashed" or fault.get("missing")
    return bool(told) and fault["cause"] not in (None, "wrong-formula")


def gather(found: Tally, row: Row, case: tuple[int, str]) -> None:
    """Put a case that nothing explains beside those with the same numbers."""
    key = (row["exercise"] or "", row["fingerprint"])
    wrong = tuple(one["name"] for one in row["outputs"] if one["status"] != "correct")
    before = found.open.get(key)
    cases = (*(before.cases if before else ()), case)
    found.open[key] = Cluster(key[0], row["verdict"] == "crashed", wrong, cases)
