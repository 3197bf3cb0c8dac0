"""Splits a fused formula at its products, sums and functions, and names the parts."""

import ast

from assistant.tracing.bindings import is_library
from assistant.tracing.chain import Chain, base, marks

SIGMOID = "1 / (1 + np.exp(-"
INLINE = {"np.zeros", "np.ones", "np.eye", "np.arange", "np.empty", "np.full", "float", "int",
          "range", "len", "np.zeros_like", "np.ones_like", "np.newaxis", "bool"}  # fmt: skip
SEE_THROUGH = {"float", "int", "np.squeeze", "np.array", "np.asarray"}
WORDS = {0: "zero", 1: "one", 2: "two", 3: "three"}
JOINED = {ast.MatMult: "", ast.Mult: "times", ast.Add: "plus", ast.Sub: "minus", ast.Div: "over"}
AFTER = {"sum", "mean", "max", "min", "std", "var", "argmax"}
LONGEST, MOST_PIECES = 22, 4
ROLES = {
    (ast.Div, 0): "numerator",
    (ast.Div, 1): "denominator",
    (ast.Mult, 0): "factor",
    (ast.Mult, 1): "factor",
    (ast.MatMult, 0): "left",
    (ast.MatMult, 1): "right",
    (ast.Pow, 0): "root",
}
INSIDE = {"exp": "exponent", "sum": "terms", "mean": "terms", "max": "terms", "log": "argument"}


class Splitter:
    """Puts the parts of formulas into the chain, each before what it is a part of."""

    def __init__(self, chain: Chain) -> None:
        self.chain = chain
        self.unnamed: set[str] = set()

    def split(self, node: ast.expr, owner: str, line: int) -> ast.expr:
        """The formula, its parts replaced by their values."""
        if isinstance(node, ast.IfExp | ast.Lambda | ast.BoolOp) or is_comprehension(node):
            return node
        if ast.unparse(node).startswith(SIGMOID) and isinstance(node, ast.BinOp):
            return self.inside_sigmoid(node, owner, line)
        through = isinstance(node, ast.Call) and ast.unparse(node.func) in SEE_THROUGH
        for place, child in enumerate(operands(node)):
            new = self.split(child, owner, line)
            if not through and worth(new, node):
                new = self.part(new, f"{owner}_{role(node, place)}", line)
            put(node, place, new)
        return node

    def inside_sigmoid(self, node: ast.expr, owner: str, line: int) -> ast.expr:
        """`1 / (1 + np.exp(-z))` stays whole; what stands for z may be a part."""
        minus = next(one for one in ast.walk(node) if isinstance(one, ast.UnaryOp))
        inner = self.split(minus.operand, owner, line)
        if worth(inner, minus):
            inner = self.part(inner, f"{owner}_argument", line)
        minus.operand = inner
        return node

    def part(self, node: ast.expr, otherwise: str, line: int) -> ast.Name:
        """A part, named after what it is made of; else after what it is to the whole."""
        told = label(node) if not self.unnamed & set(marks(node)) else None
        named = self.chain.add(told or otherwise, node, line, part=True)
        if told is None:
            self.unnamed.add(named.id)
        return named


def operands(node: ast.expr) -> list[ast.expr]:
    """The parts of an expression that are values of their own."""
    if isinstance(node, ast.BinOp):
        return [node.left, node.right]
    if isinstance(node, ast.UnaryOp):
        return [node.operand]
    if isinstance(node, ast.Call):
        method = isinstance(node.func, ast.Attribute) and not is_library(node.func)
        receiver = [node.func.value] if method and isinstance(node.func, ast.Attribute) else []
        return [*receiver, *node.args]
    if isinstance(node, ast.Subscript | ast.Attribute) and not is_library(node):
        return [node.value]
    if isinstance(node, ast.Compare):
        return [node.left, *node.comparators]
    return []


def put(node: ast.expr, place: int, new: ast.expr) -> None:
    """Replace one of the operands."""
    if isinstance(node, ast.BinOp):
        setattr(node, ("left", "right")[place], new)
    elif isinstance(node, ast.UnaryOp):
        node.operand = new
    elif isinstance(node, ast.Call):
        shift = len(operands(node)) - len(node.args)
        if place < shift and isinstance(node.func, ast.Attribute):
            node.func.value = new
        else:
            node.args[place - shift] = new
    elif isinstance(node, ast.Subscript | ast.Attribute):
        node.value = new
    elif isinstance(node, ast.Compare):
        if place:
            node.comparators[place - 1] = new
        else:
            node.left = new


def worth(node: ast.expr, parent: ast.expr) -> bool:
    """A part that people name: not arithmetic of one value with numbers, not half of a sum."""
    if not any(marks(node)):
        return False
    if isinstance(node, ast.Call):
        return ast.unparse(node.func) not in INLINE
    if not isinstance(node, ast.BinOp) or is_small(node):
        return False
    sums = ast.Add | ast.Sub
    chained = isinstance(parent, ast.BinOp) and (
        (isinstance(parent.op, sums) and isinstance(node.op, sums))
        or (isinstance(parent.op, ast.Mult) and isinstance(node.op, ast.Mult))
    )
    return not chained


def is_small(node: ast.expr) -> bool:
    """`1 - Y`, `A ** 2`, `2 * m`: one value at most, and numbers."""
    names = {one.id for one in ast.walk(node) if isinstance(one, ast.Name)}
    plain = not any(isinstance(one, ast.Call) for one in ast.walk(node))
    return plain and len(names) <= 1 and ast.unparse(node).count("@") <= 1


def is_comprehension(node: ast.expr) -> bool:
    """Its names live only in it."""
    return isinstance(node, ast.ListComp | ast.DictComp | ast.SetComp | ast.GeneratorExp)


def role(parent: ast.expr, place: int) -> str:
    """What a part is to the whole."""
    if isinstance(parent, ast.BinOp):
        return ROLES.get((type(parent.op), place), "term")
    name = ast.unparse(parent.func).split(".")[-1] if isinstance(parent, ast.Call) else ""
    return INSIDE.get(name, "part")


def label(node: ast.expr) -> str | None:
    """`W1_X` for `W1 @ X`, `log_A2` for `np.log(A2)`; None where that gets long."""
    pieces = words(node)
    if pieces is None or len(pieces) > MOST_PIECES:
        return None
    text = "_".join(pieces)
    return text if len(text) <= LONGEST and not text[0].isdigit() else None


def words(node: ast.expr) -> list[str] | None:
    """The pieces of a name, None for what cannot be said in a few."""
    if isinstance(node, ast.Name):
        return [base(node.id)]
    if isinstance(node, ast.Constant):
        known = isinstance(node.value, int) and node.value in WORDS
        return [WORDS[node.value]] if known else None  # type: ignore[index]
    if isinstance(node, ast.Attribute):
        inner = words(node.value)
        return [inner[0] + "T"] if node.attr == "T" and inner and len(inner) == 1 else None
    if isinstance(node, ast.UnaryOp) and isinstance(node.op, ast.USub):
        inner = words(node.operand)
        return ["minus", *inner] if inner else None
    if isinstance(node, ast.BinOp):
        return of_operator(node)
    if isinstance(node, ast.Call) and node.args and is_library(node.func):
        name, inner = ast.unparse(node.func).split(".")[-1], words(node.args[0])
        if inner is None:
            return None
        return [*inner, name] if name in AFTER else [name, *inner]
    return None


def of_operator(node: ast.BinOp) -> list[str] | None:
    """The pieces of an operation's name."""
    left, right = words(node.left), words(node.right)
    if left is None or right is None:
        return None
    if isinstance(node.op, ast.Pow):
        return [*left, "squared"] if right == ["two"] else None
    if type(node.op) not in JOINED:
        return None
    return [*left, *filter(None, [JOINED[type(node.op)]]), *right]
