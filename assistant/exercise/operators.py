"""The operators of mutations: what students write instead of a product, a sum, a name.

Each looks at one expression of a right formula and yields wrong ones with the slug of the
mistake; the most precise come first, so that of two with the same result the better named wins.
"""

import ast
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np

from assistant.exercise.graph import Step

COUNTS = {"m", "batch_size", "m_train", "n_examples"}
PENALTIES = {"lambd", "lambda_"}
ACTIVATIONS = {
    "np.tanh": "np.tanh(x)",
    "sigmoid": "1 / (1 + np.exp(-x))",
    "relu": "np.maximum(0, x)",
}
DERIVATIVES = ("1 - x ** 2", "x * (1 - x)", "(x > 0) * 1.0", "1 - np.tanh(x) ** 2", "x")
Change = tuple[str, ast.expr]


@dataclass(frozen=True)
class Context:
    """The step and what is known when it is computed."""

    step: Step
    before: Mapping[str, Any]

    def alike(self, name: str) -> Iterator[str]:
        """Other values of the same shape, or of the transposed one."""
        shape = shape_of(self.before.get(name))
        for other, value in self.before.items():
            if shape is None or other == name or not other.isidentifier():
                continue
            if shape_of(value) in (shape, shape[::-1]) and (shape or name[:1] == other[:1]):
                yield other

    @property
    def gradient(self) -> bool:
        """The step computes a derivative."""
        return self.step.name.startswith(("d", "grad", "l1"))


def shape_of(value: Any) -> tuple[int, ...] | None:
    """The shape of a number or an array, None for anything else."""
    if isinstance(value, np.ndarray | np.generic | int | float):
        return tuple(np.shape(value))
    return None


def filled(template: str, **values: ast.expr) -> ast.expr:
    """An expression whose names stand for others."""

    class Filled(ast.NodeTransformer):
        def visit_Name(self, node: ast.Name) -> ast.expr:
            return values.get(node.id, node)

    result = Filled().visit(ast.parse(template, mode="eval")).body
    assert isinstance(result, ast.expr)
    return result


def transposed(node: ast.expr) -> ast.expr | None:
    """`a` of `a.T`."""
    return node.value if isinstance(node, ast.Attribute) and node.attr == "T" else None


def of_products(node: ast.expr, context: Context) -> Iterator[Change]:
    """Matrix products: element by element, exchanged, transposed otherwise."""
    if not (isinstance(node, ast.BinOp) and isinstance(node.op, ast.MatMult)):
        return
    a, b = node.left, node.right
    plain_a, plain_b = transposed(a) or a, transposed(b) or b
    for left, right in ((a, b), (plain_a, plain_b), (a, plain_b), (plain_a, b)):
        yield "elementwise-instead-of-dot", filled("a * b", a=left, b=right)
    yield "operands-swapped", filled("b @ a", a=a, b=b)
    for template in ("a @ b", "a.T @ b", "a @ b.T", "b @ a", "b.T @ a", "b @ a.T", "b.T @ a.T"):
        yield "wrong-transpose", filled(template, a=plain_a, b=plain_b)


def of_factors(node: ast.expr, context: Context) -> Iterator[Change]:
    """Products element by element: matrix products instead, a factor lost."""
    if not (isinstance(node, ast.BinOp) and isinstance(node.op, ast.Mult)):
        return
    for template in ("a @ b", "a @ b.T", "a.T @ b", "b @ a", "b @ a.T", "b.T @ a"):
        wrong = filled(template, a=node.left, b=node.right)
        yield "dot-instead-of-elementwise", wrong
    lost = "missing-upstream-gradient" if context.gradient else "wrong-formula"
    yield lost, node.left
    yield lost, node.right


def of_means(node: ast.expr, context: Context) -> Iterator[Change]:
    """1/m lost or doubled."""
    if isinstance(node, ast.BinOp) and isinstance(node.op, ast.Div):
        if isinstance(node.right, ast.Name) and node.right.id in COUNTS:
            yield "missing-1-over-m", node.left
            yield "double-1-over-m", filled("a / m", a=node, m=node.right)
            yield "wrong-formula", filled("a / (2 * m)", a=node.left, m=node.right)
        else:
            yield "wrong-formula", node.left


def of_terms(node: ast.expr, context: Context) -> Iterator[Change]:
    """Sums and differences: the sign, the order, a term lost."""
    if not (isinstance(node, ast.BinOp) and isinstance(node.op, ast.Add | ast.Sub)):
        return
    plus = isinstance(node.op, ast.Add)
    yield "sign-error", ast.BinOp(node.left, ast.Sub() if plus else ast.Add(), node.right)
    if not plus:
        yield "sign-error", ast.BinOp(node.right, ast.Sub(), node.left)
    penalty = PENALTIES & {part.id for part in ast.walk(node) if isinstance(part, ast.Name)}
    lost = "missing-regularization-term" if penalty or "penal" in ast.unparse(node) else None
    yield lost or "wrong-formula", node.left
    yield lost or "wrong-formula", node.right


def of_signs(node: ast.expr, context: Context) -> Iterator[Change]:
    """A minus lost, or one too many before the whole."""
    if isinstance(node, ast.UnaryOp) and isinstance(node.op, ast.USub):
        yield "sign-error", node.operand
    elif isinstance(node, ast.BinOp | ast.Call):
        yield "sign-error", ast.UnaryOp(ast.USub(), node)


def of_sums(node: ast.expr, context: Context) -> Iterator[Change]:
    """The axis of a sum, its kept dimension, and the sum itself."""
    if not (isinstance(node, ast.Call) and ast.unparse(node.func) in ("np.sum", "np.mean")):
        return
    words = {word.arg: word.value for word in node.keywords}
    a = node.args[0]
    other = "np.mean" if ast.unparse(node.func) == "np.sum" else "np.sum"
    slug = "double-1-over-m" if other == "np.mean" else "missing-1-over-m"
    yield slug, ast.Call(filled(other), node.args, node.keywords)
    if "axis" in words:
        axis = 0 if ast.unparse(words["axis"]) == "1" else 1
        yield "wrong-axis", filled(f"np.sum(a, axis={axis}, keepdims=True)", a=a)
        yield "wrong-axis", filled(f"np.sum(a, axis={axis})", a=a)
        yield "missing-axis", filled("np.sum(a)", a=a)
        if "keepdims" in words:
            kept = [word for word in node.keywords if word.arg != "keepdims"]
            yield "missing-keepdims", ast.Call(node.func, node.args, kept)
    else:
        yield "cost-not-scalar", a


def of_names(node: ast.expr, context: Context) -> Iterator[Change]:
    """A neighbour's value."""
    if isinstance(node, ast.Name) and node.id in context.before:
        for other in context.alike(node.id):
            yield "wrong-variable", ast.Name(other, ast.Load())


def of_activations(node: ast.expr, context: Context) -> Iterator[Change]:
    """Another activation, none, or one where there is none."""
    text = ast.unparse(node)
    if isinstance(node, ast.Call) and ast.unparse(node.func) in ACTIVATIONS:
        for name, template in ACTIVATIONS.items():
            if name != ast.unparse(node.func):
                yield "wrong-activation", filled(template, x=node.args[0])
        yield "missing-activation", node.args[0]
    elif text.startswith("np.maximum(0, ") and isinstance(node, ast.Call):
        yield "missing-activation", node.args[1]
        yield "wrong-activation", filled("np.tanh(x)", x=node.args[1])
        yield "wrong-activation", filled("1 / (1 + np.exp(-x))", x=node.args[1])
    elif text.startswith("1 / (1 + np.exp(-") and isinstance(node, ast.BinOp):
        inner = next(part for part in ast.walk(node) if isinstance(part, ast.UnaryOp)).operand
        yield "missing-activation", inner
        yield "wrong-activation", filled("np.tanh(x)", x=inner)
        yield "wrong-activation", filled("np.maximum(0, x)", x=inner)


def of_derivatives(node: ast.expr, context: Context) -> Iterator[Change]:
    """The derivative of another activation, of another value, or the activation itself."""
    name = context.step.name
    if not name.startswith(("dtanh", "dsig", "drelu", "mask", "slope", "derivative")):
        return
    for value in context.before:
        if value.isidentifier() and value[:1] in {"A", "Z", "z", "h", "a"}:
            for template in DERIVATIVES:
                wrong = filled(template, x=ast.Name(value, ast.Load()))
                yield "wrong-activation-derivative", wrong


def of_numbers(node: ast.expr, context: Context) -> Iterator[Change]:
    """A constant, a comparison, an axis of a shape, a draw."""
    if isinstance(node, ast.Constant) and type(node.value) in (int, float):
        for number in dict.fromkeys((0, 1, 2, 3, 0.5, 0.1, 0.01)):
            yield "wrong-formula", ast.Constant(number)
    if isinstance(node, ast.Compare):
        slug = "wrong-formula"
        if "keep_prob" in ast.unparse(node):
            slug = "dropout-mask-comparison-direction"
        for op in (ast.Gt(), ast.Lt(), ast.GtE(), ast.LtE()):
            yield slug, ast.Compare(node.left, [op], node.comparators)
    if isinstance(node, ast.Subscript) and ast.unparse(node.value).endswith(".shape"):
        for axis in (0, 1):
            wrong = ast.Subscript(node.value, ast.Constant(axis), ast.Load())
            yield "wrong-dimension", wrong
    if isinstance(node, ast.Attribute) and node.attr in ("rand", "randn"):
        other = "rand" if node.attr == "randn" else "randn"
        yield "wrong-initialisation", ast.Attribute(node.value, other, ast.Load())


Operator = Callable[[ast.expr, Context], Iterator[Change]]
OPERATORS: tuple[Operator, ...] = (
    of_means,
    of_products,
    of_factors,
    of_terms,
    of_signs,
    of_sums,
    of_names,
    of_activations,
    of_derivatives,
    of_numbers,
)
