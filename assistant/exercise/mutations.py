"""Wrong steps: each operator turns one right expression into what students write instead.

The formulas are our own, so that what is evaluated here is never a student's.
"""

import ast
import inspect
import textwrap
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from assistant.exercise.graph import Function, Step
from assistant.exercise.operators import OPERATORS, Context

ACTIVATED = {"A", "s", "g", "y", "h", "f"}  # names of activations in the courses


@dataclass(frozen=True)
class Mutation:
    """A wrong formula: its slug, and code over the values of the graph.

    A function that several steps share, as in the turns of a training, is wrong in all
    of them; its formula is over its parameters, and the names beside each step.
    """

    step: str
    slug: str
    text: str
    code: Any
    function: Function
    shared: bool

    def compute(self, step: Step, values: Mapping[str, Any]) -> Any:
        """The wrong value of a step, from all values computed before it."""
        known = dict(values)
        if self.shared:
            names = {**step.beside, **step.needs}
            known |= step.bound | {p: values[n] for p, n in names.items() if n in values}
        return eval(self.code, {**self.function.__globals__, "np": np}, known)  # noqa: S307 - our own formula

    def input(self, values: Mapping[str, Any]) -> Any:
        """The wrong value of an input that should be taken as it is."""
        return eval(self.code, {"np": np}, dict(values))  # noqa: S307 - our own formula


def mutations(step: Step, before: Mapping[str, Any], *, shared: bool = False) -> Iterator[Mutation]:
    """Every wrong form of a step, given the values computed before it; each text once."""
    if shared:
        before = {p: before[n] for p, n in step.needs.items() if n in before}
    if not shared:
        yield from without_activation(step, before)
    formula = formula_of(step, {} if shared else step.needs)
    if formula is None:
        return
    seen = {ast.unparse(formula)}
    context = Context(step, before)
    for part in list(parts(formula)):
        for operator in OPERATORS:
            for slug, new in operator(part.node, context):
                wrong = part.replaced(new)
                text = ast.unparse(wrong)
                if text not in seen:
                    seen.add(text)
                    code = compile(text, f"<{step.name}>", "eval")
                    yield Mutation(step.name, slug, text, code, step.shared, shared)


def special(step: Step, listed: Sequence[tuple[str, str]]) -> Iterator[Mutation]:
    """The wrong forms of a step that its exercise lists, over the parameters of its function."""
    for slug, text in listed:
        code = compile(text, f"<{step.name}>", "eval")
        yield Mutation(step.name, slug, text, code, step.shared, True)


def replaced(
    inputs: Mapping[str, Any], listed: Mapping[str, Sequence[tuple[str, str]]]
) -> Iterator[Mutation]:
    """What an exercise lists of an input: something else stands where it is meant."""
    for name in inputs:
        for slug, text in listed.get(name, ()):
            code = compile(text, f"<{name}>", "eval")
            yield Mutation(name, slug, text, code, replaced, False)


def without_activation(step: Step, before: Mapping[str, Any]) -> Iterator[Mutation]:
    """`A = Z`: an activation that a course's graph computes in several steps, left out."""
    if step.name[:1] not in ACTIVATED or "_" in step.name:
        return
    for name in before:
        if name.lower().startswith("z") and name.isidentifier():
            code = compile(name, f"<{step.name}>", "eval")
            yield Mutation(step.name, "missing-activation", name, code, step.shared, False)


def formula_of(step: Step, names: Mapping[str, str]) -> ast.expr | None:
    """The returned expression, its parameters renamed; None for a step of several statements."""
    function = step.function
    if getattr(function, "__closure__", True) or not all(
        name.isidentifier() for name in names.values()
    ):
        return None
    try:
        tree = ast.parse(textwrap.dedent(inspect.getsource(function)))
    except (OSError, TypeError, SyntaxError):
        return None
    definition = tree.body[0]
    if not isinstance(definition, ast.FunctionDef):
        return None
    body = [one for one in definition.body if not is_docstring(one)]
    if len(body) != 1 or not isinstance(body[0], ast.Return) or body[0].value is None:
        return None
    named = Renamed(names).visit(body[0].value)
    assert isinstance(named, ast.expr)
    return named


def is_docstring(node: ast.stmt) -> bool:
    """A string that stands alone."""
    return isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant)


class Renamed(ast.NodeTransformer):
    """Parameters become the values that they stand for."""

    def __init__(self, needs: Mapping[str, str]) -> None:
        self.needs = needs

    def visit_Name(self, node: ast.Name) -> ast.Name:
        """One name."""
        return ast.Name(self.needs.get(node.id, node.id), node.ctx)


@dataclass(frozen=True)
class Part:
    """A part of a formula, and where it hangs."""

    root: ast.expr
    path: tuple[tuple[str, int | None], ...]
    node: ast.expr

    def replaced(self, new: ast.expr) -> ast.expr:
        """The formula with another expression at this place."""
        wrong: ast.expr = put(self.root, self.path, new)
        return wrong


def put(node: Any, path: tuple[tuple[str, int | None], ...], new: ast.expr) -> Any:
    """A copy of a node with something else at the end of a path."""
    if not path:
        return new
    (field, index), rest = path[0], path[1:]
    fields: dict[str, Any] = {name: getattr(node, name, None) for name in node._fields}
    if index is None:
        fields[field] = put(fields[field], rest, new)
    else:
        several = list(fields[field])
        several[index] = put(several[index], rest, new)
        fields[field] = several
    return type(node)(**fields)


def parts(root: ast.expr) -> Iterator[Part]:
    """Every expression of a formula, outermost first."""

    def visit(node: ast.AST, path: tuple[tuple[str, int | None], ...]) -> Iterator[Part]:
        if isinstance(node, ast.expr):
            yield Part(root, path, node)
        for field, child in ast.iter_fields(node):
            children = child if isinstance(child, list) else [child]
            for index, one in enumerate(children):
                if isinstance(one, ast.expr | ast.keyword):
                    yield from visit(one, (*path, (field, index if child is children else None)))

    return visit(root, ())


def recomputed(inputs: Mapping[str, Any]) -> Iterator[Mutation]:
    """`A1` computed again from `Z1`, where the cache hands over both."""
    for name in inputs:
        if name[:1] == "A" and name[1:].isdigit() and f"Z{name[1:]}" in inputs:
            for template in ("np.tanh(x)", "1 / (1 + np.exp(-x))", "np.maximum(0, x)"):
                text = template.replace("x)", f"Z{name[1:]})")
                code = compile(text, f"<{name}>", "eval")
                yield Mutation(name, "recomputed-instead-of-cached", text, code, recomputed, False)
