"""`gradmentor checkpoints`: what a course's input gives at each step."""

from dataclasses import asdict
from typing import Any

from assistant.errors import UnreadableInput
from assistant.exercise.checkpoints import checkpoints
from assistant.exercise.recipe import case_inputs, is_plain_call
from assistant.library.exercises import shelf_of
from assistant.settings import Settings


def listed(settings: Settings, id: str, variant: str) -> dict[str, Any]:
    """The checkpoints of an exercise on one variant, the first if none is named.

    Raises UnreadableInput for an exercise or a variant that is not known.
    """
    shelf = shelf_of(settings)
    exercises, facts = shelf.exercises, shelf.facts
    if id not in exercises:
        raise UnreadableInput(f"There is no exercise {id!r}; see `gradmentor exercises`.")
    exercise = exercises[id]
    cases = [
        case
        for case in facts.get(id, {}).get("cases", ())
        if not case.get("composed") and is_plain_call(exercise, case)
    ]
    names = [str(case.get("variant", "course")) for case in cases]
    chosen = [case for name, case in zip(names, cases, strict=True) if variant in name]
    if not chosen:
        known = "; ".join(names) or "none is recorded"
        raise UnreadableInput(f"There is no such variant of {id}. Known: {known}.")
    case = chosen[0]
    found = checkpoints(exercise, case_inputs(exercise, case))
    return {
        "exercise": id,
        "variant": str(case.get("variant", "course")),
        "variants": names,
        "values": [asdict(one) for one in found],
    }


def told(found: dict[str, Any]) -> str:
    """Name, kind, shape and value, one below the other."""
    lines = [f"{found['exercise']} on {found['variant']}", ""]
    for one in found["values"]:
        shape = f" {tuple(one['shape'])}" if one["shape"] else ""
        joint = "\n" if "\n" in one["text"] else " "
        lines.append(f"{one['name']} ({one['kind']}{shape}) ={joint}{one['text']}")
    return "\n".join(lines)
