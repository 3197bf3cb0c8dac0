"""Tries small edits of one statement: where its right value is known, on recorded environments.

Only the statement is executed, in the names as they stood before it, and what
it gives is compared with the value that was put in its place.
"""

import ast
import copy
import time
from collections.abc import Callable, Iterator
from typing import Any

import numpy as np

from assistant.sandbox.closeness import alike
from assistant.sandbox.inside.crashing import statement_at
from assistant.sandbox.inside.edits import variants
from assistant.sandbox.inside.source import compile_tree, located
from assistant.sandbox.inside.watching import Seen, before

MOST_VARIANTS = 600
MOST_FOUND = 4
MOST_MORE = 40  # edits tried after the first that fits: operators are in order of precision
LOCAL = ("assign", "item", "unpack", "augmented", "base", "element")
Environment = tuple[dict[str, Any], list[Any]]


def try_edits(
    job: dict[str, Any], tree: ast.Module, ask: Callable[..., Any]
) -> list[dict[str, Any]]:
    """The edits that may be right: index, cause, text, and the results where the function ran."""
    site = job["edits"]
    statement = statement_at(tree, site["line"])
    if site["kind"] not in LOCAL or statement is None:
        return []
    return locally(job, tree, statement, ask)


def locally(
    job: dict[str, Any],
    tree: ast.Module,
    statement: ast.stmt,
    ask: Callable[..., Any],
) -> list[dict[str, Any]]:
    """The first few edits that give the right value in every recorded environment."""
    site = job["edits"]
    environments = list(wanting(job, before(job, tree, statement, ask)))
    deadline = time.monotonic() + site["seconds"]
    found: list[dict[str, Any]] = []
    last = MOST_VARIANTS * 10
    if not environments:
        return found
    with np.errstate(all="ignore"):
        for index, (cause, edited) in enumerate(variants(tree, site)):
            if index > last or time.monotonic() > deadline:
                break
            which = given(edited, site, environments)
            if which is not None:
                text = ast.unparse(edited)
                found.append({"index": index, "cause": cause, "text": text, "which": which})
            if which == 0:
                last = min(last, index + MOST_MORE)
    # The value that was put there is likelier meant than another of the reference.
    return sorted(found, key=lambda one: one["which"] > 0)[:MOST_FOUND]


def wanting(job: dict[str, Any], seen: list[Seen]) -> Iterator[Environment]:
    """The names before the statement at each turn, and the values that may be wanted there."""
    wanted = [job["puts"][job["edits"]["id"]], *job["edits"].get("others", ())]
    turns: dict[int, int] = {}
    for call, names in seen:
        turn = turns.get(call, 0)
        turns[call] = turn + 1
        if turn < len(wanted[0][call]):
            yield names, [one[call][min(turn, len(one[call]) - 1)] for one in wanted]


def given(statement: ast.stmt, site: dict[str, Any], environments: list[Environment]) -> int | None:
    """Which of the wanted values the statement gives, the same one in every environment."""
    try:
        runnable = program(statement, site)
        code = compile_tree(located(runnable))
    except (SyntaxError, ValueError, TypeError, LookupError):
        return None
    alive = set(range(len(environments[0][1])))
    for names, wanted in environments:
        scope = dict(names)
        if site["kind"] in ("item", "augmented", "base"):
            root = site["name"].partition("[")[0]
            scope[root] = copy.deepcopy(scope.get(root))
        try:
            exec(code, scope)
        except Exception:
            return None
        alive = {which for which in alive if close(scope.get("__given__"), wanted[which])}
        if not alive:
            return None
    return min(alive)


def program(statement: ast.stmt, site: dict[str, Any]) -> ast.Module:
    """The statement, then its value by a name of ours; of an element only its expression."""
    if site["kind"] == "element":
        value = element(statement, site)
        return ast.Module(body=[assigned(value)], type_ignores=[])
    target = ast.parse(site["name"], mode="eval").body
    return ast.Module(body=[statement, assigned(target)], type_ignores=[])


def assigned(value: ast.expr) -> ast.stmt:
    """`__given__ = value`."""
    return ast.Assign([ast.Name("__given__", ast.Store())], value)


def element(statement: ast.stmt, site: dict[str, Any]) -> ast.expr:
    """The element of a dict or tuple display, as it stands now. Raises LookupError if none."""
    for node in ast.walk(statement):
        if isinstance(node, ast.Dict):
            for key, value in zip(node.keys, node.values, strict=True):
                if isinstance(key, ast.Constant) and str(key.value) == site["name"]:
                    return value
        if isinstance(node, ast.Tuple):
            for index, part in enumerate(node.elts):
                if site["name"].endswith(f"[{index}]") and part.lineno == site["line"]:
                    return part
    raise LookupError(site["name"])


def close(value: Any, wanted: Any) -> bool:
    """Equal within rounding, in the same shape."""
    try:
        have, want = np.asarray(value, dtype=float), np.asarray(wanted, dtype=float)
    except (TypeError, ValueError):
        return bool(type(value) is type(wanted) and value == wanted)
    if have.shape != want.shape:
        return False
    return alike(have, want)
