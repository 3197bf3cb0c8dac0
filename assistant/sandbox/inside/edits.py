"""Small edits of one statement: each is one way in which students get a formula wrong, undone.

An operator looks at one expression and yields replacements with the slug of the
mistake that the replacement repairs. Operators are asked in order, the most
precise first, so that of two edits with the same result the better named wins.
"""

import ast
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

from assistant.sandbox.inside.crashing import statement_at
from assistant.sandbox.inside.edit_factors import (
    FACTORS,
    MEANS,
    averaged,
    averaged_twice,
    axes,
    drawn_otherwise,
    extra_factor,
    other_operator,
)
from assistant.sandbox.inside.edit_names import (
    NAMES,
    another_activation,
    another_constant,
    another_function,
    another_variable,
    lost_argument,
    off_by_one,
)
from assistant.sandbox.inside.edit_products import PRODUCTS
from assistant.sandbox.inside.scope import Edit, Scope, scope_of

Variant = tuple[str, ast.stmt]
Operator = Callable[[ast.expr, Scope], Iterator[Edit]]
OPERATORS: tuple[Operator, ...] = (off_by_one, *PRODUCTS, *MEANS, *NAMES, *FACTORS)
PRECISE: tuple[Operator, ...] = (
    *(off_by_one, *PRODUCTS, *MEANS, another_activation, another_variable, drawn_otherwise),
    *(extra_factor, other_operator, another_constant, lost_argument, another_function),
)
GROUPS = (PRECISE, tuple(one for one in OPERATORS if one not in PRECISE))
TOGETHER: tuple[Operator, ...] = (*PRODUCTS[:4], averaged_twice, averaged, axes, extra_factor)


@dataclass(frozen=True)
class Place:
    """Where an expression hangs, so that another can be hung there."""

    parent: ast.AST
    field: str
    index: int | None
    node: ast.expr

    def hang(self, node: ast.expr) -> None:
        """Put `node` at this place."""
        if self.index is None:
            setattr(self.parent, self.field, node)
        else:
            getattr(self.parent, self.field)[self.index] = node


def variants(tree: ast.Module, site: dict[str, Any]) -> Iterator[Variant]:
    """Cause, and the statement with the edit made in its tree, valid until the next one.

    With `site["depth"]` 2, two edits of the short list of operators that most often
    come together; the cause is that of the first. With `site["group"]` only the precise
    operators (0) or only the others (1).
    """
    statement = statement_at(tree, site["line"])
    if statement is None:
        return
    scope = scope_of(tree, statement)
    if site.get("depth", 1) == 2:
        yield from pairs(statement, site, scope)
        return
    group = site.get("group")
    for cause in edited(statement, site, scope, OPERATORS if group is None else GROUPS[group]):
        yield cause, statement
    if not group:
        yield from other_statements(tree, statement)


def pairs(statement: ast.stmt, site: dict[str, Any], scope: Scope) -> Iterator[Variant]:
    """Two edits, one after the other, in the same statement."""
    for cause in edited(statement, site, scope, TOGETHER):
        for _ in edited(statement, site, scope, TOGETHER):
            yield cause, statement


def edited(
    statement: ast.stmt, site: dict[str, Any], scope: Scope, operators: tuple[Operator, ...]
) -> Iterator[str]:
    """Make each edit in turn, yield its cause while it stands, and take it back."""
    spots = [p for p in places(statement) if within(p.node, site)]
    for operator in operators:
        for spot in spots:
            for cause, new in operator(spot.node, scope):
                spot.hang(ast.copy_location(new, spot.node))
                try:
                    yield cause
                finally:
                    spot.hang(spot.node)


def within(node: ast.expr, site: dict[str, Any]) -> bool:
    """An element of a display is edited by itself, a statement as a whole."""
    if site["kind"] != "element":
        return True
    return bool(site["line"] <= node.lineno and (node.end_lineno or 0) <= site["end_line"])


def places(statement: ast.stmt) -> list[Place]:
    """Every expression that is read in a statement, outermost first, and not in its body."""
    found: list[Place] = []

    def visit(parent: ast.AST) -> None:
        for field, value in ast.iter_fields(parent):
            children = value if isinstance(value, list) else [value]
            for index, child in enumerate(children):
                if isinstance(child, (ast.stmt, ast.Lambda)):
                    continue
                if isinstance(child, ast.expr) and not is_target(child):
                    number = index if isinstance(value, list) else None
                    found.append(Place(parent, field, number, child))
                if isinstance(child, ast.AST):
                    visit(child)

    visit(statement)
    return found


def is_target(node: ast.expr) -> bool:
    """Names that are written; the index inside a written subscript is still read."""
    return isinstance(getattr(node, "ctx", None), ast.Store)


def other_statements(tree: ast.Module, statement: ast.stmt) -> Iterator[Variant]:
    """Edits of the statement itself: `=` for `+=` and the other way round."""
    for node in ast.walk(tree):
        for body in (getattr(node, "body", None), getattr(node, "orelse", None)):
            if isinstance(body, list) and statement in body:
                index = body.index(statement)
                for cause, new in accumulated(statement):
                    body[index] = ast.copy_location(new, statement)
                    yield cause, new
                    body[index] = statement
                return


def accumulated(statement: ast.stmt) -> Iterator[tuple[str, ast.stmt]]:
    """Plain assignment and accumulation exchanged; `-=` for `+=`."""
    if isinstance(statement, ast.Assign) and not isinstance(statement.targets[0], ast.Tuple):
        target = statement.targets[0]
        assert isinstance(target, (ast.Name, ast.Subscript, ast.Attribute))
        yield "wrong-accumulation", ast.AugAssign(target, ast.Add(), statement.value)
    elif isinstance(statement, ast.AugAssign):
        yield "wrong-accumulation", ast.Assign([statement.target], statement.value)
        opposite = ast.Sub() if isinstance(statement.op, ast.Add) else ast.Add()
        yield "sign-error", ast.AugAssign(statement.target, opposite, statement.value)
