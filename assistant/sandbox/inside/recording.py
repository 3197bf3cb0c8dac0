"""Records every assignment by rewriting the syntax tree, and substitutes values at chosen sites.

Each place where a value gets a name is a site, numbered in the order of the
source. `x = f(y)` becomes `x = __rec__(7, f(y))`; where site 7 is substituted it
becomes `x = __put__(7)`, so that a statement that crashes is not evaluated.
"""

import ast
import contextlib
import math
import time
from collections.abc import Callable, Iterator
from typing import Any

import numpy as np

from assistant.sandbox.inside.source import clone, locate, located

DRAWING = {"normal", "uniform", "choice", "permutation", "shuffle", "initialize_parameters"}
NO_ARGUMENTS = ast.arguments([], [], None, [], [], None, [])
MOST_RECORDS = 4000
LARGEST = 4096
MOST_ELEMENTS = 100_000
MANY, SHORTEST = 10, 0.1


class Endless(BaseException):
    """A call that most likely never ends; the student's `except Exception` does not see it."""


class Recorder:
    """What was assigned, in order: [call, site, value]; and the values to put instead."""

    def __init__(self, puts: dict[int, list[list[Any]]]) -> None:
        self.puts = puts
        self.records: list[list[Any]] = []
        self.call = 0
        self.room = MOST_ELEMENTS
        self.turns: dict[int, int] = {}
        self.seconds = math.inf  # that a call may take
        self.until = math.inf

    def start(self, call: int) -> None:
        """Begin the next call; occurrences of a site are counted from zero."""
        self.call = call
        self.turns = {}
        self.until = time.process_time() + self.seconds

    def allow(self, usual: float) -> None:
        """Give each call several times the processor's seconds that it usually takes."""
        self.seconds = max(MANY * usual, SHORTEST)

    def turn(self) -> None:
        """Begin one more turn of a loop. Raises Endless where the call's time is over."""
        if time.process_time() > self.until:
            raise Endless

    def record(self, site: int, value: Any) -> Any:
        """Keep a copy of the value and hand it on."""
        if len(self.records) < MOST_RECORDS:
            self.records.append([self.call, site, self.copied(value)])
        return value

    def copied(self, value: Any) -> Any:
        """Numbers and small arrays as they are now; of the rest only what it was."""
        if type(value) in (bool, int, float, str, type(None)) or isinstance(value, np.generic):
            return value
        if type(value) is np.ndarray and value.dtype.kind in "biuf":
            if value.size <= min(LARGEST, self.room):
                self.room -= value.size
                return value.copy()
            return {"shape": list(value.shape)}
        return {"type": type(value).__name__}

    def put(self, site: int, drawing: Callable[[], Any] | None = None) -> Any:
        """The right value for this turn of the site; the last one repeats."""
        if drawing is not None:
            with contextlib.suppress(Exception):
                drawing()
        turn = self.turns.get(site, 0)
        self.turns[site] = turn + 1
        values = self.puts[site][self.call]
        value = values[min(turn, len(values) - 1)]
        value = value.copy() if type(value) is np.ndarray else value
        return self.record(site, value)


def instrument(tree: ast.Module, puts: Any) -> tuple[list[dict[str, Any]], ast.Module]:
    """The sites of a tree, and the tree rewritten to record them."""
    rewriter = Rewriter(set(puts))
    rewritten = rewriter.visit(clone(tree))
    return rewriter.sites, located(rewritten)


def substituted(tree: ast.Module, puts: Any) -> ast.Module:
    """The tree with the chosen sites substituted and nothing recorded.

    Each function remembers how it was written, for whoever looks for names and keys in it.
    """
    copied = clone(tree)
    for node, original in zip(ast.walk(copied), ast.walk(tree), strict=True):
        if isinstance(node, ast.FunctionDef):
            node.written = getattr(original, "written", original)  # type: ignore[attr-defined]
    Rewriter(set(puts), recording=False).visit(copied)
    return located(copied)


def ending(tree: ast.Module) -> ast.Module:
    """The same tree, each turn of a loop asking for time: another value may keep it from ending."""
    for node in ast.walk(tree):
        if isinstance(node, ast.While | ast.For):
            # At the place of the whole loop, so that no line's statement is taken for it.
            asks = ast.Expr(called("__turn__"))
            locate(asks, node.__dict__)
            node.body.insert(0, asks)
    return tree


class Rewriter(ast.NodeTransformer):
    """Wraps assigned and returned values inside functions."""

    def __init__(self, puts: set[int], *, recording: bool = True) -> None:
        self.recording = recording
        self.puts = puts
        self.sites: list[dict[str, Any]] = []
        self.function = ""

    def visit_FunctionDef(self, node: ast.FunctionDef) -> ast.AST:
        """Statements are recorded inside functions only."""
        outer, self.function = self.function, node.name
        self.generic_visit(node)
        self.function = outer
        return node

    def site(self, node: ast.stmt | ast.expr, name: str, kind: str, reads: ast.AST) -> int:
        """A new site for a value that `node` gives to `name`."""
        used = dict.fromkeys(n.id for n in ast.walk(reads) if isinstance(n, ast.Name))
        self.sites.append(
            {
                "id": len(self.sites),
                "function": self.function,
                "line": node.lineno,
                "end_line": node.end_lineno or node.lineno,
                "name": name[:80],
                "kind": kind,
                "reads": list(used)[:40],
            }
        )
        return len(self.sites) - 1

    def wrapped(self, site: int, value: ast.expr) -> ast.expr:
        """The value on its way through the recorder, or the substituted value."""
        number = ast.Constant(site)
        if site in self.puts:
            # What draws random numbers still draws them, for those that are drawn after it.
            drawn = [ast.Lambda(NO_ARGUMENTS, value)] if draws(value) else []
            return called("__put__", number, *drawn)
        return called("__rec__", number, value) if self.recording else value

    def again(self, site: int, target: ast.expr) -> list[ast.stmt]:
        """After an assignment, the target once more through the recorder."""
        if self.recording or site in self.puts:
            return [reassigned(target, self.wrapped(site, loaded(target)))]
        return []

    def visit_Assign(self, node: ast.Assign) -> Any:
        """One site for a plain target, one for each name of a tuple."""
        if not self.function:
            return node
        self.generic_visit(node)
        target = node.targets[0]
        if isinstance(target, (ast.Tuple, ast.List)):
            return self.unpacked(node, target)
        node.value = self.elements(node.value, ast.unparse(target))
        kind = "item" if isinstance(target, ast.Subscript) else "assign"
        site = self.site(node, ast.unparse(target), kind, node.value)
        node.value = self.wrapped(site, node.value)
        base = list(self.base(node, target))
        bypassed = bool(base) and self.sites[-1]["id"] in self.puts
        return base if bypassed else [node, *base]

    def visit_AnnAssign(self, node: ast.AnnAssign) -> Any:
        """An annotated assignment is an assignment."""
        if not self.function or node.value is None:
            return node
        site = self.site(node, ast.unparse(node.target), "assign", node.value)
        node.value = self.wrapped(site, node.value)
        return node

    def unpacked(self, node: ast.Assign, target: ast.Tuple | ast.List) -> list[ast.stmt]:
        """`a, b = f()` and then each target once more through the recorder."""
        after: list[ast.stmt] = []
        first = len(self.sites)
        for part in target.elts:
            if isinstance(part, (ast.Name, ast.Subscript)):
                site = self.site(node, ast.unparse(part), "unpack", node.value)
                after += self.again(site, part)
        sites = {s["id"] for s in self.sites[first:]}
        bypassed = bool(sites) and sites <= self.puts
        return after if bypassed else [node, *after]

    def base(self, node: ast.stmt, target: ast.expr) -> Iterator[ast.stmt]:
        """After `a[i] = v` the array `a` itself is recorded."""
        if isinstance(target, ast.Subscript) and isinstance(target.value, ast.Name):
            name = target.value
            site = self.site(node, name.id, "base", node)
            yield from self.again(site, name)

    def visit_AugAssign(self, node: ast.AugAssign) -> Any:
        """`x -= y`, then `x` through the recorder."""
        if not self.function:
            return node
        self.generic_visit(node)
        site = self.site(node, ast.unparse(node.target), "augmented", node)
        again = self.again(site, node.target)
        return again if site in self.puts else [node, *again]

    def visit_NamedExpr(self, node: ast.NamedExpr) -> ast.AST:
        """`(x := f(y))` is an assignment."""
        self.generic_visit(node)
        site = self.site(node, node.target.id, "assign", node.value)
        node.value = self.wrapped(site, node.value)
        return node

    def visit_Return(self, node: ast.Return) -> ast.AST:
        """The returned expression is a last assignment, its elements are sites of their own."""
        if node.value is None or not self.function:
            return node
        self.generic_visit(node)
        value = self.elements(node.value, "return")
        node.value = self.wrapped(self.site(node, "return", "return", node.value), value)
        return node

    def elements(self, value: ast.expr, owner: str) -> ast.expr:
        """The elements of a dict or tuple display, each with its own line."""
        if isinstance(value, ast.Dict):
            for index, (key, part) in enumerate(zip(value.keys, value.values, strict=True)):
                if key is not None and isinstance(key, ast.Constant):
                    site = self.site(part, str(key.value), "element", part)
                    value.values[index] = self.wrapped(site, part)
        elif isinstance(value, ast.Tuple):
            for index, part in enumerate(value.elts):
                if not isinstance(part, ast.Starred):
                    name = part.id if isinstance(part, ast.Name) else f"{owner}[{index}]"
                    site = self.site(part, name, "element", part)
                    value.elts[index] = self.wrapped(site, part)
        return value

    def visit_For(self, node: ast.For) -> ast.AST:
        """The loop variable is recorded at each turn."""
        self.generic_visit(node)
        if self.function and isinstance(node.target, ast.Name):
            site = self.site(node, node.target.id, "loop", node.iter)
            # A loop variable is never substituted: the range is what may be wrong.
            if self.recording:
                call = called("__rec__", ast.Constant(site), loaded(node.target))
                node.body.insert(0, ast.Expr(call))
            self.sites[site]["end_line"] = node.lineno
        return node


def draws(value: ast.expr) -> bool:
    """The expression takes numbers of the random generator, itself or by what it calls."""
    names = {part.attr for part in ast.walk(value) if isinstance(part, ast.Attribute)}
    names |= {part.id for part in ast.walk(value) if isinstance(part, ast.Name)}
    return any("rand" in name or name in DRAWING for name in names)


def called(name: str, *arguments: ast.expr) -> ast.expr:
    """A call of one of the recorder's functions."""
    return ast.Call(ast.Name(name, ast.Load()), list(arguments), [])


def loaded(target: ast.expr) -> ast.expr:
    """A target read instead of written."""
    return ast.parse(ast.unparse(target), mode="eval").body


def reassigned(target: ast.expr, value: ast.expr) -> ast.stmt:
    """`target = value`, whatever the target was."""
    name = ast.parse(f"{ast.unparse(target)} = 0").body[0]
    assert isinstance(name, ast.Assign)
    name.value = value
    return name
