"""Edits of factors and sums: 1/m, axes, keepdims, missing and extra factors, returns, types."""

import ast
import itertools
from collections.abc import Iterator

from assistant.sandbox.inside.scope import Edit, Scope, elementwise, expression, numpy_call, product

REDUCTIONS = ("sum", "mean", "max", "min", "prod")
DRAWS = {"rand": "randn", "randn": "rand"}


def averaged(node: ast.expr, scope: Scope) -> Iterator[Edit]:
    """The mean over the examples: a factor 1/m lost."""
    if isinstance(node, (ast.BinOp, ast.Call, ast.Name)):
        for count in scope.counts:
            divisor = ast.parse(count, mode="eval").body
            yield "missing-1-over-m", expression("a / b", a=node, b=divisor)
    if numpy_call(node, "sum") and isinstance(node, ast.Call):
        yield "missing-1-over-m", ast.Call(expression("np.mean"), node.args, node.keywords)


def averaged_twice(node: ast.expr, scope: Scope) -> Iterator[Edit]:
    """A factor 1/m too many."""
    if isinstance(node, ast.BinOp) and isinstance(node.op, ast.Div):
        if ast.unparse(node.right) in scope.counts:
            yield "double-1-over-m", node.left
    if factors := elementwise(node):
        for one, other in (factors, factors[::-1]):
            if is_mean_factor(one, scope):
                yield "double-1-over-m", other
    if numpy_call(node, "mean") and isinstance(node, ast.Call):
        yield "double-1-over-m", ast.Call(expression("np.sum"), node.args, node.keywords)


def is_mean_factor(node: ast.expr, scope: Scope) -> bool:
    """`1/m`, `(1./m)`, `-1/m`."""
    return (
        isinstance(node, ast.BinOp)
        and isinstance(node.op, ast.Div)
        and isinstance(node.left, (ast.Constant, ast.UnaryOp))
        and ast.unparse(node.right) in scope.counts
    )


def axes(node: ast.expr, scope: Scope) -> Iterator[Edit]:
    """The axis of a sum, and whether it is kept."""
    if not (isinstance(node, ast.Call) and is_reduction(node)):
        return
    keywords = {word.arg: word.value for word in node.keywords}
    positional = [] if "axis" in keywords else node.args[1:] if of_numpy(node) else node.args
    axis = keywords.get("axis", positional[0] if positional else None)
    if axis is None:
        yield "missing-axis", reduced(node, 1, keep=True)
        yield "missing-axis", reduced(node, 0, keep=True)
        yield "missing-axis", reduced(node, 0, keep=False)
        return
    other = 0 if ast.unparse(axis) in {"1", "-1"} else 1
    if "keepdims" not in keywords:
        yield "missing-keepdims", reduced(node, 1 - other, keep=True)
    yield "wrong-axis", reduced(node, other, keep="keepdims" in keywords)
    yield "wrong-axis", reduced(node, other, keep=True)
    yield "wrong-axis", reduced(node, None, keep=False)


def is_reduction(node: ast.Call) -> bool:
    """`np.sum(a, ...)` or `a.sum(...)`, or another call along an axis."""
    along = any(word.arg == "axis" for word in node.keywords)
    return isinstance(node.func, ast.Attribute) and (node.func.attr in REDUCTIONS or along)


def of_numpy(node: ast.Call) -> bool:
    """`np.sum(a)` or `np.linalg.norm(a)`, not `a.sum()`."""
    return ast.unparse(node.func).partition(".")[0] in {"np", "numpy"}


def reduced(node: ast.Call, axis: int | None, *, keep: bool) -> ast.expr:
    """The same sum over another axis, or over all."""
    arguments = node.args[:1] if of_numpy(node) else []
    keywords = [word for word in node.keywords if word.arg not in ("axis", "keepdims")]
    if axis is not None:
        keywords.append(ast.keyword("axis", ast.Constant(axis)))
    if keep:
        keywords.append(ast.keyword("keepdims", ast.Constant(value=True)))
    return ast.Call(node.func, arguments, keywords)


def summed(node: ast.expr, scope: Scope) -> Iterator[Edit]:
    """A sum where a matrix is meant, or a matrix where a sum is meant."""
    if isinstance(node, ast.Call) and is_reduction(node):
        inner = node.args[0] if of_numpy(node) and node.args else node.func
        inner = inner.value if isinstance(inner, ast.Attribute) and inner is node.func else inner
        yield "summed-matrix-in-gradient", inner
    if isinstance(node, (ast.BinOp, ast.Call)):
        yield "cost-not-scalar", expression("np.sum(a)", a=node)
    if isinstance(node, (ast.BinOp, ast.Call, ast.Name)):
        yield "missing-axis", expression("np.sum(a, axis=1, keepdims=True)", a=node)
        yield "missing-axis", expression("np.sum(a, axis=0, keepdims=True)", a=node)


def missing_factor(node: ast.expr, scope: Scope) -> Iterator[Edit]:
    """A factor of the chain rule left out."""
    if not isinstance(node, (ast.BinOp, ast.Call, ast.Name, ast.Subscript)):
        return
    for name in scope.names:
        other = ast.Name(name, ast.Load())
        for template in (
            "a * b",
            "np.dot(b.T, a)",
            "a * (1 - b ** 2)",
            "a * (b > 0)",
            "a * b * (1 - b)",
        ):
            yield "missing-upstream-gradient", expression(template, a=node, b=other)
    for text in scope.subscripts:
        factor = ast.parse(text, mode="eval").body
        yield "missing-upstream-gradient", expression("a * b", a=node, b=factor)
    if isinstance(node, ast.BinOp):
        yield from missing_product(node, scope)


def missing_term(node: ast.expr, scope: Scope) -> Iterator[Edit]:
    """The gradient of the penalty left out."""
    for strength in {"lambd", "lambda_", "lam", "reg"} & set(scope.names):
        for weight, count in itertools.product(scope.names, scope.counts[:2]):
            if weight[:1] in {"W", "w"} and isinstance(node, (ast.BinOp, ast.Call, ast.Name)):
                parts: dict[str, ast.expr] = {"p": ast.Name(strength, ast.Load()), "a": node}
                parts["w"] = ast.Name(weight, ast.Load())
                parts["c"] = ast.parse(count, mode="eval").body
                yield "missing-regularization-term", expression("a + p * w / c", **parts)


def missing_product(node: ast.expr, scope: Scope) -> Iterator[Edit]:
    """`W.T dZ` left out."""
    weights = [name for name in scope.names if name[:1] in {"W", "w"}]
    gradients = [name for name in scope.names if name[:1] in {"d", "l", "e"}]
    for weight, gradient in itertools.product(weights, gradients):
        parts = {"w": ast.Name(weight, ast.Load()), "d": ast.Name(gradient, ast.Load())}
        yield "missing-upstream-gradient", expression("np.dot(w.T, d) * a", a=node, **parts)


def complement(node: ast.expr, scope: Scope) -> Iterator[Edit]:
    """`1 - y` for `y`; a half and a double."""
    if isinstance(node, (ast.Name, ast.Subscript)):
        for template in ("1 - a", "2 * a", "a / 2"):
            yield "wrong-formula", expression(template, a=node)


def extra_factor(node: ast.expr, scope: Scope) -> Iterator[Edit]:
    """A factor or a term that does not belong."""
    if factors := elementwise(node):
        for one, other in (factors, factors[::-1]):
            cause = "function-read-as-product" if isinstance(one, ast.Name) else "wrong-formula"
            yield cause, other
    elif factors := product(node):
        yield from (("wrong-formula", factor) for factor in factors)
    elif isinstance(node, ast.BinOp):
        yield from (("wrong-formula", part) for part in (node.left, node.right))
    if isinstance(node, ast.Call) and len(node.args) == 1:
        yield "wrong-formula", node.args[0]


def other_operator(node: ast.expr, scope: Scope) -> Iterator[Edit]:
    """Another operator or comparison."""
    if isinstance(node, ast.BinOp):
        for op in (ast.Mult(), ast.Div(), ast.Add(), ast.Sub(), ast.Pow(), ast.FloorDiv()):
            if type(op) is not type(node.op):
                yield "wrong-formula", ast.BinOp(node.left, op, node.right)
    if isinstance(node, ast.Compare) and len(node.ops) == 1:
        for comparison in (ast.Gt(), ast.Lt(), ast.GtE(), ast.LtE()):
            yield "wrong-formula", ast.Compare(node.left, [comparison], node.comparators)


def drawn_otherwise(node: ast.expr, scope: Scope) -> Iterator[Edit]:
    """Random numbers of another distribution, scale or shape."""
    if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute):
        name = node.func.attr
        if name in DRAWS:
            function = ast.Attribute(node.func.value, DRAWS[name], ast.Load())
            yield "wrong-initialisation", ast.Call(function, node.args, [])
        if name in DRAWS and len(node.args) == 2:
            yield "wrong-initialisation", ast.Call(node.func, node.args[::-1], [])
            for template in ("a * 0.01", "a / np.sqrt(b)"):
                yield "wrong-initialisation", expression(template, a=node, b=node.args[1])
        if name in {"zeros", "ones", "empty", "rand", "randn"} and node.args:
            yield "wrong-initialisation", expression("np.zeros(a)", a=node.args[0])
            yield "wrong-initialisation", expression("np.random.randn(*a)", a=node.args[0])
        if name in {"zeros", "ones", "empty", "reshape"} and len(node.args) == 1:
            if not isinstance(node.args[0], ast.Tuple):
                shape = ast.Tuple([node.args[0], ast.Constant(1)], ast.Load())
                yield "rank-1-array", ast.Call(node.func, [shape], [])
    if isinstance(node, ast.Tuple) and len(node.elts) == 2:
        yield "wrong-initialisation", expression("np.zeros(a)", a=node)


def reordered(node: ast.expr, scope: Scope) -> Iterator[Edit]:
    """The parts of a tuple, or the values of a dict, in another order."""
    if isinstance(node, ast.Tuple) and 2 <= len(node.elts) <= 4:
        for order in itertools.permutations(node.elts):
            if list(order) != node.elts:
                yield "wrong-return", ast.Tuple(list(order), ast.Load())


def converted(node: ast.expr, scope: Scope) -> Iterator[Edit]:
    """The right number in another type or shape, or a copy where the array is shared."""
    if isinstance(node, (ast.Name, ast.Call, ast.BinOp)):
        yield "wrong-type", expression("float(a)", a=node)
        yield "cost-not-scalar", expression("np.squeeze(a)", a=node)
        yield "mutated-input", expression("copy.deepcopy(a)", a=node)
    if isinstance(node, ast.List):
        yield "wrong-type", ast.Tuple(node.elts, ast.Load())


MEANS = (averaged_twice, averaged, reordered)
FACTORS = (
    drawn_otherwise,
    extra_factor,
    other_operator,
    summed,
    converted,
    missing_factor,
    missing_term,
)
