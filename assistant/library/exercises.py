"""Reads the exercises of the knowledge base, and refuses those that cannot be right."""

import ast
import json
import logging
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np

from assistant.errors import BadExercise
from assistant.exercise.ending import NotEnded, execute, limited_to
from assistant.exercise.graph import Exercise, Values, leaves
from assistant.exercise.recipe import case_inputs
from assistant.settings import Settings

IMPORTS = {
    "numpy",
    "itertools",
    "functools",
    "math",
    "assistant.exercise.graph",
    "assistant.sandbox.inside.course",
}
FACTS = "facts.json"
LONGEST = 10.0  # processor's seconds until a file of an operator is tried
UNUSABLE = (
    SyntaxError,
    ImportError,
    NameError,
    AttributeError,
    TypeError,
    ValueError,
    LookupError,
    ArithmeticError,
    RuntimeError,
    AssertionError,
    OSError,
    MemoryError,
    SystemExit,
)
LOG = logging.getLogger("gradmentor")
Facts = dict[str, dict[str, Any]]


@dataclass(frozen=True)
class Shelf:
    """All exercises by id, what their courses print, their files, and what could not be read."""

    exercises: Mapping[str, Exercise]
    facts: Facts
    files: Mapping[str, Path]
    troubles: tuple[str, ...] = ()


def shelf_of(settings: Settings) -> Shelf:
    """Our exercises and those of the operator's own folders; what is broken there is logged."""
    shelf = load_shelf(settings.knowledge_base / "exercises", settings.exercises)
    for trouble in shelf.troubles:
        LOG.warning("%s", trouble)
    return shelf


def load_shelf(own: Path, outside: Sequence[Path] = ()) -> Shelf:
    """Our exercises and those of folders outside the installation.

    Raises BadExercise where one of ours is broken; a broken one outside is one of the
    `troubles`, and the others go on.
    """
    files = exercise_files(own)
    exercises, facts = load_exercises(own), load_facts(own)
    troubles: list[str] = []
    for folder in outside:
        if not folder.is_dir():
            troubles.append(f"{folder}: there is no such folder of exercises.")
        for id, file in exercise_files(folder).items():
            try:
                if id in exercises:
                    raise BadExercise(f"{file}: {files[id]} is the exercise {id} already.")
                with limited_to(LONGEST):
                    exercises[id], files[id] = load_exercise(file), file
            except BadExercise as error:
                troubles.append(str(error))
            except NotEnded:
                troubles.append(
                    f"{file}: it has not ended after {LONGEST:g} seconds; is there an endless loop?"
                )
        known, broken = sound_facts(folder, exercises)
        facts = {**known, **facts}
        troubles += broken
    return Shelf(exercises, facts, files, tuple(troubles))


def exercise_files(folder: Path) -> dict[str, Path]:
    """The files of a folder by the id that their place says."""
    return {f"{path.parent.name}/{path.stem}": path for path in sorted(folder.glob("*/*.py"))}


def sound_facts(folder: Path, exercises: Mapping[str, Exercise]) -> tuple[Facts, list[str]]:
    """The facts of an outside folder of which every case can be built; a sentence for the rest."""
    try:
        known = load_facts(folder)
    except BadExercise as error:
        return {}, [str(error)]
    sound, troubles = {}, []
    for id, facts in known.items():
        try:
            for case in facts.get("cases", ()) if id in exercises else ():
                with limited_to(LONGEST):
                    exercises[id].run(case_inputs(exercises[id], case))
            sound[id] = facts
        except NotEnded:
            troubles.append(f"{folder}: a case of {id} has not ended after {LONGEST:g} seconds.")
        except (BadExercise, *UNUSABLE) as error:
            troubles.append(f"{folder}: the facts of {id} do not fit: {error}")
    return sound, troubles


def load_exercises(folder: Path) -> dict[str, Exercise]:
    """All exercises by id. Raises BadExercise with the file and the reason."""
    found = [load_exercise(path) for path in sorted(folder.glob("*/*.py"))]
    return {exercise.id: exercise for exercise in found}


def load_facts(folder: Path) -> Facts:
    """What the courses print, by exercise id: `messages` and `cases`."""
    facts: Facts = {}
    for path in sorted(folder.glob(f"*/{FACTS}")):
        try:
            known = json.loads(path.read_text(encoding="utf-8"))
            known = dict(known)
        except (ValueError, TypeError, OSError) as error:
            raise BadExercise(f"{path}: {error}") from error
        facts |= {f"{path.parent.name}/{function}": one for function, one in known.items()}
    return facts


def load_exercise(path: Path) -> Exercise:
    """One exercise, tried on a sample. Raises BadExercise with the file and the reason."""
    try:
        exercise = executed(path).get("exercise")
        if not isinstance(exercise, Exercise):
            raise BadExercise("it defines no `exercise`.")
        check(exercise, f"{path.parent.name}/{path.stem}")
    except BadExercise as error:
        raise BadExercise(f"{path}: {error}") from error
    except UNUSABLE as error:
        raise BadExercise(f"{path}: {type(error).__name__}: {error}") from error
    return exercise


def executed(path: Path) -> dict[str, Any]:
    """What a file of an exercise defines; its loops can be ended from outside."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    check_imports(tree)
    space: dict[str, Any] = {"__name__": "<exercise>"}
    execute(tree, str(path), space)
    return space


def check_imports(tree: ast.Module) -> None:
    """An exercise holds formulas: it needs NumPy, the graph and the course's helpers, no more."""
    for node in ast.walk(tree):
        names = [alias.name for alias in node.names] if isinstance(node, ast.Import) else []
        if isinstance(node, ast.ImportFrom):
            names = [node.module or "."]
        for name in names:
            if name not in IMPORTS:
                raise BadExercise(f"it imports {name}.")


def check(exercise: Exercise, id: str) -> None:
    """The id is the place of the file, and a sample gives every argument and output."""
    if exercise.id != id:
        raise BadExercise(f"its id is {exercise.id!r}, its place says {id!r}.")
    inputs = {**exercise.defaults, **exercise.sample(np.random.default_rng(0))}
    check_dimensions({n: v for n, v in inputs.items() if n not in exercise.square})
    template = exercise.template(exercise.arguments, inputs)
    values = exercise.run(inputs)
    returned = leaves(exercise.template(exercise.returns, values))
    lost = [name for name in leaves(template) if name not in inputs]
    lost += [name for name in returned if name not in values]
    lost += [name for name in exercise.checks if name not in returned]
    if lost:
        raise BadExercise(f"nothing gives {lost[0]}.")


def check_dimensions(inputs: Values) -> None:
    """In a square array a transposed or wrong axis goes unnoticed."""
    for name, value in inputs.items():
        shape = np.shape(value) if isinstance(value, np.ndarray) else ()
        if len(shape) == 2 and shape[0] == shape[1] > 1:
            raise BadExercise(f"the sample's {name} is square: {shape}.")
