"""Many edits of a function in one program, of which a number chooses at run time.

A program with a branch for each edit is compiled once instead of once for each edit
(R. Untch, J. Offutt, M. J. Harrold: Mutation analysis using mutant schemata, 1993).
"""

import ast
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from assistant.sandbox.inside.crashing import statement_at
from assistant.sandbox.inside.edits import variants
from assistant.sandbox.inside.source import FILENAME, shallow

CHOICE = "__edit__"
HEADERS: Mapping[type[ast.stmt], str] = {ast.For: "iter", ast.While: "test", ast.If: "test"}


@dataclass(frozen=True)
class Option:
    """One edit of a statement: the mistake that it undoes, and its number among the edits."""

    index: int
    cause: str
    statement: ast.stmt

    @property
    def text(self) -> str:
        """The edited statement, of a compound one its first line."""
        return ast.unparse(self.statement).split("\n", 1)[0]


@dataclass(frozen=True)
class Slot:
    """A statement and the edits among which may be chosen there."""

    site: Mapping[str, Any]
    statement: ast.stmt
    options: Sequence[Option]


def slot(tree: ast.Module, site: Mapping[str, Any], most: int) -> Slot | None:
    """All edits of the statement at a site that can be compiled; None where there is none."""
    statement = statement_at(tree, site["line"])
    if statement is None:
        return None
    found = compiled(list(edits_of(tree, site, most)))
    return Slot(site, statement, found) if found else None


def edits_of(tree: ast.Module, site: Mapping[str, Any], most: int) -> Iterator[Option]:
    """Every edit as a statement of its own."""
    for index, (cause, edited) in enumerate(variants(tree, dict(site))):
        if index >= most:
            return
        yield Option(index, cause, edited)


def compiled(options: list[Option]) -> list[Option]:
    """Those that Python takes, found by halves: nearly all are."""
    if compiles([one.statement for one in options]):
        return options
    middle = len(options) // 2
    return compiled(options[:middle]) + compiled(options[middle:]) if middle else []


def compiles(statements: list[ast.stmt]) -> bool:
    """The statements make a function that Python takes."""
    module = ast.parse("def _():\n    for _ in (): pass")
    function = module.body[0]
    assert isinstance(function, ast.FunctionDef)
    loop = function.body[0]
    assert isinstance(loop, ast.For)
    loop.body += statements
    try:
        compile(module, FILENAME, "exec")
    except (SyntaxError, ValueError, TypeError):
        return False
    return True


def woven(tree: ast.Module, slots: Sequence[Slot]) -> ast.Module:
    """The tree with a choice at each slot: `__edit__[0]` is the number of the edit there."""
    places = {id(one.statement): chosen(number, one) for number, one in enumerate(slots)}
    module: ast.Module = rebuilt(tree, places)
    return module


def rebuilt(node: Any, places: Mapping[int, ast.stmt]) -> Any:
    """A copy of a tree in which some statements stand replaced."""
    if isinstance(node, list):
        return [rebuilt(part, places) for part in node]
    if not isinstance(node, ast.AST):
        return node
    if id(node) in places and type(node) not in HEADERS:
        return places[id(node)]
    node = places.get(id(node), node)
    if isinstance(node, ast.expr):
        return node
    copied = shallow(node)
    for field in node._fields:
        setattr(copied, field, rebuilt(getattr(node, field, None), places))
    return copied


def chosen(number: int, slot: Slot) -> Any:
    """The choice among the edits of a statement; a number beyond them leaves it as it is."""
    name = ast.parse(f"{CHOICE}[{number}]", mode="eval").body
    for part in ast.walk(name):
        ast.copy_location(part, slot.statement)
    header = HEADERS.get(type(slot.statement))
    if header is None:
        leaves = [one.statement for one in slot.options] + [slot.statement]
        return branch(name, leaves, 0, ast.If)
    parts = [getattr(one.statement, header) for one in slot.options]
    copied = shallow(slot.statement)
    parts.append(getattr(slot.statement, header))
    setattr(copied, header, branch(name, parts, 0, ast.IfExp))
    return copied


def branch(name: ast.expr, leaves: Sequence[Any], first: int, kind: Callable[..., ast.AST]) -> Any:
    """A balanced tree of `if`s, of statements or of expressions; all of it where `name` is."""
    if len(leaves) == 1:
        return leaves[0]
    middle = len(leaves) // 2
    bound = ast.copy_location(ast.Constant(first + middle), name)
    less = ast.copy_location(ast.Compare(name, [ast.Lt()], [bound]), name)
    below = branch(name, leaves[:middle], first, kind)
    above = branch(name, leaves[middle:], first + middle, kind)
    if kind is ast.If:
        below, above = [below], [above]
    return ast.copy_location(kind(less, below, above), name)


def with_edits(tree: ast.Module, edits: Sequence[tuple[Mapping[str, Any], int]]) -> ast.Module:
    """The tree with one numbered edit made at each of some sites."""
    places = {}
    for site, index in edits:
        statement = statement_at(tree, site["line"])
        for option in edits_of(tree, site, index + 1):
            if option.index == index:
                places[id(statement)] = option.statement
    module: ast.Module = rebuilt(tree, places)
    return module
