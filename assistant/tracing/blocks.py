"""Loops and long branches that cannot be unrolled: one step for each value that they make."""

import ast
import copy
from collections.abc import Iterator, Sequence
from typing import Any

from assistant.tracing.bindings import STRUCTURES, lifted
from assistant.tracing.chain import Chain
from assistant.tracing.evaluating import Env, Evaluator

FRESH = ("np.zeros", "np.ones", "np.empty", "np.full", "np.zeros_like", "np.ones_like", "np.eye")


def block_steps(
    statements: Sequence[ast.stmt], env: Env, evaluator: Evaluator, chain: Chain
) -> None:
    """For each value that the statements make a step with the statements it rests on."""
    require_plain(statements, evaluator)
    made: Env = {}
    for name in dict.fromkeys(written(statements)):
        needed = sliced(list(statements), name)
        own = set(written(needed)) | comprehended(needed)
        carried = [
            one for one in dict.fromkeys(written(needed)) if one in env and early(needed, one)
        ]
        begun = [beginning(one, env, needed, chain) for one in carried]
        replaced = Replaced(own, env, evaluator)
        body = [replaced.visit(copy.deepcopy(one)) for one in needed]
        back = ast.Return(ast.Name(name, ast.Load()))
        made[name] = chain.add(name, (*begun, *body, back), statements[0].lineno)
    env |= made


def require_plain(statements: Sequence[ast.stmt], evaluator: Evaluator) -> None:
    """No way out but the end."""
    for one in statements:
        for node in ast.walk(one):
            if isinstance(node, ast.Return):
                raise evaluator.source.refuse(
                    node, "this returns from the middle; assign to a name and return it at the end."
                )
            if isinstance(node, ast.FunctionDef | ast.Try | ast.Global | ast.Nonlocal | ast.Yield):
                raise evaluator.source.refuse(
                    node, "this has no place in a graph of values; move it out of the function."
                )


def written(statements: Sequence[ast.AST]) -> Iterator[str]:
    """The names that are assigned or changed, in order; those of comprehensions are not."""
    for node in statements:
        if isinstance(node, ast.Assign | ast.AugAssign | ast.AnnAssign | ast.For):
            targets = node.targets if isinstance(node, ast.Assign) else [node.target]
            yield from (name for target in targets for name in stored(target))
        elif isinstance(node, ast.Expr) and isinstance(node.value, ast.Call):
            func = node.value.func
            if isinstance(func, ast.Attribute) and func.attr in ("append", "extend", "update"):
                yield from stored(func.value)
        for part in ("body", "orelse"):
            if isinstance(getattr(node, part, None), list):
                yield from written(getattr(node, part))


def stored(target: ast.expr) -> Iterator[str]:
    """The names of a target: `a, b`, `c[0]`."""
    if isinstance(target, ast.Name):
        yield target.id
    elif isinstance(target, ast.Tuple | ast.List):
        for one in target.elts:
            yield from stored(one)
    elif isinstance(target, ast.Subscript | ast.Attribute | ast.Starred):
        yield from stored(target.value)


def comprehended(statements: Sequence[ast.stmt]) -> set[str]:
    """Names that live in comprehensions and lambdas."""
    nodes = [node for one in statements for node in ast.walk(one)]
    made = [node.target for node in nodes if isinstance(node, ast.comprehension)]
    names = {name for one in made for name in stored(one)}
    return names | {node.arg for node in nodes if isinstance(node, ast.arg)}


def loads(node: ast.AST) -> set[str]:
    """The names that are read."""
    return {
        one.id
        for one in ast.walk(node)
        if isinstance(one, ast.Name) and isinstance(one.ctx, ast.Load)
    }


def sliced(statements: list[ast.stmt], name: str) -> list[ast.stmt]:
    """The statements that a value rests on."""
    wanted = {name}
    while True:
        kept = [new for one in statements if (new := slice_of(one, wanted)) is not None]
        more = wanted | set().union(*(loads(one) for one in kept))
        if more == wanted:
            return kept
        wanted = more


def slice_of(node: ast.stmt, wanted: set[str]) -> ast.stmt | None:
    """A statement with what is wanted of its body; None where nothing is."""
    if isinstance(node, ast.Break | ast.Continue):
        return node
    if not isinstance(node, ast.For | ast.While | ast.If | ast.With):
        return node if wanted & set(written([node])) else None
    new: Any = copy.copy(node)
    for part in ("body", "orelse"):
        inner = [slice_of(one, wanted) for one in getattr(node, part, [])]
        setattr(new, part, [one for one in inner if one is not None])
    jumps = [one for one in ast.walk(new) if isinstance(one, ast.Break | ast.Continue)]
    if not new.body and not getattr(new, "orelse", []):
        return None
    new.body = new.body or [ast.Pass()]
    useful = wanted & set(written([new])) or (jumps and isinstance(node, ast.If))
    return new if useful else None


def early(statements: Sequence[ast.stmt], name: str) -> bool:
    """The value from before is used: it is read, or changed in place, before it is made anew."""
    for one in statements:
        for node in in_order(one):
            if isinstance(node, ast.Name) and node.id == name:
                return isinstance(node.ctx, ast.Load)
    return True


def in_order(node: ast.AST) -> Iterator[ast.AST]:
    """The nodes in the order in which they act: what is read before what is stored."""
    if isinstance(node, ast.AugAssign) and isinstance(node.target, ast.Name):
        yield ast.Name(node.target.id, ast.Load())
    first = [getattr(node, part, None) for part in ("value", "iter", "test")]
    early_ones = [one for one in first if isinstance(one, ast.AST)]
    for one in early_ones:
        yield from in_order(one)
    yield node
    for child in ast.iter_child_nodes(node):
        if child not in early_ones:
            yield from in_order(child)


def beginning(name: str, env: Env, needed: Sequence[ast.stmt], chain: Chain) -> ast.stmt:
    """`dW = np.zeros(...)`: what a value is before the loop; an array is copied."""
    before = env[name]
    start = lifted(before)
    for one in chain.assigned:
        made = isinstance(start, ast.Name) and one.id == start.id and isinstance(one.body, ast.expr)
        if made and ast.unparse(one.body).startswith(FRESH):  # type: ignore[arg-type]
            start = copy.deepcopy(one.body)  # type: ignore[assignment]
            break
    else:
        changed = any(
            isinstance(node, ast.Subscript) and isinstance(node.ctx, ast.Store)
            for one in needed
            for node in ast.walk(one)
            if name in stored(node if isinstance(node, ast.expr) else ast.Constant(0))
        )
        if changed and not isinstance(before, STRUCTURES) and not isinstance(before, ast.Constant):
            start = ast.parse("np.array(x)", mode="eval").body
            assert isinstance(start, ast.Call)
            start.args = [lifted(before)]
    return ast.Assign([ast.Name(name, ast.Store())], start, lineno=0)


class Replaced(ast.NodeTransformer):
    """Names from outside the statements become the values that they stand for."""

    def __init__(self, own: set[str], env: Env, evaluator: Evaluator) -> None:
        self.own = own
        self.env = env
        self.evaluator = evaluator

    def visit_Name(self, node: ast.Name) -> ast.expr:
        """One name."""
        if node.id in self.own:
            return node
        return lifted(self.evaluator.value(node, self.env))

    def visit_Attribute(self, node: ast.Attribute) -> ast.AST:
        """Draws are refused here as elsewhere."""
        if ast.unparse(node).startswith("np.random"):
            self.evaluator.value(node, self.env)
        return self.generic_visit(node)
