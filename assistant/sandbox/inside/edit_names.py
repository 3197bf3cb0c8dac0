"""Edits of names: a neighbour's variable or key, another activation, an index off by one."""

import ast
import itertools
from collections.abc import Iterator

from assistant.sandbox.inside.scope import LIBRARY, Edit, Scope, expression

ACTIVATIONS = ("np.tanh", "sigmoid", "relu", "softmax")
OUTPUTS = ("np.multiply", "np.dot", "np.add", "np.matmul", "np.divide", "np.subtract")
FUNCTIONS = ("np.exp", "np.log", "np.sqrt", "np.square", "np.abs", "np.sum", "np.mean")
DERIVATIVES = ("1 - a ** 2", "a * (1 - a)", "a > 0", "1 - np.tanh(a) ** 2")
BACKWARD = ("sigmoid_backward", "relu_backward")


def another_variable(node: ast.expr, scope: Scope) -> Iterator[Edit]:
    """A neighbour's name, or a neighbour's key."""
    if isinstance(node, ast.Name) and node.id not in LIBRARY.union(scope.functions):
        for name in scope.names:
            if name != node.id:
                yield "wrong-variable", ast.Name(name, ast.Load())
    elif isinstance(node, ast.Constant) and node.value in scope.keys:
        for key in neighbours(str(node.value), scope.keys):
            yield "wrong-variable", ast.Constant(key)


def neighbours(key: str, keys: tuple[str, ...]) -> Iterator[str]:
    """Other keys of the function, the same key with another number or letter."""
    yield from (other for other in keys if other != key)
    if key[-1:].isdigit():
        yield from (key[:-1] + digit for digit in "1234" if digit != key[-1])
        yield from (letter + key[-1] for letter in "AZWb" if letter != key[:-1])


def another_activation(node: ast.expr, scope: Scope) -> Iterator[Edit]:
    """Another activation called, none where one is meant, or its name as a string."""
    if isinstance(node, ast.Constant) and node.value in ("relu", "sigmoid"):
        other = "sigmoid" if node.value == "relu" else "relu"
        yield "wrong-activation", ast.Constant(other)
    if not isinstance(node, ast.Call):
        return
    name = ast.unparse(node.func)
    if name in ACTIVATIONS:
        for other in ACTIVATIONS:
            if other != name:
                yield "wrong-activation", expression(f"{other}(a)", a=node.args[0])
    if name in BACKWARD:
        function = ast.Name(BACKWARD[name == BACKWARD[0]], ast.Load())
        yield "wrong-activation-derivative", ast.Call(function, node.args, node.keywords)


def another_derivative(node: ast.expr, scope: Scope) -> Iterator[Edit]:
    """The derivative of another activation, of another value, or the activation itself."""
    if not isinstance(node, (ast.BinOp, ast.Compare, ast.Call, ast.Name)):
        return
    used = {part.id for part in ast.walk(node) if isinstance(part, ast.Name)}
    alike = {name for name in scope.names if name[:1] in {"A", "Z", "h", "z", "a"}}
    for name in sorted((used & set(scope.names) | alike) - set(scope.counts))[:6]:
        for template in DERIVATIVES:
            new = expression(template, a=ast.Name(name, ast.Load()))
            yield "wrong-activation-derivative", new
            if isinstance(node, ast.BinOp) and isinstance(node.left, ast.BinOp):
                chained = ast.BinOp(node.left.left, ast.Mult(), new)
                yield "wrong-activation-derivative", chained


def missing_activation(node: ast.expr, scope: Scope) -> Iterator[Edit]:
    """No activation applied."""
    if isinstance(node, (ast.BinOp, ast.Call, ast.Name)):
        for template in ("np.tanh(a)", "sigmoid(a)", "np.maximum(0, a)"):
            yield "missing-activation", expression(template, a=node)
        for template in ("np.exp(a)", "np.log(a)", "np.sqrt(a)", "np.abs(a)", "a ** 2"):
            yield "wrong-formula", expression(template, a=node)


def another_function(node: ast.expr, scope: Scope) -> Iterator[Edit]:
    """Another function of NumPy of one argument."""
    if isinstance(node, ast.Call) and ast.unparse(node.func) in FUNCTIONS:
        for other in FUNCTIONS:
            function = expression(other)
            if ast.unparse(node.func) != other:
                yield "wrong-formula", ast.Call(function, node.args, node.keywords)


def lost_argument(node: ast.expr, scope: Scope) -> Iterator[Edit]:
    """An argument left out, so that its default is taken, or one at the wrong place."""
    if not isinstance(node, ast.Call) or of_library(node):
        return
    given = {word.arg for word in node.keywords}
    for name in scope.names:
        if name not in given:
            added = ast.keyword(name, ast.Name(name, ast.Load()))
            yield "missing-argument", ast.Call(node.func, node.args, [*node.keywords, added])
    for place in range(len(node.args), -1, -1):
        for name in scope.names:
            arguments = [*node.args[:place], ast.Name(name, ast.Load()), *node.args[place:]]
            yield "missing-argument", ast.Call(node.func, arguments, node.keywords)
    for left, right in itertools.combinations(range(min(len(node.args), 6)), 2):
        arguments = list(node.args)
        arguments[left], arguments[right] = arguments[right], arguments[left]
        yield "missing-argument", ast.Call(node.func, arguments, node.keywords)


def of_library(node: ast.Call) -> bool:
    """A function of NumPy or of Python, which takes no names of ours."""
    return ast.unparse(node.func).partition(".")[0] in LIBRARY or isinstance(
        node.func, ast.Attribute
    )


def off_by_one(node: ast.expr, scope: Scope) -> Iterator[Edit]:
    """An index, a range or a layer number one too high or too low."""
    if isinstance(node, ast.Subscript) and ast.unparse(node.value).endswith(".shape"):
        for axis in (0, 1, 2, 3):
            if not (isinstance(node.slice, ast.Constant) and node.slice.value == axis):
                other = ast.Subscript(node.value, ast.Constant(axis), ast.Load())
                yield "wrong-dimension", other
    elif isinstance(node, ast.Call) and ast.unparse(node.func) in {"range", "str"}:
        yield from shifted_arguments(node)
    elif isinstance(node, ast.Subscript) and not isinstance(node.slice, ast.Constant):
        for new in shifted(node.slice):
            yield "off-by-one-layer-index", ast.Subscript(node.value, new, ast.Load())


def shifted_arguments(node: ast.Call) -> Iterator[Edit]:
    """Each argument of `range` or `str` one more and one less, and a start at one or zero."""
    for index, argument in enumerate(node.args):
        for new in shifted(argument):
            arguments = [*node.args[:index], new, *node.args[index + 1 :]]
            yield "off-by-one-layer-index", ast.Call(node.func, arguments, [])
    if len(node.args) == 1 and ast.unparse(node.func) == "range":
        yield "off-by-one-layer-index", expression("range(1, a)", a=node.args[0])
        yield "off-by-one-layer-index", expression("range(1, a + 1)", a=node.args[0])
    if len(node.args) == 2:
        yield "off-by-one-layer-index", expression("range(a)", a=node.args[1])


def shifted(node: ast.expr) -> Iterator[ast.expr]:
    """One more and one less; `l + 1` becomes `l` and `l + 2`."""
    if isinstance(node, ast.BinOp) and isinstance(node.right, ast.Constant):
        yield node.left
    yield expression("a + 1", a=node)
    yield expression("a - 1", a=node)


def another_constant(node: ast.expr, scope: Scope) -> Iterator[Edit]:
    """A number copied wrongly."""
    if isinstance(node, ast.Constant) and isinstance(node.value, int | float):
        if isinstance(node.value, bool):
            return
        near = [node.value + 1, node.value - 1, node.value * 2, node.value / 2]
        for number in dict.fromkeys((0, 1, 2, 3, 0.5, 0.01, *near, 10, 0.1, 0.001)):
            if number != node.value:
                yield "wrong-formula", ast.Constant(number)


def another_argument(node: ast.expr, scope: Scope) -> Iterator[Edit]:
    """A hard-coded number where a value of the function is meant."""
    if isinstance(node, ast.Constant) and type(node.value) in (int, float):
        for name in scope.names:
            yield "hardcoded-dimensions", ast.Name(name, ast.Load())
        for name in scope.names:
            for axis in (0, 1):
                size = expression(f"a.shape[{axis}]", a=ast.Name(name, ast.Load()))
                yield "hardcoded-dimensions", size


def round_brackets(node: ast.expr, scope: Scope) -> Iterator[Edit]:
    """`x(1)` for `x[1]`."""
    if isinstance(node, ast.Call) and len(node.args) == 1 and not node.keywords:
        index = ast.Subscript(node.func, node.args[0], ast.Load())
        yield "parentheses-instead-of-brackets", index


def third_argument(node: ast.expr, scope: Scope) -> Iterator[Edit]:
    """`np.multiply(a, b, c)`, whose third argument is the output."""
    if isinstance(node, ast.Call) and len(node.args) == 3 and ast.unparse(node.func) in OUTPUTS:
        yield "misused-third-positional-argument", ast.Call(node.func, node.args[:2], [])
        inner = ast.Call(node.func, node.args[:2], [])
        yield (
            "misused-third-positional-argument",
            ast.Call(node.func, [inner, node.args[2]], []),
        )


def cut(node: ast.expr, scope: Scope) -> Iterator[Edit]:
    """A value cut to whole numbers."""
    if isinstance(node, ast.BinOp) and isinstance(node.op, ast.FloorDiv):
        yield "integer-dtype", ast.BinOp(node.left, ast.Div(), node.right)
    if isinstance(node, ast.Call):
        rest = [word for word in node.keywords if word.arg != "dtype"]
        if len(rest) < len(node.keywords):
            yield "integer-dtype", ast.Call(node.func, node.args, rest)
        if isinstance(node.func, ast.Attribute) and node.func.attr == "astype":
            yield "integer-dtype", node.func.value
        if node.args and ast.unparse(node.func) in ("int", "round", "np.round", "np.int64"):
            yield "integer-dtype", node.args[0]


NAMES = (
    another_activation,
    another_variable,
    another_constant,
    another_derivative,
    lost_argument,
    another_function,
    missing_activation,
    another_argument,
)
