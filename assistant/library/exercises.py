"""Reads the exercises of the knowledge base, and refuses those that cannot be right."""

import ast
import json
import runpy
from pathlib import Path
from typing import Any

import numpy as np

from assistant.errors import BadExercise
from assistant.exercise.graph import Exercise, Values, leaves

IMPORTS = {
    "numpy",
    "itertools",
    "functools",
    "assistant.exercise.graph",
    "assistant.sandbox.inside.course",
}
FACTS = "facts.json"
UNUSABLE = (
    SyntaxError,
    ImportError,
    NameError,
    AttributeError,
    TypeError,
    ValueError,
    LookupError,
    ArithmeticError,
)


def load_exercises(folder: Path) -> dict[str, Exercise]:
    """All exercises by id. Raises BadExercise with the file and the reason."""
    found = [load_exercise(path) for path in sorted(folder.glob("*/*.py"))]
    return {exercise.id: exercise for exercise in found}


def load_facts(folder: Path) -> dict[str, dict[str, Any]]:
    """What the courses print, by exercise id: `messages` and `cases`."""
    facts: dict[str, dict[str, Any]] = {}
    for path in sorted(folder.glob(f"*/{FACTS}")):
        try:
            known = json.loads(path.read_text(encoding="utf-8"))
        except ValueError as error:
            raise BadExercise(f"{path}: {error}") from error
        facts |= {f"{path.parent.name}/{function}": one for function, one in known.items()}
    return facts


def load_exercise(path: Path) -> Exercise:
    """One exercise, tried on a sample. Raises BadExercise with the file and the reason."""
    try:
        check_imports(path)
        exercise = runpy.run_path(str(path)).get("exercise")
        if not isinstance(exercise, Exercise):
            raise BadExercise("it defines no `exercise`.")
        check(exercise, f"{path.parent.name}/{path.stem}")
    except BadExercise as error:
        raise BadExercise(f"{path}: {error}") from error
    except UNUSABLE as error:
        raise BadExercise(f"{path}: {type(error).__name__}: {error}") from error
    return exercise


def check_imports(path: Path) -> None:
    """An exercise holds formulas: it needs NumPy, the graph and the course's helpers, no more."""
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
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
    check_dimensions({k: v for k, v in inputs.items() if k not in exercise.square})
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
