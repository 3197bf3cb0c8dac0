"""Edits of products: dot or element by element, order, transposes, signs, grouping."""

import ast
from collections.abc import Iterator

from assistant.sandbox.inside.scope import (
    Edit,
    Scope,
    elementwise,
    expression,
    product,
    transposed,
)


def dot_for_elementwise(node: ast.expr, scope: Scope) -> Iterator[Edit]:
    """A matrix product where the formula multiplies element by element."""
    if factors := product(node):
        a, b = factors
        yield "dot-instead-of-elementwise", expression("a * b", a=a, b=b)
        if transposed(a) or transposed(b):
            plain = {"a": transposed(a) or a, "b": transposed(b) or b}
            yield "dot-instead-of-elementwise", expression("a * b", **plain)
        if ast.unparse(transposed(a) or a) == ast.unparse(transposed(b) or b):
            yield "dot-instead-of-elementwise", expression("a ** 2", a=transposed(a) or a)


def elementwise_for_dot(node: ast.expr, scope: Scope) -> Iterator[Edit]:
    """A product element by element where the formula has a matrix product."""
    if factors := elementwise(node):
        a, b = factors
        for template in ("np.dot(a, b)", "np.dot(a, b.T)", "np.dot(a.T, b)", "np.dot(b, a)"):
            yield "elementwise-instead-of-dot", expression(template, a=a, b=b)
        yield "elementwise-instead-of-dot", expression("np.dot(b, a.T)", a=a, b=b)


def swapped(node: ast.expr, scope: Scope) -> Iterator[Edit]:
    """The two factors of a matrix product exchanged."""
    if factors := product(node):
        yield "operands-swapped", expression("np.dot(b, a)", a=factors[0], b=factors[1])


def opposite(node: ast.expr, scope: Scope) -> Iterator[Edit]:
    """A sign: a difference the other way round, plus for minus, a minus lost or too many."""
    if isinstance(node, ast.BinOp) and isinstance(node.op, ast.Sub):
        yield "sign-error", ast.BinOp(node.right, ast.Sub(), node.left)
        yield "sign-error", ast.BinOp(node.left, ast.Add(), node.right)
    elif isinstance(node, ast.BinOp) and isinstance(node.op, ast.Add):
        yield "sign-error", ast.BinOp(node.left, ast.Sub(), node.right)
    elif isinstance(node, ast.UnaryOp) and isinstance(node.op, ast.USub):
        yield "sign-error", node.operand
    if isinstance(node, (ast.BinOp, ast.Call, ast.Name)):
        yield "sign-error", ast.UnaryOp(ast.USub(), node)


def transposes(node: ast.expr, scope: Scope) -> Iterator[Edit]:
    """A transpose too few, too many, or on the other factor."""
    if inner := transposed(node):
        yield "wrong-transpose", inner
    elif isinstance(node, (ast.Name, ast.Subscript, ast.Call, ast.BinOp)):
        yield "wrong-transpose", expression("a.T", a=node)
    if factors := product(node):
        yield from moved_transpose(*factors)


def moved_transpose(a: ast.expr, b: ast.expr) -> Iterator[Edit]:
    """Both factors of a matrix product changed in their transposes, the order kept or not."""
    left, right = transposed(a), transposed(b)
    if left and right is None:
        yield "wrong-transpose", expression("np.dot(a, b.T)", a=left, b=b)
    elif right and left is None:
        yield "wrong-transpose", expression("np.dot(a.T, b)", a=a, b=right)
    yield "wrong-transpose", expression("np.dot(b.T, a)", a=a, b=b)
    yield "wrong-transpose", expression("np.dot(b, a.T)", a=a, b=b)
    yield "wrong-transpose", expression("np.dot(a.T, b.T)", a=a, b=b)


def regrouped(node: ast.expr, scope: Scope) -> Iterator[Edit]:
    """The same terms with the parentheses elsewhere."""
    if isinstance(node, ast.BinOp) and isinstance(node.left, ast.BinOp):
        inner = ast.BinOp(node.left.right, node.op, node.right)
        yield "misplaced-parentheses", ast.BinOp(node.left.left, node.left.op, inner)
    if isinstance(node, ast.BinOp) and isinstance(node.right, ast.BinOp):
        inner = ast.BinOp(node.left, node.op, node.right.left)
        yield "misplaced-parentheses", ast.BinOp(inner, node.right.op, node.right.right)
    if isinstance(node, ast.BinOp) and isinstance(node.left, ast.UnaryOp):
        inner = ast.BinOp(node.left.operand, node.op, node.right)
        yield "misplaced-parentheses", ast.UnaryOp(node.left.op, inner)
    if isinstance(node, ast.BinOp) and isinstance(node.left, ast.Call):
        yield from drawn_in(node, node.left)
    if isinstance(node, ast.Call) and node.args and isinstance(node.args[-1], ast.BinOp):
        last = node.args[-1]
        outside = ast.Call(node.func, [*node.args[:-1], last.left], node.keywords)
        yield "misplaced-parentheses", ast.BinOp(outside, last.op, last.right)


def drawn_in(node: ast.BinOp, call: ast.Call) -> Iterator[Edit]:
    """What stands behind a call drawn into its last argument."""
    if call.args:
        last = ast.BinOp(call.args[-1], node.op, node.right)
        yield "misplaced-parentheses", ast.Call(call.func, [*call.args[:-1], last], call.keywords)


PRODUCTS = (swapped, dot_for_elementwise, opposite, transposes, elementwise_for_dot, regrouped)
