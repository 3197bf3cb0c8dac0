"""What an edit may use: the names, keys and constants around a statement."""

import ast
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from functools import cache

Edit = tuple[str, ast.expr]
LIBRARY = {"np", "numpy", "math", "copy", "range", "len", "print", "float", "int", "str", "sum"}
EXAMPLES = {"X", "Y", "A_prev", "x", "y", "AL"}


@dataclass(frozen=True)
class Scope:
    """Names of the function's own values, its functions, the keys it uses, its counters."""

    names: tuple[str, ...]
    keys: tuple[str, ...]
    counts: tuple[str, ...]
    functions: tuple[str, ...]
    subscripts: tuple[str, ...] = ()


def scope_of(tree: ast.Module, statement: ast.stmt) -> Scope:
    """The scope of the function that holds a statement, without what it assigns later."""
    function = enclosing(tree, statement)
    function = getattr(function, "written", function)  # not as it was rewritten
    whole = words(function)
    other = {*whole.functions, *LIBRARY}
    names = [name for name in names_before(function, statement) if name not in other]
    return replace(whole, names=tuple(dict.fromkeys(names)), counts=tuple(counts(names)))


@cache
def words(function: ast.AST) -> Scope:
    """What holds for every statement of a function, read once."""
    texts = [str(n.value) for n in ast.walk(function) if isinstance(n, ast.Constant)]
    return Scope(
        names=(),
        keys=tuple(dict.fromkeys(text for text in texts if is_key(text))),
        counts=(),
        functions=tuple(sorted(set(called_names(function)))),
        subscripts=tuple(dict.fromkeys(elements(function)))[:8],
    )


def called_names(function: ast.AST) -> Iterator[str]:
    """Plain names that are called as functions."""
    for node in ast.walk(function):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name):
            yield node.func.id


def elements(function: ast.AST) -> Iterator[str]:
    """Elements of arrays that are read, as `X[i, j]`."""
    for node in ast.walk(function):
        if isinstance(node, ast.Subscript) and isinstance(node.ctx, ast.Load):
            text = ast.unparse(node)
            if "shape" not in text and not isinstance(node.slice, ast.Constant):
                yield text


def is_key(text: str) -> bool:
    """Short enough to be the key of a dictionary, and no number or `None`."""
    return 0 < len(text) <= 20 and text.isidentifier() and text not in ("None", "True", "False")


def enclosing(tree: ast.Module, statement: ast.stmt) -> ast.AST:
    """The innermost function around a statement, else the module."""
    found: ast.AST = tree
    for node in ast.walk(tree):
        if isinstance(node, ast.FunctionDef) and any(part is statement for part in ast.walk(node)):
            found = node
    return found


def names_before(function: ast.AST, statement: ast.stmt) -> Iterator[str]:
    """Parameters, and names assigned in lines above the statement."""
    loops = has_loop(function)
    for node in ast.walk(function):
        if isinstance(node, ast.arg):
            yield node.arg
        elif isinstance(node, ast.Name) and isinstance(node.ctx, ast.Store):
            if node.lineno < statement.lineno or loops:
                yield node.id


def has_loop(function: ast.AST) -> bool:
    """In a loop, a name assigned further down has a value as well."""
    return any(isinstance(node, (ast.For, ast.While)) for node in ast.walk(function))


def counts(names: list[str]) -> Iterator[str]:
    """Expressions that may be the number of examples."""
    for name in names:
        if name.lower() in {"m", "n", "batch_size", "num_examples", "examples", "size"}:
            yield name
    for name in names:
        if name in EXAMPLES:
            yield from (f"{name}.shape[1]", f"{name}.shape[0]", f"len({name})")


class Filled(ast.NodeTransformer):
    """Puts other expressions for names."""

    def __init__(self, parts: Mapping[str, ast.expr]) -> None:
        self.parts = parts

    def visit_Name(self, node: ast.Name) -> ast.expr:
        """The expression that the name stands for, if it does for one."""
        return self.parts.get(node.id, node)


def expression(template: str, **parts: ast.expr) -> ast.expr:
    """An expression from a template whose names stand for other expressions."""
    filled = Filled(parts).visit(ast.parse(template, mode="eval")).body
    assert isinstance(filled, ast.expr)
    return filled


def numpy_call(node: ast.expr, *names: str) -> bool:
    """A call of one of these NumPy functions, `np.dot(a, b)`."""
    return (
        isinstance(node, ast.Call)
        and isinstance(node.func, ast.Attribute)
        and isinstance(node.func.value, ast.Name)
        and node.func.value.id in {"np", "numpy"}
        and node.func.attr in names
    )


def product(node: ast.expr) -> tuple[ast.expr, ast.expr] | None:
    """The factors of a matrix product, however it is written."""
    if isinstance(node, ast.BinOp) and isinstance(node.op, ast.MatMult):
        return node.left, node.right
    if isinstance(node, ast.Call) and len(node.args) == 2 and numpy_call(node, "dot", "matmul"):
        return node.args[0], node.args[1]
    if (
        isinstance(node, ast.Call)
        and isinstance(node.func, ast.Attribute)
        and node.func.attr == "dot"
    ):
        if len(node.args) == 1 and not numpy_call(node, "dot"):
            return node.func.value, node.args[0]
    return None


def elementwise(node: ast.expr) -> tuple[ast.expr, ast.expr] | None:
    """The factors of a product element by element."""
    if isinstance(node, ast.BinOp) and isinstance(node.op, ast.Mult):
        return node.left, node.right
    if isinstance(node, ast.Call) and len(node.args) == 2 and numpy_call(node, "multiply"):
        return node.args[0], node.args[1]
    return None


def transposed(node: ast.expr) -> ast.expr | None:
    """What is transposed, where the expression is a transpose."""
    if isinstance(node, ast.Attribute) and node.attr == "T":
        return node.value
    if isinstance(node, ast.Call) and node.args and numpy_call(node, "transpose"):
        return node.args[0]
    return None
