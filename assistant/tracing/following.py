"""Follows a function statement by statement, and writes each value into the chain."""

import ast
import copy
from collections.abc import Callable, Sequence
from typing import Any

from assistant.errors import UnreadableInput
from assistant.tracing.bindings import STRUCTURES, Binding, bound, is_static, lifted, named, static
from assistant.tracing.blocks import block_steps, written
from assistant.tracing.canonical import canonical, where
from assistant.tracing.chain import Chain
from assistant.tracing.evaluating import Env, Evaluator
from assistant.tracing.source import Source
from assistant.tracing.splitting import Splitter

MOST_TURNS = 60
SHOWN = {"print", "plt", "display"}
MASKS = ast.Compare


class Follower:
    """Follows one reference; `whole` formulas are not split, `plain` lines not rewritten."""

    def __init__(self, source: Source, *, whole: bool, plain: frozenset[int]) -> None:
        self.source = source
        self.chain = Chain()
        self.whole, self.plain = whole, plain
        self.splitter = Splitter(self.chain)
        self.evaluator = Evaluator(source, self.inlined)
        self.notes: list[str] = []
        self.depth = 0
        self.kinds: dict[type, Callable[[Any, Env], None]] = {
            ast.AugAssign: self.changed,
            ast.If: self.branch,
            ast.For: self.loop,
            ast.While: lambda node, env: self.block([node], env),
            ast.With: self.within,
            ast.Expr: self.expression,
        }
        self.quiet = False  # inside a branch: nothing is written yet

    def follow(self, function: ast.FunctionDef, env: Env) -> Binding:
        """What a function returns. Raises UnreadableInput with the line and the mend."""
        for number, statement in enumerate(function.body):
            if isinstance(statement, ast.Return):
                if number != len(function.body) - 1 or statement.value is None:
                    raise self.source.refuse(statement, "let the function end with one `return`.")
                return self.evaluator.value(statement.value, env)
            self.statement(statement, env)
        raise self.source.refuse(function, f"{function.name} returns nothing; let it end with one.")

    def inlined(self, helper: ast.FunctionDef, env: Env) -> Binding | None:
        """The formulas of a helper put in at a call; None where it calls itself."""
        if self.depth > 3:
            return None
        before = copy.deepcopy(self.chain)
        self.depth += 1
        self.chain.within, outer = helper.name, self.chain.within
        try:
            env = {name: self.emit(name, one, helper.lineno) for name, one in env.items()}
            return self.follow(helper, env)
        except UnreadableInput:
            self.chain.__dict__.update(before.__dict__)
            raise
        finally:
            self.chain.within = outer
            self.depth -= 1

    def statement(self, node: ast.stmt, env: Env) -> None:
        """One statement."""
        if isinstance(node, ast.Assign):
            value = self.evaluator.value(node.value, env)
            for target in node.targets:
                value = self.assign(target, value, env, node)
        elif isinstance(node, ast.AnnAssign):
            if node.value is not None:
                self.assign(node.target, self.evaluator.value(node.value, env), env, node)
        elif (follow := self.kinds.get(type(node))) is not None:
            follow(node, env)
        elif not isinstance(node, ast.Assert | ast.Pass | ast.Import | ast.ImportFrom):
            name = type(node).__name__.lower()
            raise self.source.refuse(
                node, f"a statement of the kind `{name}` has no place in a graph of values."
            )

    def within(self, node: ast.With, env: Env) -> None:
        """`with np.errstate(...)` changes no value."""
        if "errstate" not in ast.unparse(node.items[0]):
            raise self.source.refuse(node, "`with` has no place in a graph; write its body alone.")
        for one in node.body:
            self.statement(one, env)

    def expression(self, node: ast.Expr, env: Env) -> None:
        """What is shown is left out; a list may grow."""
        if isinstance(node.value, ast.Constant):
            return
        call = node.value
        name = ast.unparse(call.func) if isinstance(call, ast.Call) else ""
        if name.split(".")[0] in SHOWN:
            return
        func = call.func if isinstance(call, ast.Call) else None
        if isinstance(call, ast.Call) and isinstance(func, ast.Attribute) and func.attr == "append":
            place = ast.unparse(func.value)
            known = env.get(place)
            if isinstance(known, list):
                one = self.emit(f"{place}_{len(known)}", self.evaluator.value(call.args[0], env),
                                node.lineno)  # fmt: skip
                env[place] = [*known, one]
                return
        self.evaluator.value(node.value, env)  # a draw is refused as such
        raise self.source.refuse(node, "this changes something in place; write `name = ...`.")

    def emit(self, name: str, value: Binding, line: int) -> Binding:
        """Put a value into the chain under a name; what has a name already keeps it."""
        if isinstance(value, dict):
            return {k: self.emit(str(k) if str(k).isidentifier() else name, one, line)
                    for k, one in value.items()}  # fmt: skip
        if isinstance(value, tuple | list):
            return type(value)(self.emit(f"{name}_{i}", one, line) for i, one in enumerate(value))
        if isinstance(value, ast.Name | ast.Constant) or self.quiet:
            return value
        formula = copy.deepcopy(value)
        if line not in self.plain:
            formula = canonical(formula)
        if isinstance(formula, ast.Name):
            return formula
        if not self.whole:
            formula = self.splitter.split(formula, name, line)
        return self.chain.add(name, formula, line)

    def assign(self, target: ast.expr, value: Binding, env: Env, node: ast.stmt) -> Binding:
        """Give a value to a name, to several, or to a place in a structure or array."""
        if isinstance(target, ast.Name):
            env[target.id] = self.emit(target.id, value, node.lineno)
            return env[target.id]
        if isinstance(target, ast.Tuple | ast.List):
            return self.unpack(target.elts, value, env, node)
        if isinstance(target, ast.Subscript):
            return self.put(target, value, env, node)
        raise self.source.refuse(node, "an attribute is assigned; assign to a name.")

    def unpack(
        self, targets: Sequence[ast.expr], value: Binding, env: Env, node: ast.stmt
    ) -> Binding:
        """`W, b = ...`."""
        if isinstance(value, STRUCTURES):
            items = list(named(value))
            if len(items) != len(targets):
                raise self.source.refuse(
                    node, f"{len(targets)} names stand for {len(items)} values; name all inputs."
                )
        else:
            shape = isinstance(value, ast.Attribute) and value.attr == "shape"
            joined = "_".join(ast.unparse(one) for one in targets if isinstance(one, ast.Name))
            whole = value if shape else lifted(self.emit(joined or "parts", value, node.lineno))
            items = [
                ast.Subscript(copy.deepcopy(whole), ast.Constant(i), ast.Load())
                for i in range(len(targets))
            ]
        for target, item in zip(targets, items, strict=True):
            self.assign(target, item, env, node)
        return value

    def put(self, target: ast.Subscript, value: Binding, env: Env, node: ast.stmt) -> Binding:
        """`grads["dW"] = ...` in a structure; in an array a mask becomes np.where."""
        if not isinstance(target.value, ast.Name) or target.value.id not in env:
            raise self.source.refuse(node, "assign to a name, or to one place of a known array.")
        name, key = target.value.id, self.evaluator.value(target.slice, env)
        whole = env[name]
        if isinstance(whole, dict | list) and is_static(key):
            label = str(static(key))
            label = label if label.isidentifier() else f"{name}_{label}"
            new = copy.copy(whole)
            new[static(key)] = self.emit(label, value, node.lineno)
            env[name] = new
            return new
        if isinstance(key, MASKS) and isinstance(value, ast.Constant):
            formula = where(key, value, lifted(whole))
            env[name] = self.emit(name, formula, node.lineno)
        else:
            self.block([node], env)
        return value

    def changed(self, node: ast.AugAssign, env: Env) -> None:
        """`b -= c` is `b = b - c`."""
        known = env.get(ast.unparse(node.target).split("[")[0])
        if isinstance(node.target, ast.Subscript) and not isinstance(known, STRUCTURES):
            self.block([node], env)
            return
        old = copy.deepcopy(node.target)
        old.ctx = ast.Load()
        formula = ast.copy_location(ast.BinOp(old, node.op, node.value), node)
        self.assign(node.target, self.evaluator.value(formula, env), env, node)

    def block(self, statements: Sequence[ast.stmt], env: Env) -> None:
        """Statements that stay together."""
        if self.quiet:
            raise self.source.refuse(statements[0], "too much happens in this branch.")
        block_steps(statements, env, self.evaluator, self.chain)
        if isinstance(statements[0], ast.For | ast.While):
            made = ", ".join(dict.fromkeys(written(statements[0].body)))
            self.notes.append(
                f"line {statements[0].lineno}: the loop stays whole (it makes {made}); mistakes in "
                "it are placed by its values. Written for all turns at once it gives more steps."
            )

    def loop(self, node: ast.For, env: Env) -> None:
        """Turn by turn where the turns are known, else as a whole."""
        turns = self.evaluator.value(node.iter, env)
        if isinstance(turns, ast.Constant) and isinstance(turns.value, str):
            turns = bound(tuple(turns.value))
        jumps = any(isinstance(one, ast.Break | ast.Continue) for one in ast.walk(node))
        if not isinstance(turns, STRUCTURES) or len(turns) > MOST_TURNS or jumps:
            self.block([node], env)
            return
        for turn in named(turns):
            self.assign(node.target, turn, env, node)
            for one in node.body:
                self.statement(one, env)

    def branch(self, node: ast.If, env: Env) -> None:
        """The branch that is taken, where that is known; else `a if condition else b`."""
        test = self.evaluator.value(node.test, env)
        if is_static(test):
            for one in node.body if static(test) else node.orelse:
                self.statement(one, env)
            return
        if all(isinstance(one, ast.Raise | ast.Assert | ast.Pass) for one in node.body):
            for one in node.orelse:
                self.statement(one, env)
            return
        ways = [dict(env), dict(env)]
        outer, self.quiet = self.quiet, True
        try:
            for way, body in zip(ways, (node.body, node.orelse), strict=True):
                for one in body:
                    self.statement(one, way)
        except UnreadableInput:
            self.quiet = outer
            self.block([node], env)
            return
        self.quiet = outer
        for name in dict.fromkeys(written([node])):
            self.joined(name, lifted(test), ways, env, node)

    def joined(
        self, name: str, test: ast.expr, ways: Sequence[Env], env: Env, node: ast.If
    ) -> None:
        """A value that is one thing or the other; what only one branch makes is taken from it."""
        made = [way[name] for way in ways if name in way]
        if not made:
            return
        env[name] = self.either(name, test, (made[0], made[-1]), node)

    def joined_structure(
        self, name: str, test: ast.expr, ways: tuple[Binding, Binding], node: ast.If
    ) -> Binding:
        """Structures of both branches, part by part."""
        parts = [dict(one) if isinstance(one, dict) else dict(enumerate(one))
                 for one in ways if isinstance(one, STRUCTURES)]  # fmt: skip
        if len(parts) < 2 or parts[0].keys() != parts[1].keys():
            raise self.source.refuse(
                node, f"the branches make {name} of different parts; let both make the same."
            )
        one, other = parts
        both = {key: self.either(f"{name}_{key}" if isinstance(key, int) else key, test,
                                 (one[key], other[key]), node) for key in one}  # fmt: skip
        if isinstance(ways[0], dict):
            return both
        return list(both.values()) if isinstance(ways[0], list) else tuple(both.values())

    def either(
        self, name: str, test: ast.expr, ways: tuple[Binding, Binding], node: ast.If
    ) -> Binding:
        """One value or the other."""
        if any(isinstance(one, STRUCTURES) for one in ways):
            return self.joined_structure(name, test, ways, node)
        one, other = map(lifted, ways)
        if ast.unparse(one) == ast.unparse(other):
            return one
        return self.emit(name, ast.IfExp(test, one, other), node.lineno)
