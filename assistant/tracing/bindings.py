"""What a name stands for while a function is followed: an expression, or a dict, tuple or list."""

import ast
from collections.abc import Callable, Iterator, Mapping
from typing import Any, TypeAlias

Binding: TypeAlias = ast.expr | dict[Any, Any] | tuple[Any, ...] | list[Any]
STRUCTURES = (dict, tuple, list)
INT: dict[type, Callable[[Any, Any], Any]] = {
    ast.Add: lambda a, b: a + b,
    ast.Sub: lambda a, b: a - b,
    ast.Mult: lambda a, b: a * b,
    ast.FloorDiv: lambda a, b: a // b,
    ast.Mod: lambda a, b: a % b,
}
COMPARED: dict[type, Callable[[Any, Any], Any]] = {
    ast.Eq: lambda a, b: a == b,
    ast.NotEq: lambda a, b: a != b,
    ast.Lt: lambda a, b: a < b,
    ast.LtE: lambda a, b: a <= b,
    ast.Gt: lambda a, b: a > b,
    ast.GtE: lambda a, b: a >= b,
    ast.Is: lambda a, b: a is b,
    ast.IsNot: lambda a, b: a is not b,
    ast.In: lambda a, b: a in b,
    ast.NotIn: lambda a, b: a not in b,
}


def is_library(node: ast.expr) -> bool:
    """A name of NumPy or of math: `np`, `np.linalg.inv`."""
    while isinstance(node, ast.Attribute):
        node = node.value
    return isinstance(node, ast.Name) and node.id in ("np", "math")


def lifted(binding: Binding) -> ast.expr:
    """The binding as an expression."""
    if isinstance(binding, dict):
        keys: list[ast.expr | None] = [ast.Constant(key) for key in binding]
        return ast.Dict(keys, [lifted(one) for one in binding.values()])
    if isinstance(binding, tuple):
        return ast.Tuple([lifted(one) for one in binding], ast.Load())
    if isinstance(binding, list):
        return ast.List([lifted(one) for one in binding], ast.Load())
    return binding


def is_static(binding: Binding) -> bool:
    """It is known without running: a number, a word, or a structure of such."""
    if isinstance(binding, dict):
        return all(is_static(one) for one in binding.values())
    if isinstance(binding, tuple | list):
        return all(is_static(one) for one in binding)
    return isinstance(binding, ast.Constant)


def static(binding: Binding) -> Any:
    """The value of a static binding."""
    if isinstance(binding, dict):
        return {key: static(one) for key, one in binding.items()}
    if isinstance(binding, tuple | list):
        return type(binding)(static(one) for one in binding)
    assert isinstance(binding, ast.Constant)
    return binding.value


def bound(value: Any) -> Binding:
    """The binding of a static value."""
    if isinstance(value, dict):
        return {key: bound(one) for key, one in value.items()}
    if isinstance(value, tuple | list):
        return type(value)(bound(one) for one in value)
    return ast.Constant(value)


def folded(node: ast.expr, parts: list[Binding]) -> Binding | None:
    """Arithmetic of whole numbers, joined words, comparisons; None for anything else."""
    if not all(is_static(one) for one in parts):
        return None
    values = [static(one) for one in parts]
    if isinstance(node, ast.BinOp) and type(node.op) in INT:
        if all(isinstance(one, int | str) and not isinstance(one, bool) for one in values):
            return ast.Constant(INT[type(node.op)](*values))
    if isinstance(node, ast.Compare) and len(values) == 2:
        return ast.Constant(bool(COMPARED[type(node.ops[0])](*values)))
    if isinstance(node, ast.UnaryOp) and isinstance(node.op, ast.Not):
        return ast.Constant(not values[0])
    return None


def matched(target: ast.expr, one: Binding) -> dict[str, Binding]:
    """What the names of a loop's target stand for."""
    if isinstance(target, ast.Name):
        return {target.id: one}
    inner: dict[str, Binding] = {}
    if isinstance(target, ast.Tuple) and isinstance(one, tuple | list):
        for part, value in zip(target.elts, one, strict=False):
            inner |= matched(part, value)
    return inner


def walked(name: str, parts: list[Binding]) -> Binding | None:
    """`len`, `range`, `enumerate`, `zip`, `reversed`, `str` of what is known; None for others."""
    structured = [isinstance(one, STRUCTURES) for one in parts]
    if name == "len" and structured == [True]:
        return ast.Constant(len(parts[0]))  # type: ignore[arg-type]
    if name in ("range", "str") and parts and all(isinstance(one, ast.Constant) for one in parts):
        values = [static(one) for one in parts]
        if name == "str":
            return ast.Constant(str(*values))
        if all(isinstance(one, int) for one in values):
            return bound(tuple(range(*values)))
    if not structured or not all(structured):
        return None
    items = [list(one) for one in parts]  # type: ignore[arg-type]
    if name == "enumerate" and len(items) == 1:
        return tuple((ast.Constant(i), one) for i, one in enumerate(named(parts[0])))
    if name == "zip":
        return tuple(zip(*(named(one) for one in parts), strict=False))
    if name in ("list", "tuple", "reversed"):
        order = list(named(parts[0]))
        return tuple(reversed(order) if name == "reversed" else order)
    return None


def named(binding: Any) -> Iterator[Binding]:
    """What a loop over a structure sees: of a dict the keys."""
    if isinstance(binding, Mapping):
        return (ast.Constant(key) for key in binding)
    return iter(binding)
