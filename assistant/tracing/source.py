"""Reads the reference function out of a .py file or a notebook, with what stands beside it."""

import ast
import json
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from assistant.errors import UnreadableInput

IMPORTS = "import copy\nimport math\nfrom copy import deepcopy\nimport numpy as np"


@dataclass(frozen=True)
class Cell:
    """Statements that stand together: a cell of a notebook, or a whole file."""

    place: str
    text: str
    body: tuple[ast.stmt, ...]


@dataclass(frozen=True)
class Source:
    """The function, the functions and constants beside it, and the cells that call it."""

    function: ast.FunctionDef
    cell: Cell
    helpers: dict[str, ast.FunctionDef] = field(default_factory=dict)
    constants: dict[str, ast.expr] = field(default_factory=dict)
    calls: tuple[Cell, ...] = ()

    def refuse(self, node: ast.AST, sentence: str) -> UnreadableInput:
        """One sentence with the place."""
        return UnreadableInput(f"{self.cell.place}, line {getattr(node, 'lineno', 1)}: {sentence}")

    @property
    def module(self) -> str:
        """The function with the helpers it needs and the constants, as a module of their own."""
        return self.text_of([self.helpers[name] for name in self.reached({self.function.name})])

    @property
    def whole(self) -> str:
        """All functions of the file."""
        return self.text_of(list(self.helpers.values()))

    def text_of(self, helpers: list[ast.FunctionDef]) -> str:
        """Imports, constants, helpers and the function."""
        constants = (f"{name} = {ast.unparse(value)}" for name, value in self.constants.items())
        functions = map(ast.unparse, [*helpers, self.function])
        return "\n\n".join([IMPORTS, *constants, *functions])

    def reached(self, wanted: set[str]) -> list[str]:
        """The helpers that some functions call, and those that these call, as they stand."""
        known = {**self.helpers, self.function.name: self.function}
        open_ones, found = list(wanted), set[str]()
        while open_ones:
            for node in ast.walk(known[open_ones.pop()]):
                if isinstance(node, ast.Name) and node.id in self.helpers and node.id not in found:
                    found.add(node.id)
                    open_ones.append(node.id)
        return [name for name in self.helpers if name in found or name in wanted]


def read_source(path: Path, function: str) -> Source:
    """The function of that name. Raises UnreadableInput with the file, the line and the mend."""
    cells = list(cells_of(path))
    defined: dict[str, tuple[ast.FunctionDef, Cell]] = {}
    constants: dict[str, ast.expr] = {}
    for cell in cells:
        for node in cell.body:
            require_numpy(node, cell)
            if isinstance(node, ast.FunctionDef):
                defined[node.name] = node, cell
            elif (found := constant(node)) is not None:
                constants |= found
    if function not in defined:
        known = ", ".join(defined) or "none"
        raise UnreadableInput(
            f"{path} does not define {function}; it defines {known} (--function NAME)."
        )
    wanted, cell = defined.pop(function)
    helpers = {name: node for name, (node, _) in defined.items()}
    calling = tuple(one for cell in cells for one in calls(cell, function))
    return Source(wanted, cell, helpers, constants, calling)


def cells_of(path: Path) -> Iterator[Cell]:
    """The code cells of a notebook, or the file as one cell."""
    try:
        text = path.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError):
        raise UnreadableInput(f"{path} cannot be read as text.") from None
    if path.suffix != ".ipynb":
        yield cell_of(path.name, text)
        return
    try:
        cells = [one for one in json.loads(text)["cells"] if one["cell_type"] == "code"]
        texts = ["".join(one["source"]) for one in cells]
    except (ValueError, LookupError, TypeError):
        raise UnreadableInput(f"{path} is not a Jupyter notebook.") from None
    for number, one in enumerate(texts, start=1):
        yield cell_of(f"{path.name}, code cell {number}", one)


def cell_of(place: str, text: str) -> Cell:
    """One cell; lines of magic are left out, and the others keep their numbers."""
    magic = ("%", "!")
    lines = ["" if line.startswith(magic) else line for line in text.splitlines()]
    try:
        body = ast.parse("\n".join(lines)).body
    except SyntaxError as error:
        raise UnreadableInput(f"{place}, line {error.lineno}: {error.msg}.") from None
    return Cell(place, "\n".join(lines), tuple(Untyped().visit(node) for node in body))


class Untyped(ast.NodeTransformer):
    """Annotations name types of other modules, and mean nothing for the values."""

    def visit_FunctionDef(self, node: ast.FunctionDef) -> ast.AST:
        """A function without its types and decorators."""
        node.returns, node.decorator_list = None, []
        return self.generic_visit(node)

    def visit_arg(self, node: ast.arg) -> ast.arg:
        """A parameter."""
        node.annotation = None
        return node

    def visit_AnnAssign(self, node: ast.AnnAssign) -> ast.AST:
        """`x: float = 1` as `x = 1`."""
        if node.value is None:
            return node
        return ast.copy_location(ast.Assign([node.target], node.value), node)


def require_numpy(node: ast.stmt, cell: Cell) -> None:
    """NumPy is called np. Raises UnreadableInput with the mend."""
    named = [one for one in ast.walk(node) if isinstance(one, ast.alias)]
    other = isinstance(node, ast.Import) and any(
        one.name == "numpy" and one.asname != "np" for one in named
    )
    if other or (isinstance(node, ast.ImportFrom) and node.module == "numpy"):
        raise UnreadableInput(f"{cell.place}, line {node.lineno}: write `import numpy as np`.")


def constant(node: ast.stmt) -> dict[str, ast.expr] | None:
    """`EPSILON = 1e-8` at the top of a file."""
    if isinstance(node, ast.Assign) and len(node.targets) == 1:
        target = node.targets[0]
        if isinstance(target, ast.Name) and literal(node.value):
            return {target.id: node.value}
    return None


def literal(node: ast.expr) -> bool:
    """A number or a string that is written out."""
    inner = node.operand if isinstance(node, ast.UnaryOp) else node
    return isinstance(inner, ast.Constant)


def calls(cell: Cell, function: str) -> Iterator[Cell]:
    """The statements of a cell outside its functions, where they call the function."""
    outside = [
        node
        for node in flattened(cell.body)
        if not isinstance(node, ast.FunctionDef | ast.Import | ast.ImportFrom | ast.ClassDef)
    ]
    names = {n.func.id for one in outside for n in ast.walk(one)
             if isinstance(n, ast.Call) and isinstance(n.func, ast.Name)}  # fmt: skip
    if function in names:
        yield Cell(cell.place, cell.text, tuple(outside))


def flattened(body: tuple[ast.stmt, ...]) -> Iterator[ast.stmt]:
    """Statements, those under `if __name__ == "__main__"` as if they stood outside."""
    for node in body:
        if isinstance(node, ast.If) and "__name__" in ast.unparse(node.test):
            yield from node.body
        else:
            yield node
