"""Accuracy, coverage and calibration on labelled cases."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from assistant.entrypoints.batch.diagnosing import Answers, diagnose_one
from assistant.errors import UnreadableInput
from assistant.evaluating.baselines import Document, compared
from assistant.evaluating.baselines import table as baselines_table
from assistant.evaluating.knowledge import figures, short_lines
from assistant.evaluating.knowledge import table as sets_table
from assistant.evaluating.rows import Row, asked, row


def evaluated(
    assistant: Answers, cases: Iterable[tuple[str, Any]], known: Sequence[Document] = ()
) -> dict[str, Any]:
    """The figures over all cases that carry a label, and of baselines over what is known.

    What is no case is left out and told under `unreadable`. Raises UnreadableInput where there
    is no label at all.
    """
    several: list[Row | None] = []
    odd: list[str] = []
    for id, case in cases:
        try:
            several.append(labelled(assistant, id, readable(id, case)))
        except UnreadableInput as error:
            several.append(None)
            odd.append(str(error))
    rows = [one for one in several if one is not None]
    if not rows:
        sentence = "No case has a `cause`: there is nothing to measure."
        raise UnreadableInput("\n".join([*odd, sentence]))
    found = {"cases": len(several), **figures(rows), **({"unreadable": odd} if odd else {})}
    return {**found, "baselines": compared(rows, known)} if known else found


def readable(id: str, case: Any) -> Any:
    """A case with labels of the right form. Raises UnreadableInput."""
    if isinstance(case, UnreadableInput):
        raise UnreadableInput(f"{id}: {case}")
    if not isinstance(case, Mapping):
        raise UnreadableInput(f"{id}: A case is a JSON object.")
    cause, lines = case.get("cause") or [], case.get("lines") or []
    if not (isinstance(cause, str) or all_of(str, cause)):
        raise UnreadableInput(f"{id}: The field 'cause' of a case is a slug, or a list of slugs.")
    if not all_of(int, lines):
        raise UnreadableInput(f"{id}: The field 'lines' of a case is a list of numbers.")
    return case


def all_of(kind: type, value: Any) -> bool:
    """A list of nothing else."""
    return isinstance(value, list) and all(isinstance(one, kind) for one in value)


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
    odd = [f"left out: {one}" for one in found.get("unreadable", ())]
    answered = "calibration of what is answered without a person"
    return "\n".join([*odd, *short_lines(found), answered, *bins, "", sets_table(found), *beside])
