"""What the inputs are, guessed from a call: the author reads it and says where it is wrong."""

import ast
from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import Any

import numpy as np

from assistant.tracing.inputs import Input
from assistant.tracing.source import Source, literal

LETTERS = "nmkdpqrsuvw"
ENOUGH = 4  # numbers of which it is no chance that all are positive


def guessed(source: Source, arguments: Mapping[str, Any]) -> list[Input]:
    """An input for each array and number of a call; equal sizes get one name."""
    defaults = source.function.args.defaults
    optional = {
        one.arg
        for one in source.function.args.args[len(source.function.args.args) - len(defaults) :]
    }
    sizes: dict[int, str] = {}
    return [
        replace(chosen(source, guess(path, value, sizes), value), in_tuple=levels)
        for name, argument in arguments.items()
        if not (name in optional and not isinstance(argument, np.ndarray | Mapping | tuple | list))
        for path, value, levels in parts(source, (name,), argument)
    ]


def parts(
    source: Source,
    path: tuple[str, ...],
    value: Any,
    target: ast.expr | None = None,
    levels: tuple[int, ...] = (),
) -> Iterator[tuple[tuple[str, ...], Any, tuple[int, ...]]]:
    """The leaves of an argument; those of a tuple are called as the function unpacks them."""
    if isinstance(value, Mapping):
        for key, one in value.items():
            yield from parts(source, (*path, str(key)), one, None, levels)
    elif isinstance(value, tuple | list) and any(
        isinstance(one, np.ndarray | tuple | list) for one in value
    ):
        target = target or unpacked(source, path[-1])
        targets = target.elts if isinstance(target, ast.Tuple | ast.List) else [None] * len(value)
        for number, (one, place) in enumerate(zip(value, targets, strict=False)):
            named = isinstance(place, ast.Name)
            name = ast.unparse(place) if place and named else f"{path[-1]}_{number}"
            yield from parts(source, (*path, name), one, place, (*levels, len(path)))
    else:
        yield path, value, levels


def unpacked(source: Source, name: str) -> ast.expr | None:
    """The left side of `(A_prev, W, b), Z = cache`."""
    for node in ast.walk(source.function):
        if isinstance(node, ast.Assign) and ast.unparse(node.value) == name:
            return node.targets[0]
    return None


def guess(path: tuple[str, ...], value: Any, sizes: dict[int, str]) -> Input:
    """The shape and the kind of one value."""
    if isinstance(value, np.ndarray) and value.ndim:
        shape = tuple(size_name(size, sizes) for size in value.shape)
        return Input(path, shape, kind_of(value, sizes))
    if isinstance(value, bool | str | list | tuple) or value is None:
        return Input(path, None, f"= {value!r}")
    if isinstance(value, int):
        return Input(path, None, f"= {sizes.get(value, value)}")
    return Input(path, None, "positive" if float(value) > 1 else "")


def chosen(source: Source, one: Input, value: Any) -> Input:
    """A word is one of those that the function compares it with."""
    if not isinstance(value, str):
        return one
    words = [value]
    for node in ast.walk(source.function):
        if isinstance(node, ast.Compare) and ast.unparse(node.left) == one.path[-1]:
            words += [str(ast.literal_eval(c)) for c in node.comparators if literal(c)]
    return replace(one, kind=f"one of {', '.join(dict.fromkeys(words))}")


def size_name(size: int, sizes: dict[int, str]) -> str:
    """A letter for each size; 1 stays what it is."""
    if size == 1:
        return "1"
    return sizes.setdefault(size, LETTERS[len(sizes) % len(LETTERS)])


def kind_of(array: np.ndarray, sizes: dict[int, str]) -> str:
    """How an array may be drawn."""
    if array.dtype.kind == "b":
        return "mask"
    if array.dtype.kind in "iu" and array.min() >= 0:
        most = int(array.max()) + 1
        return f"labels {sizes.get(most, max(most, 2))}" if array.max() > 1 else binary(array)
    if np.isin(array, (0, 1)).all() and array.max() > array.min():
        return binary(array)
    if array.ndim <= 2 and (array >= 0).all():
        for axis, where in ((-1, "rows"), (0, "columns")):
            if np.allclose(array.sum(axis=axis), 1):
                return "distribution" if array.ndim == 1 else f"distribution {where}"
    if array.ndim == 2 and array.shape[0] == array.shape[1] and np.allclose(array, array.T):
        if (np.linalg.eigvalsh(array) > 0).all():
            return "covariance"
    if array.size >= ENOUGH and (array > 0).all():
        return "probability" if (array < 1).all() else "positive"
    return ""


def binary(array: np.ndarray) -> str:
    """Zeros and ones, where each row or column holds one 1: one-hot."""
    if array.ndim == 2 and min(array.shape) > 1:
        for axis, where in ((1, "rows"), (0, "columns")):
            if (array.sum(axis=axis) == 1).all():
                return f"one-hot {where}"
    return "binary"


def told(one: Input) -> str:
    """As the author would have written it."""
    shape = "" if one.shape is None else one.size + " "
    return f"{'.'.join(one.path)}: {shape}{one.kind or ('' if one.shape else 'number')}".strip()
