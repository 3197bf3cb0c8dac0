"""Small edits of one statement: each is one way in which students get a formula wrong, undone.

An operator looks at one expression and yields replacements with the slug of the
mistake that the replacement repairs. Operators are asked in order, the most
precise first, so that of two edits with the same result the better named wins.
"""

import ast
import itertools
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
    complement,
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
    cut,
    lost_argument,
    missing_activation,
    off_by_one,
    round_brackets,
    third_argument,
)
from assistant.sandbox.inside.edit_products import PRODUCTS
from assistant.sandbox.inside.edit_windows import WINDOWS
from assistant.sandbox.inside.scope import Edit, Scope, scope_of, transposed
from assistant.sandbox.inside.source import locate, shallow

Variant = tuple[str, ast.stmt]
Operator = Callable[[ast.expr, Scope], Iterator[Edit]]
FIRST: tuple[Operator, ...] = (round_brackets, third_argument, cut)
PRECISE: tuple[Operator, ...] = (
    *(*FIRST, *WINDOWS, off_by_one, axes, *PRODUCTS, *MEANS, complement, another_activation),
    *(another_variable, missing_activation, drawn_otherwise, extra_factor, other_operator),
    *(another_constant, lost_argument, another_function),
)
OTHER: tuple[Operator, ...] = tuple(one for one in (*NAMES, *FACTORS) if one not in PRECISE)
OPERATORS = (*PRECISE, *OTHER)
GROUPS = (PRECISE, OTHER)
TOGETHER: tuple[Operator, ...] = (*PRODUCTS[:4], averaged_twice, averaged, axes, extra_factor)


@dataclass(frozen=True)
class Place:
    """Where an expression stands, so that another can be put there."""

    parent: ast.AST
    field: str
    index: int | None
    node: ast.AST
    above: "Place | None"  # where the parent stands; None for the statement

    def put(self, node: ast.expr) -> Any:
        """A parent of its own with another expression at this place."""
        parent = shallow(self.parent)
        new: Any = node
        if self.index is not None:
            new = list(getattr(parent, self.field))
            new[self.index] = node
        setattr(parent, self.field, new)
        return parent

    def whole(self, parent: Any) -> ast.stmt:
        """The statement with such a parent; what is beside the way up is shared."""
        statement: ast.stmt = parent
        if self.above is not None:
            statement = self.above.whole(self.above.put(parent))
        return statement


def variants(tree: ast.Module, site: dict[str, Any]) -> Iterator[Variant]:
    """Cause, and the statement with the edit made.

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
    if group == 0 and isinstance(getattr(statement, "value", None), ast.Constant):
        return  # another start would repair much that is wrong elsewhere
    yield from edited(statement, site, scope, OPERATORS if group is None else GROUPS[group])
    if not group:
        yield from other_statements(statement)


def pairs(statement: ast.stmt, site: dict[str, Any], scope: Scope) -> Iterator[Variant]:
    """Two edits, one after the other, in the same statement."""
    for cause, once in edited(statement, site, scope, TOGETHER):
        for _, twice in edited(once, site, scope, TOGETHER):
            yield cause, twice


def edited(
    statement: ast.stmt, site: dict[str, Any], scope: Scope, operators: tuple[Operator, ...]
) -> Iterator[Variant]:
    """The statement with each edit in turn, and its cause."""
    spots = [p for p in places(statement) if within(p.node, site)]
    for operator in operators:
        for spot in spots:
            assert isinstance(spot.node, ast.expr)
            for cause, new in operator(spot.node, scope):
                locate(ast.copy_location(new, spot.node), spot.node.__dict__)
                parent = spot.put(new)
                if not cancels(parent):
                    yield cause, spot.whole(parent)


def cancels(node: ast.AST) -> bool:
    """`a - a` is no repair of anything, and nobody means `X.T.shape`."""
    if isinstance(node, ast.Attribute) and node.attr == "shape":
        return transposed(node.value) is not None
    return (
        isinstance(node, ast.BinOp)
        and isinstance(node.op, ast.Sub)
        and ast.dump(node.left) == ast.dump(node.right)
    )


def within(node: Any, site: dict[str, Any]) -> bool:
    """An element of a display is edited by itself, a statement as a whole."""
    if site["kind"] != "element":
        return True
    return bool(site["line"] <= node.lineno and (node.end_lineno or 0) <= site["end_line"])


def places(statement: ast.stmt) -> list[Place]:
    """Every expression that is read in a statement, outermost first, and not in its body."""
    found: list[Place] = []

    def visit(parent: ast.AST, above: Place | None) -> None:
        for field, value in ast.iter_fields(parent):
            children = value if isinstance(value, list) else [value]
            for index, child in enumerate(children):
                if isinstance(child, (ast.stmt, ast.Lambda)) or not isinstance(child, ast.AST):
                    continue
                number = index if isinstance(value, list) else None
                here = Place(parent, field, number, child, above)
                if isinstance(child, ast.expr) and not is_target(child):
                    found.append(here)
                visit(child, here)

    visit(statement, None)
    return found


def is_target(node: ast.expr) -> bool:
    """Names that are written; the index inside a written subscript is still read."""
    return isinstance(getattr(node, "ctx", None), ast.Store)


def other_statements(statement: ast.stmt) -> Iterator[Variant]:
    """Edits of the statement itself: `=` for `+=` and the other way round; or none at all."""
    for cause, new in (*accumulated(statement), *unpacked(statement), *needless(statement)):
        locate(ast.copy_location(new, statement), statement.__dict__)
        yield cause, new


def unpacked(statement: ast.stmt) -> Iterator[tuple[str, ast.stmt]]:
    """`n, m = X.shape` for `m, n = X.shape`."""
    if isinstance(statement, ast.Assign) and isinstance(statement.targets[0], ast.Tuple):
        target = statement.targets[0]
        shape = ast.unparse(statement.value).endswith("shape")
        for order in itertools.islice(itertools.permutations(target.elts), 1, 24):
            turned = ast.Tuple(list(order), ast.Store())
            cause = "wrong-dimension" if shape else "wrong-variable"
            yield cause, ast.Assign([turned], statement.value)


def needless(statement: ast.stmt) -> Iterator[tuple[str, ast.stmt]]:
    """A `raise` that was left, a `return` too early, and what computes nothing that is kept."""
    kept = isinstance(getattr(statement, "value", None), ast.Call | ast.Constant)
    if isinstance(statement, ast.Raise) or (isinstance(statement, ast.Expr) and not kept):
        yield "", ast.Pass()  # there is no name for it
    elif isinstance(statement, ast.Return):
        yield "wrong-return", ast.Pass()


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
