"""One writing for each operation, in which mistakes can be made: `a @ b` for `np.dot(a, b)`."""

import ast

from assistant.tracing.bindings import is_library

BINARY: dict[str, type[ast.operator]] = {
    "np.dot": ast.MatMult,
    "np.matmul": ast.MatMult,
    "np.multiply": ast.Mult,
    "np.add": ast.Add,
    "np.subtract": ast.Sub,
    "np.divide": ast.Div,
    "np.power": ast.Pow,
}
METHODS = {"sum", "mean", "max", "min", "std", "var", "argmax", "argmin", "cumsum", "prod"}
ALONG_AXIS = {f"np.{name}" for name in METHODS}


def canonical(node: ast.expr) -> ast.expr:
    """The same expression, as the exercises write it."""
    found = Canonical().visit(node)
    assert isinstance(found, ast.expr)
    return found


class Canonical(ast.NodeTransformer):
    """Calls that are operators, methods that are functions, axes by name."""

    def visit_BinOp(self, node: ast.BinOp) -> ast.expr:
        """`0 + x` is x: the first turn of a sum."""
        self.generic_visit(node)
        zero = isinstance(node.left, ast.Constant) and node.left.value == 0
        return node.right if zero and isinstance(node.op, ast.Add) else node

    def visit_Call(self, node: ast.Call) -> ast.expr:
        """One call, its arguments first."""
        self.generic_visit(node)
        method = as_function(node)
        name = ast.unparse(method.func)
        if name in BINARY and len(method.args) == 2 and not method.keywords:
            return ast.BinOp(method.args[0], BINARY[name](), method.args[1])
        if name == "np.square" and len(method.args) == 1 and not method.keywords:
            return ast.BinOp(method.args[0], ast.Pow(), ast.Constant(2))
        if name == "np.transpose" and len(method.args) == 1 and not method.keywords:
            return ast.Attribute(method.args[0], "T", ast.Load())
        if name in ALONG_AXIS and len(method.args) == 2:
            words = [ast.keyword("axis", method.args[1]), *method.keywords]
            return ast.Call(method.func, method.args[:1], words)
        return method


def as_function(node: ast.Call) -> ast.Call:
    """`x.sum(...)` as `np.sum(x, ...)`, `a.dot(b)` as `np.dot(a, b)`."""
    if not isinstance(node.func, ast.Attribute) or is_library(node.func.value):
        return node
    if node.func.attr == "dot" or node.func.attr in METHODS:
        function = ast.Attribute(ast.Name("np", ast.Load()), node.func.attr, ast.Load())
        return ast.Call(function, [node.func.value, *node.args], node.keywords)
    return node


def where(mask: ast.expr, value: ast.expr, array: ast.expr) -> ast.expr:
    """`array[mask] = value` as a formula."""
    function = ast.Attribute(ast.Name("np", ast.Load()), "where", ast.Load())
    return ast.Call(function, [mask, value, array], [])
