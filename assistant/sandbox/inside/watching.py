"""The names as they stood before a statement, and which edits make a difference there."""

import ast
import copy
from collections.abc import Callable
from dataclasses import replace
from typing import Any

import numpy as np

from assistant.sandbox.inside.calling import call_all, fresh, prepare
from assistant.sandbox.inside.crashing import statement_at
from assistant.sandbox.inside.recording import Recorder, called, substituted
from assistant.sandbox.inside.schemata import HEADERS, Option, Slot
from assistant.sandbox.inside.source import clone, compile_tree, located

Seen = tuple[int, dict[str, Any]]
VALUE = "__given__"


def before(
    job: dict[str, Any], tree: ast.Module, statement: ast.stmt, ask: Callable[..., Any]
) -> list[Seen]:
    """The number of the call, and all names before the statement, each time it was reached."""
    recorder = Recorder(job.get("puts", {}))
    kept: list[Seen] = []

    def keep(names: dict[str, Any]) -> None:
        kept.append((recorder.call, {name: copied(value) for name, value in names.items()}))

    watched = clone(tree)
    place_before(watched, statement.lineno)
    variables = prepare(job, substituted(watched, recorder.puts), recorder, ask)
    variables["__env__"] = keep
    call_all(variables, job | {"calls": fresh(job["calls"])}, None, recorder)
    return [(call, {**variables, **names}) for call, names in kept]


def copied(value: Any) -> Any:
    """Containers and arrays as they are now."""
    return copy.deepcopy(value) if isinstance(value, (np.ndarray, dict, list)) else value


def place_before(tree: ast.Module, line: int) -> None:
    """Have the local names handed over before the statement at a line."""
    statement = statement_at(tree, line)
    assert statement is not None
    for node in ast.walk(tree):
        for body in (getattr(node, "body", None), getattr(node, "orelse", None)):
            if isinstance(body, list) and statement in body:
                hook = ast.Expr(called("__env__", called("locals")))
                body.insert(body.index(statement), ast.copy_location(hook, statement))
                return


def distinct(slot: Slot, seen: list[Seen], most: int) -> Slot:
    """Of the edits of a statement those that run there, one of those that do the same."""
    if not seen:
        return replace(slot, options=slot.options[:most])
    turns = [names for _, names in (seen[0], seen[-1])]
    known = {effect(slot.statement, turns)}
    kept: list[Option] = []
    for option in slot.options:
        mark = effect(option.statement, turns)
        if mark is not None and mark not in known and len(kept) < most:
            known.add(mark)
            kept.append(option)
    return replace(slot, options=kept or slot.options[:most])


def effect(statement: ast.stmt, turns: list[dict[str, Any]]) -> Any:
    """What a statement does to its targets, as something hashable; None where it fails."""
    body, targets = alone(statement)
    code = compile_tree(located(ast.Module(body=[body], type_ignores=[])))
    marks = []
    for names in turns:
        scope = dict(names)
        for name in targets:
            scope[name] = copied(scope.get(name))
        try:
            exec(code, scope)
            marks.append(tuple(key(scope.get(name)) for name in targets))
        except Exception:
            return None
    return tuple(marks)


def alone(statement: ast.stmt) -> tuple[ast.stmt, list[str]]:
    """A statement to be executed by itself, and the names that tell what it did."""
    header = HEADERS.get(type(statement))
    value = getattr(statement, header) if header else getattr(statement, "value", None)
    if header or isinstance(statement, (ast.Return, ast.Expr)):
        if isinstance(statement, ast.For):
            value = ast.Call(ast.Name("list", ast.Load()), [statement.iter], [])
        given = ast.Assign([ast.Name(VALUE, ast.Store())], value or ast.Constant(None))
        return given, [VALUE, *roots(statement)]
    return statement, roots(statement)


def roots(statement: ast.stmt) -> list[str]:
    """The names that a statement writes to, or calls a method of."""
    found = []
    for node in ast.walk(statement) if type(statement) not in HEADERS else ():
        if isinstance(node, ast.Name) and isinstance(node.ctx, ast.Store):
            found.append(node.id)
        elif isinstance(node, ast.Subscript) and isinstance(node.ctx, ast.Store):
            found += [part.id for part in ast.walk(node.value) if isinstance(part, ast.Name)]
        elif isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute):
            owner = node.func.value
            found += [owner.id] if isinstance(owner, ast.Name) and owner.id != "np" else []
    return list(dict.fromkeys(found))


def key(value: Any) -> Any:
    """Something hashable that is equal for equal plain data."""
    if isinstance(value, np.ndarray):
        return value.shape, value.dtype.str, value.tobytes()
    if isinstance(value, dict):
        return tuple((name, key(part)) for name, part in value.items())
    if isinstance(value, (list, tuple)):
        return type(value).__name__, tuple(key(part) for part in value)
    return type(value).__name__, repr(value)
