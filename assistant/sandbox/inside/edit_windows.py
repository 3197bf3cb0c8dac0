"""Edits of loops over windows and turns in time, of padding, and of Adam's correction.

Each repairs what students write there; they are few, so they are asked first.
"""

import ast
from collections.abc import Iterator

from assistant.sandbox.inside.scope import Edit, Scope, expression, numpy_call

STRIDES = {"s", "step"}


def counters(scope: Scope) -> list[str]:
    """Names of one letter, as loops count with."""
    return [name for name in scope.names if len(name) == 1 and name.islower()]


def fixed_index(node: ast.expr, scope: Scope) -> Iterator[Edit]:
    """`x[:, :, 0]` in each turn for `x[:, :, t]`."""
    if not isinstance(node, ast.Subscript) or ast.unparse(node.value).endswith(".shape"):
        return
    parts = node.slice.elts if isinstance(node.slice, ast.Tuple) else [node.slice]
    for place, part in enumerate(parts):
        if isinstance(part, ast.Constant) and isinstance(part.value, int):
            for name in counters(scope):
                new = [*parts[:place], ast.Name(name, ast.Load()), *parts[place + 1 :]]
                index = ast.Tuple(new, ast.Load()) if len(new) > 1 else new[0]
                yield "wrong-slice", ast.Subscript(node.value, index, node.ctx)


def padded(node: ast.expr, scope: Scope) -> Iterator[Edit]:
    """Padding of every axis, or of the wrong ones, for that of height and width."""
    if isinstance(node, ast.Call) and len(node.args) > 1 and numpy_call(node, "pad"):
        names = {one.id for one in ast.walk(node.args[1]) if isinstance(one, ast.Name)}
        for name in sorted(names):
            width = expression(f"((0, 0), ({name}, {name}), ({name}, {name}), (0, 0))")
            new = ast.Call(node.func, [node.args[0], width, *node.args[2:]], node.keywords)
            every = any(isinstance(one, ast.Constant) for one in ast.walk(node.args[1]))
            yield "wrong-axis" if every else "padded-all-axes", new


def strided(node: ast.expr, scope: Scope) -> Iterator[Edit]:
    """The start of a window without the stride."""
    if isinstance(node, ast.Name) and node.id in counters(scope):
        for name in scope.names:
            if name != node.id and ("stride" in name or name in STRIDES):
                yield "stride-not-applied", expression(f"a * {name}", a=node)


def corrected(node: ast.expr, scope: Scope) -> Iterator[Edit]:
    """The correction of a moment left out, or with another power than the step's number."""
    betas = [name for name in scope.names if name.startswith("beta")]
    if "t" not in scope.names or not betas:
        return
    if isinstance(node, ast.Subscript):
        for beta in betas:
            yield "missing-bias-correction", expression(f"a / (1 - {beta} ** t)", a=node)
    elif isinstance(node, ast.Name) and node.id in betas:
        yield "missing-bias-correction", expression("a ** t", a=node)
    elif isinstance(node, ast.Constant) and type(node.value) is int:
        yield "missing-bias-correction", ast.Name("t", ast.Load())


WINDOWS = (fixed_index, padded, strided, corrected)
