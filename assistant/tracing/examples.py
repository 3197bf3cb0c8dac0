"""The calls beside the function as recorded cases: seeds and draws, or literal values."""

import ast
import contextlib
import copy
import io
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np

from assistant.errors import BadExercise
from assistant.exercise.ending import execute
from assistant.exercise.recipe import build
from assistant.tracing.source import Cell, Source
from assistant.tracing.verifying import BESIDE, FAILURES, same

MOST_CASES, MOST_NUMBERS = 3, 5000
DRAWS = ("randn", "rand")


@dataclass(frozen=True)
class Called:
    """One call of the function: its arguments by name, and the recipe of the cell so far."""

    arguments: Mapping[str, Any]
    recipe: tuple[Mapping[str, Any], ...]
    place: str


def recorded(source: Source) -> tuple[list[Called], list[str]]:
    """The calls in the cells that make some, and a sentence for each cell that fails."""
    calls: list[Called] = []
    notes: list[str] = []
    for cell in source.calls:
        try:
            calls += in_cell(cell, source)
        except (*FAILURES, OSError, ImportError) as error:
            notes.append(f"{cell.place}: its calls are left out ({type(error).__name__}: {error}).")
    return calls[:MOST_CASES], notes


def in_cell(cell: Cell, source: Source) -> list[Called]:
    """Run a cell with a function that notes how it is called."""
    space: dict[str, Any] = {"__name__": "__main__"}
    execute(ast.parse(source.whole), BESIDE, space)
    function, found = space[source.function.name], list[Called]()
    names = [one.arg for one in (*source.function.args.args, *source.function.args.kwonlyargs)]
    recipe = list(recipe_of(cell))

    def noting(*given: Any, **words: Any) -> Any:
        arguments = {**dict(zip(names, given, strict=False)), **words}
        found.append(Called(copy.deepcopy(arguments), tuple(recipe), cell.place))
        return function(*given, **words)

    space[source.function.name] = noting
    body = ast.Module(copy.deepcopy(list(cell.body)), [])
    with contextlib.redirect_stdout(io.StringIO()), np.errstate(all="ignore"):
        execute(body, cell.place, space)
    return found


def recipe_of(cell: Cell) -> Iterator[Mapping[str, Any]]:
    """The seeds and draws of a cell, as far as they are plain."""
    for node in cell.body:
        if isinstance(node, ast.Expr) and ast.unparse(node).startswith("np.random.seed("):
            with contextlib.suppress(ValueError):
                yield {"seed": ast.literal_eval(node.value.args[0])}  # type: ignore[attr-defined]
        elif isinstance(node, ast.Assign) and isinstance(node.targets[0], ast.Name):
            with contextlib.suppress(ValueError, KeyError):
                yield {"name": node.targets[0].id, **draw(node.value)}


def draw(node: ast.expr) -> dict[str, Any]:
    """`np.random.randn(3, 4) * 0.01 + 2`. Raises ValueError for anything else."""
    for operation, key in ((ast.Add, "add"), (ast.Mult, "scale")):
        if isinstance(node, ast.BinOp) and isinstance(node.op, operation):
            left, right = node.left, node.right
            inner, number = (right, left) if isinstance(left, ast.Constant) else (left, right)
            return {**draw(inner), key: ast.literal_eval(number)}
    name = ast.unparse(node.func) if isinstance(node, ast.Call) else ""
    kind = name.removeprefix("np.random.")
    if not isinstance(node, ast.Call) or name == kind or kind not in DRAWS:
        raise ValueError("no draw")
    return {"draw": kind, "shape": [ast.literal_eval(one) for one in node.args]}


def case_of(called: Called, number: int, function: Any) -> dict[str, Any]:
    """The case as `facts.json` holds it. Raises ValueError for values that are too many."""
    try:
        drawn = build(called.recipe)
    except (BadExercise, KeyError, TypeError, ValueError):
        drawn = {}
    used: set[str] = set()
    made: list[dict[str, Any]] = []
    words = {
        name: reference(name, one, drawn, used, made) for name, one in called.arguments.items()
    }
    kept = [dict(one) for one in called.recipe] if used else []
    result = function(**copy.deepcopy(dict(called.arguments)))
    expected = dict(leaves_of(result, ""))
    return {
        "variant": f"example {number} ({called.place})",
        "inputs": [*kept, *made],
        "args": [],
        "kwargs": words,
        "expected": expected,
        "rtol": 1e-9,
        "verified": True,
    }


def reference(
    name: str, value: Any, drawn: Mapping[str, Any], used: set[str], made: list[dict[str, Any]]
) -> Any:
    """The name of a value in the recipe, which is made where it is not drawn."""
    for known, one in drawn.items():
        if isinstance(value, np.ndarray) and known not in used and same(value, one):
            used.add(known)
            return known
    if isinstance(value, Mapping | tuple | list) and not plain_list(value):
        kind = (
            "dict" if isinstance(value, Mapping) else "list" if isinstance(value, list) else "tuple"
        )
        pairs = value.items() if isinstance(value, Mapping) else enumerate(value)
        parts = {str(k): reference(f"{name}_{k}", v, drawn, used, made) for k, v in pairs}
        made.append({"name": f"{name}_", kind: parts if kind == "dict" else list(parts.values())})
        return f"{name}_"
    made.append({"name": f"{name}_", **literal(value)})
    return f"{name}_"


def plain_list(value: Any) -> bool:
    """A list of numbers is taken as it is."""
    return isinstance(value, list) and all(isinstance(one, int | float) for one in value)


def literal(value: Any) -> dict[str, Any]:
    """A constant of a recipe. Raises ValueError for more numbers than a case may hold."""
    array = np.asarray(value)
    if array.size > MOST_NUMBERS:
        raise ValueError(f"{array.size} numbers are too many for a recorded case")
    if isinstance(value, np.ndarray):
        return {
            "value": array.ravel().tolist(),
            "dtype": str(array.dtype),
            "reshape": [*array.shape],
        }
    return {"value": value.item() if isinstance(value, np.generic) else value}


def leaves_of(result: Any, path: str) -> Iterator[tuple[str, Any]]:
    """The numbers of a result by path, as `recorded.compare` reads them."""
    if isinstance(result, Mapping | tuple | list):
        pairs = result.items() if isinstance(result, Mapping) else enumerate(result)
        for key, one in pairs:
            yield from leaves_of(one, f"{path}.{key}" if path else str(key))
    else:
        array = np.asarray(result)
        if array.dtype.kind in "biuf" and array.size <= MOST_NUMBERS:
            yield path, array.tolist()
