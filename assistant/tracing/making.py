"""Makes the exercise: proposed, written, loaded as the service loads it, and verified."""

import json
import tempfile
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from assistant.errors import BadExercise, UnreadableInput
from assistant.exercise.graph import Exercise
from assistant.library.exercises import FACTS, executed, load_exercise
from assistant.library.soundness import SEEDS, on_a_sample
from assistant.tracing.examples import Called, case_of
from assistant.tracing.inputs import Input
from assistant.tracing.proposal import Proposal, Wanted, propose
from assistant.tracing.source import Source
from assistant.tracing.verifying import Differs, runnable, verify
from assistant.tracing.writing import written_out

MOST_TRIES = 12
WIDTH = 96


@dataclass(frozen=True)
class Made:
    """A verified exercise: its text, its recorded cases, and what is to be said of it."""

    proposal: Proposal
    exercise: Exercise
    text: str
    cases: tuple[Mapping[str, Any], ...]
    notes: tuple[str, ...]


def make(source: Source, inputs: Sequence[Input], wanted: Wanted, calls: Sequence[Called]) -> Made:
    """The exercise. Raises UnreadableInput with the line that no graph can hold, and the mend."""
    plain: frozenset[int] = frozenset()
    for _ in range(MOST_TRIES):
        proposal = propose(source, inputs, wanted, plain)
        if not proposal.steps:
            raise UnreadableInput(
                f"{source.cell.place} computes nothing: there is no step to show."
            )
        text = written_out(proposal)
        try:
            exercise, notes = tried(text, proposal)
        except Differs as found:
            if found.line in plain:
                raise UnreadableInput(f"{source.cell.place}, {found.sentence}") from None
            plain |= {found.line}  # `np.dot` of two numbers is no `@`: it stays as it was written
            continue
        cases, left_out = recorded_cases(source, calls)
        return Made(proposal, exercise, text, cases, (*proposal.notes, *notes, *left_out))
    raise UnreadableInput(f"{source.cell.place}: the steps do not give what the function gives.")


def tried(text: str, proposal: Proposal) -> tuple[Exercise, list[str]]:
    """The exercise as the service loads it, verified. Raises Differs or UnreadableInput."""
    course, _, function = proposal.wanted.id.rpartition("/")
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / course / f"{function}.py"
        file.parent.mkdir(parents=True)
        file.write_text(text, encoding="utf-8")
        try:
            notes = verify(proposal, executed(file)["exercise"])
            exercise = load_exercise(file)
            wrong = [one for seed in SEEDS for one in on_a_sample(exercise, seed)]
        except (SyntaxError, NameError, BadExercise) as error:
            said = str(error).removeprefix(f"{file}: ")
            raise UnreadableInput(f"The exercise cannot be made: {said}") from None
    if wrong:
        raise UnreadableInput(f"The exercise cannot be made: {wrong[0]}")
    return exercise, notes


def recorded_cases(
    source: Source, calls: Sequence[Called]
) -> tuple[tuple[Mapping[str, Any], ...], list[str]]:
    """A case for each call, and a sentence for each that is too large."""
    function, cases, notes = runnable(source), [], []
    for number, one in enumerate(calls, start=1):
        try:
            cases.append(case_of(one, number, function))
        except ValueError as error:
            notes.append(f"example {number} is not recorded: {error}.")
    return tuple(cases), notes


def save(made: Made, folder: Path, *, again: bool) -> Path:
    """Write the file and its facts. Raises UnreadableInput where it is there already."""
    course, _, function = made.exercise.id.rpartition("/")
    file = folder / course / f"{function}.py"
    if file.exists() and not again:
        raise UnreadableInput(f"{file} is there already; --again writes it anew.")
    facts = file.parent / FACTS
    known = facts_in(facts)
    try:
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(made.text, encoding="utf-8")
        if made.cases or function in known:
            messages = known.get(function, {}).get("messages", [])
            known[function] = {"messages": messages, "cases": list(made.cases)}
            facts.write_text(readable(known) + "\n", encoding="utf-8")
    except OSError as error:
        raise UnreadableInput(f"{file} cannot be written: {error.strerror}.") from None
    return file


def facts_in(facts: Path) -> dict[str, dict[str, Any]]:
    """What is recorded already. Raises UnreadableInput for what an edit by hand has broken."""
    try:
        known = json.loads(facts.read_text(encoding="utf-8")) if facts.exists() else {}
    except (OSError, ValueError) as error:
        raise UnreadableInput(f"{facts} cannot be read: {error}.") from None
    if not isinstance(known, dict) or not all(isinstance(one, dict) for one in known.values()):
        raise UnreadableInput(f"{facts} is an object with an object for each function.")
    return known


def readable(value: Any, indent: str = "") -> str:
    """JSON in which what fits on a line stands on one."""
    line = json.dumps(value, ensure_ascii=False)
    if len(indent) + len(line) <= WIDTH or not isinstance(value, dict | list):
        return line
    inner = indent + "  "
    if isinstance(value, dict):
        parts = [f"{inner}{json.dumps(key)}: {readable(one, inner)}" for key, one in value.items()]
    else:
        parts = [inner + readable(one, inner) for one in value]
    first, last = "{}" if isinstance(value, dict) else "[]"
    return f"{first}\n" + ",\n".join(parts) + f"\n{indent}{last}"
