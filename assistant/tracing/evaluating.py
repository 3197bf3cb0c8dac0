"""Evaluates expressions as far as they are known: structures, words and counts; helpers put in."""

import ast
import builtins
import copy
import inspect
from collections.abc import Callable, Mapping
from typing import Any

from assistant.errors import UnreadableInput
from assistant.tracing.bindings import (
    STRUCTURES,
    Binding,
    bound,
    folded,
    is_library,
    is_static,
    lifted,
    matched,
    named,
    static,
)
from assistant.tracing.bindings import walked as walk
from assistant.tracing.source import Source

Env = dict[str, Binding]
GLOBAL = {"np", "math", "copy", "deepcopy", *dir(builtins)}
REFUSED: Mapping[type, str] = {
    ast.NamedExpr: "write the assignment on a line of its own instead of `:=`.",
    ast.Yield: "a generator has no graph of values; return them.",
    ast.Await: "`await` has no place in a formula.",
    ast.Starred: "write the arguments out instead of `*`.",
}
COPIES = {"copy.copy", "copy.deepcopy", "deepcopy"}
WORDED = {"startswith", "endswith", "replace", "upper", "lower", "strip", "removeprefix"}
Call = Callable[[ast.FunctionDef, Env], "Binding | None"]


class Evaluator:
    """Turns an expression and what its names stand for into one over the values of the chain."""

    def __init__(self, source: Source, inlined: Call) -> None:
        self.source = source
        self.inlined = inlined

    def value(self, node: ast.expr, env: Env) -> Binding:
        """What an expression stands for. Raises UnreadableInput for what no graph can hold."""
        if type(node) in REFUSED:
            raise self.source.refuse(node, REFUSED[type(node)])
        special = getattr(self, f"of_{type(node).__name__}", None)
        found: Binding = special(node, env) if special else self.same_kind(node, env)
        return found

    def of_Name(self, node: ast.Name, env: Env) -> Binding:
        """A value, a constant of the file, a name of Python or NumPy."""
        if node.id in env:
            return env[node.id]
        if node.id in self.source.constants:
            return self.source.constants[node.id]
        if node.id not in GLOBAL and node.id not in self.source.helpers:
            raise self.source.refuse(
                node,
                f"`{node.id}` is not known here; compute it before, make it a parameter, or if it "
                "is a function put its definition beside this one.",
            )
        return node

    def of_Attribute(self, node: ast.Attribute, env: Env) -> Binding:
        """Draws belong to the caller: a graph gives the same each time."""
        if ast.unparse(node).startswith("np.random"):
            raise self.source.refuse(
                node, "random numbers are drawn here; draw them outside, as a parameter."
            )
        return self.same_kind(node, env)

    def of_Dict(self, node: ast.Dict, env: Env) -> Binding:
        """A structure where all keys are known."""
        keys = [self.value(key, env) if key is not None else None for key in node.keys]
        if not all(isinstance(key, ast.Constant) for key in keys):
            raise self.source.refuse(node, "the keys of a dict must be known; write them out.")
        values = [self.value(one, env) for one in node.values]
        return {static(k): one for k, one in zip(keys, values, strict=True) if k is not None}

    def of_Tuple(self, node: ast.Tuple, env: Env) -> Binding:
        """A structure."""
        return tuple(self.value(one, env) for one in node.elts)

    def of_List(self, node: ast.List, env: Env) -> Binding:
        """A structure."""
        return [self.value(one, env) for one in node.elts]

    def of_JoinedStr(self, node: ast.JoinedStr, env: Env) -> Binding:
        """`f"W{l}"` where l is known."""
        parts = []
        for one in node.values:
            inner = self.value(one.value if isinstance(one, ast.FormattedValue) else one, env)
            if not isinstance(inner, ast.Constant):
                return self.same_kind(node, env)
            parts.append(str(inner.value))
        return ast.Constant("".join(parts))

    def of_IfExp(self, node: ast.IfExp, env: Env) -> Binding:
        """The branch that is taken, where that is known."""
        test = self.value(node.test, env)
        if is_static(test):
            return self.value(node.body if static(test) else node.orelse, env)
        return self.same_kind(node, env)

    def of_Subscript(self, node: ast.Subscript, env: Env) -> Binding:
        """An item of a structure, or of an array."""
        whole, key = self.value(node.value, env), self.value(node.slice, env)
        if not (isinstance(whole, STRUCTURES) and is_static(key)):
            return ast.Subscript(lifted(whole), lifted(key), ast.Load())
        try:
            found: Binding = whole[static(key)]
        except (LookupError, TypeError):
            known = ", ".join(map(str, whole)) if isinstance(whole, dict) else len(whole)
            raise self.source.refuse(
                node, f"`{ast.unparse(node)}` is not there (known: {known}); name it as an input."
            ) from None
        return found

    def of_BinOp(self, node: ast.BinOp, env: Env) -> Binding:
        """Counts and words are folded."""
        return self.maybe_folded(node, [node.left, node.right], env)

    def of_Compare(self, node: ast.Compare, env: Env) -> Binding:
        """Known comparisons are folded."""
        return self.maybe_folded(node, [node.left, *node.comparators], env)

    def of_UnaryOp(self, node: ast.UnaryOp, env: Env) -> Binding:
        """`not` of what is known."""
        return self.maybe_folded(node, [node.operand], env)

    def maybe_folded(self, node: ast.expr, parts: list[ast.expr], env: Env) -> Binding:
        """The value, where all parts are known."""
        known = folded(node, [self.value(one, env) for one in parts])
        return known if known is not None else self.same_kind(node, env)

    def of_Call(self, node: ast.Call, env: Env) -> Binding:
        """A count of a structure, a helper put in, or a function of NumPy."""
        name = node.func.id if isinstance(node.func, ast.Name) else ""
        if name in self.source.helpers and name not in env:
            return self.of_helper(self.source.helpers[name], node, env)
        if name and name not in env and not node.keywords:
            known = walk(name, [self.value(one, env) for one in node.args])
            if known is not None:
                return known
        if name == "dict" and not node.args:
            return {str(one.arg): self.value(one.value, env) for one in node.keywords}
        if ast.unparse(node.func) in COPIES and len(node.args) == 1:
            return copy.copy(self.value(node.args[0], env))
        if isinstance(node.func, ast.Attribute):
            known = self.of_method(node.func, node, env)
            if known is not None:
                return known
        return self.same_kind(node, env)

    def of_method(self, func: ast.Attribute, node: ast.Call, env: Env) -> Binding | None:
        """`.items()`, `.keys()`, `.values()`, `.copy()` of a structure."""
        if is_library(func):
            return None
        whole = self.value(func.value, env)
        if func.attr == "copy":
            return copy.copy(whole)
        if isinstance(whole, ast.Constant) and isinstance(whole.value, str):
            given = [self.value(one, env) for one in node.args]
            if func.attr in WORDED and is_static(tuple(given)):
                return bound(getattr(whole.value, func.attr)(*map(static, given)))
        if not isinstance(whole, STRUCTURES):
            return None
        if isinstance(whole, dict) and func.attr in ("items", "keys", "values"):
            keys = tuple(bound(key) for key in whole)
            values = tuple(whole.values())
            pairs: tuple[Any, ...] = tuple(zip(keys, values, strict=True))
            views: dict[str, Binding] = {"keys": keys, "values": values, "items": pairs}
            return views[func.attr]
        return None

    def of_ListComp(self, node: ast.ListComp | ast.GeneratorExp, env: Env) -> Binding:
        """Turn by turn, where the turns are known."""
        turns = self.turns(node, env)
        if turns is None:
            return self.same_kind(node, env)
        return [self.value(node.elt, inner) for inner in turns]

    of_GeneratorExp = of_ListComp

    def of_DictComp(self, node: ast.DictComp, env: Env) -> Binding:
        """The same for a dict."""
        turns = self.turns(node, env)
        pairs = [(self.value(node.key, one), self.value(node.value, one)) for one in turns or ()]
        if turns is None or not all(isinstance(key, ast.Constant) for key, _ in pairs):
            return self.same_kind(node, env)
        return {static(key): value for key, value in pairs}

    def turns(
        self, node: ast.ListComp | ast.GeneratorExp | ast.DictComp, env: Env
    ) -> list[Env] | None:
        """What the names of a comprehension stand for in each turn; None where that is open."""
        first = node.generators[0]
        over = self.value(first.iter, env)
        if len(node.generators) > 1 or not isinstance(over, STRUCTURES):
            return None
        found = []
        for one in named(over):
            inner = {**env, **matched(first.target, one)}
            tests = [self.value(test, inner) for test in first.ifs]
            if not all(is_static(test) for test in tests):
                return None
            if all(static(test) for test in tests):
                found.append(inner)
        return found

    def of_helper(self, helper: ast.FunctionDef, node: ast.Call, env: Env) -> Binding:
        """A function of the file: its formulas here, or where that cannot be the call itself."""
        given = [self.value(one, env) for one in node.args]
        words = {str(one.arg): self.value(one.value, env) for one in node.keywords}
        try:
            found = self.inlined(helper, self.arguments(helper, node, given, words))
        except UnreadableInput:
            found = None
        if found is not None:
            return found
        keywords = [ast.keyword(name, lifted(one)) for name, one in words.items()]
        return ast.Call(node.func, [lifted(one) for one in given], keywords)

    def arguments(
        self, helper: ast.FunctionDef, node: ast.Call, given: list[Any], words: dict[str, Any]
    ) -> Env:
        """The parameters of a helper with what they stand for in this call."""
        positional = [one.arg for one in helper.args.args]
        defaults = dict(zip(positional[::-1], helper.args.defaults[::-1], strict=False))
        kind = inspect.Parameter.POSITIONAL_OR_KEYWORD
        empty = inspect.Parameter.empty
        parameters = [
            inspect.Parameter(n, kind, default=defaults.get(n, empty)) for n in positional
        ]
        try:
            call = inspect.Signature(parameters).bind(*given, **words)
        except TypeError as error:
            raise self.source.refuse(node, f"{helper.name}: {error}.") from None
        call.apply_defaults()
        return dict(call.arguments)

    def same_kind(self, node: ast.expr, env: Env) -> ast.expr:
        """An expression over the values of the chain."""
        new: ast.expr = self.rebuilt(node, env)
        return new

    def rebuilt(self, node: Any, env: Env) -> Any:
        """The same node over the values of the chain."""
        if isinstance(
            node, ast.Lambda | ast.ListComp | ast.DictComp | ast.GeneratorExp | ast.SetComp
        ):
            own = {n.id for n in ast.walk(node) if isinstance(n, ast.Name)
                   and isinstance(n.ctx, ast.Store)} | {n.arg for n in ast.walk(node)
                   if isinstance(n, ast.arg)}  # fmt: skip
            env = {**env, **{name: ast.Name(name, ast.Load()) for name in own}}
        new = copy.copy(node)
        for field, child in ast.iter_fields(node):
            if isinstance(child, list):
                setattr(new, field, [self.part(one, env) for one in child])
            else:
                setattr(new, field, self.part(child, env))
        return new

    def part(self, child: Any, env: Env) -> Any:
        """A part of a node."""
        if isinstance(child, ast.expr):
            stored = isinstance(getattr(child, "ctx", None), ast.Store)
            return child if stored else lifted(self.value(child, env))
        if isinstance(child, ast.keyword | ast.comprehension | ast.arguments):
            return self.rebuilt(child, env)
        return child
