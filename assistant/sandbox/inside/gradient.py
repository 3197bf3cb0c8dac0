"""Checks a gradient that no exercise knows against central differences of its own loss.

The two functions are recognised by their names or pointed to; inputs are drawn in the
shapes of several conventions until the loss gives a finite number. The error of a
central difference with step h is of order h^2 (Burden and Faires, Numerical Analysis, 4.1).
"""

import ast
import inspect
import re
from collections.abc import Callable, Iterator, Mapping
from typing import Any

import numpy as np

from assistant.sandbox.inside.source import definitions, execute, namespace, parse

LOSS = re.compile(r"loss|cost|objective|cross_entropy|mse", re.IGNORECASE)
GRADIENT = re.compile(r"grad|backward|backprop|derivative", re.IGNORECASE)
NOT_A_LOSS = re.compile(r"grad|backward|backprop|print|plot", re.IGNORECASE)
STEP, RTOL, ATOL = 1e-5, 1e-4, 1e-6
MOST_ENTRIES, MOST_CELLS = 400, 12
FEATURES, EXAMPLES, CLASSES = 4, 7, 3
Arguments = dict[str, Any]


def gradient_check(job: dict[str, Any]) -> dict[str, Any] | None:
    """Loss, gradient and, for each part of the gradient, what is wrong; None if there are none."""
    variables = namespace("notebook")
    tree = parse(job["source"])
    execute(definitions(tree), variables)
    names = [node.name for node in tree.body if isinstance(node, ast.FunctionDef)]
    asked = job["gradient_of"]
    loss = asked.get("loss") or first(names, LOSS, NOT_A_LOSS)
    gradient = asked.get("gradient") or first(names, GRADIENT, None)
    if gradient is None and loss is not None:
        gradient = loss  # `loss, grad = f(...)`, as some courses have it
    pair = variables.get(loss or ""), variables.get(gradient or "")
    if not (callable(pair[0]) and callable(pair[1])):
        return None
    with np.errstate(all="ignore"):
        for arguments in drawn(pair[0]):
            parts = compared(pair[0], pair[1], arguments)
            if parts:
                return {"loss": loss, "gradient": gradient, "parts": parts}
    return None


def first(names: list[str], says: re.Pattern[str], unless: re.Pattern[str] | None) -> str | None:
    """The first function whose name says what it is."""
    hits = (one for one in names if says.search(one))
    return next((one for one in hits if unless is None or not unless.search(one)), None)


def drawn(loss: Callable[..., Any]) -> Iterator[Arguments]:
    """Arguments for a loss: examples in rows or in columns, vectors flat or not."""
    names = list(inspect.signature(loss).parameters.values())
    required = [one.name for one in names if one.kind is one.POSITIONAL_OR_KEYWORD]
    generator = np.random.default_rng(7)
    n, m, k = FEATURES, EXAMPLES, CLASSES
    for x, y, w in (
        ((m, n), (m,), (n,)),
        ((m, n), (m, 1), (n, 1)),
        ((n, m), (1, m), (n, 1)),
        ((n, m), (1, m), (1, n)),
        ((m, n), (m,), (n, k)),
        ((m, n), (m, k), (n, k)),
        ((n, m), (k, m), (k, n)),
        ((m,), (m,), ()),
    ):
        yield {name: value(name, x, y, w, generator) for name in required}


def value(name: str, x: Any, y: Any, w: Any, generator: np.random.Generator) -> Any:
    """A value for a parameter, by its name."""
    plain = name.lower()
    if plain.startswith(("x", "data", "feature", "input")):
        return generator.normal(size=x)
    if plain.startswith(("y", "label", "target")):
        most = 2 if len(w) < 2 or 1 in w or y != x[:1] else w[1]
        return generator.integers(0, most, size=y) * (1 if y == x[:1] else 1.0)
    if plain in ("b", "bias", "b1"):
        return 0.3 if len(w) < 2 or 1 in w else generator.normal(size=bias(x, w))
    if plain.startswith(("w", "theta", "param", "beta")):
        return generator.normal(size=w) if w else 0.7
    return 0.1


def bias(x: Any, w: Any) -> Any:
    """One number for each class, in the layout of the weights."""
    return (w[0], 1) if w[1] == x[0] else (w[1],)


def compared(
    loss: Callable[..., Any], gradient: Callable[..., Any], arguments: Arguments
) -> list[dict[str, Any]]:
    """Each part of the gradient beside the differences; empty where the inputs do not fit."""
    try:
        number(loss(**fresh(arguments)))
        given = gradient(**fresh(only(arguments, gradient)))
    except MemoryError:
        raise
    except BaseException:
        return []
    if loss is gradient and isinstance(given, tuple):
        given = given[1:] if len(given) != 2 else given[1]
    found = dict(parts(given, arguments))
    return [told(loss, name, part, arguments) for name, part in found.items()]


def only(arguments: Arguments, function: Callable[..., Any]) -> Arguments:
    """The arguments that a function takes."""
    taken = inspect.signature(function).parameters
    return {name: part for name, part in arguments.items() if name in taken}


def fresh(arguments: Arguments) -> Arguments:
    """Arrays that a call may change."""
    return {n: v.copy() if isinstance(v, np.ndarray) else v for n, v in arguments.items()}


def number(result: Any) -> float:
    """The loss as a number. Raises ValueError for anything else."""
    first = result[0] if isinstance(result, tuple) else result
    array = np.asarray(first, dtype=float)
    if array.size != 1 or not np.isfinite(array).all():
        raise ValueError("the loss is no finite number")
    return float(array.ravel()[0])


def parts(given: Any, arguments: Arguments) -> Iterator[tuple[str, np.ndarray]]:
    """The parts of a gradient by the parameter that each belongs to."""
    weights = {n: v for n, v in arguments.items() if n.lower()[:1] in "wtpb" and v is not None}
    if isinstance(given, Mapping):
        for key, part in given.items():
            name = re.sub(r"^(?:grad_?|d_?)", "", str(key))
            match = next((one for one in weights if one.lower() == name.lower()), None)
            if match is not None:
                yield match, np.asarray(part, dtype=float)
        return
    rest = list(given) if isinstance(given, (tuple, list)) else [given]
    for name, known in weights.items():
        shapes = [np.shape(part) for part in rest]
        sized = [np.size(part) for part in rest]
        if np.shape(known) in shapes:
            yield name, np.asarray(rest.pop(shapes.index(np.shape(known))), dtype=float)
        elif np.size(known) in sized:
            yield name, np.asarray(rest.pop(sized.index(np.size(known))), dtype=float)


def told(
    loss: Callable[..., Any], name: str, part: np.ndarray, arguments: Arguments
) -> dict[str, Any]:
    """One part as plain data: its shape, the wrong entries, and the ratio where it is one."""
    wanted = differences(loss, name, arguments)
    said: dict[str, Any] = {"name": name, "wanted": list(wanted.shape), "shape": list(part.shape)}
    if part.shape != wanted.shape:
        return said | {"status": "wrong-shape"}
    wrong = np.abs(part - wanted) > ATOL + RTOL * np.abs(wanted)
    ratios = part[np.abs(wanted) > ATOL] / wanted[np.abs(wanted) > ATOL]
    even = ratios.size > 0 and np.ptp(ratios) < 1e-3 * np.abs(ratios).max()
    return said | {
        "status": "wrong-values" if wrong.any() else "correct",
        "error": float(np.abs(part - wanted).max()),
        "where": [list(map(int, cell)) for cell in np.argwhere(wrong)[:MOST_CELLS]],
        "ratio": float(ratios.mean()) if even and wrong.any() else None,
        "examples": EXAMPLES,
    }


def differences(loss: Callable[..., Any], name: str, arguments: Arguments) -> np.ndarray:
    """Central differences of the loss in every entry of one parameter."""
    base = np.asarray(arguments[name], dtype=float)
    found = np.zeros(base.shape)
    for index in list(np.ndindex(base.shape))[:MOST_ENTRIES]:
        sides = []
        for step in (STEP, -STEP):
            moved = base.copy()
            moved[index] += step
            changed = moved if base.shape else float(moved)
            sides.append(number(loss(**fresh({**arguments, name: changed}))))
        found[index] = (sides[0] - sides[1]) / (2 * STEP)
    return found
