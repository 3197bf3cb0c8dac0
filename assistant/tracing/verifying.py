"""Compares the steps with the function on random inputs, and names the first that differs."""

import ast
import contextlib
import copy
import io
import math
import traceback
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np

from assistant.errors import UnreadableInput
from assistant.exercise.ending import execute
from assistant.exercise.graph import Exercise, pack
from assistant.tracing.proposal import Proposal
from assistant.tracing.source import Source

SEEDS = range(6)
SEEN = "__seen__"
BESIDE = "<beside it>"  # written anew: its lines are not those of the author
FAILURES = (ValueError, TypeError, LookupError, ArithmeticError, AttributeError, NameError,
            RuntimeError, AssertionError)  # fmt: skip


@dataclass(frozen=True)
class Differs(Exception):
    """A step that is not what the function computes: its line, and the sentence."""

    line: int
    sentence: str


def runnable(source: Source) -> Callable[..., Any]:
    """The function as it stands; each assignment is told to SEEN with line, name and value."""
    found: dict[str, Any] = {SEEN: lambda *_: None}
    execute(ast.parse(source.module), BESIDE, found)
    watched = ast.Module([Watched().visit(copy.deepcopy(source.function))], [])
    execute(watched, source.cell.place, found)
    function: Callable[..., Any] = found[source.function.name]
    return function


class Watched(ast.NodeTransformer):
    """Each assignment to a name is followed by a note of its value."""

    def visit_Assign(self, node: ast.Assign) -> list[ast.stmt]:
        """`x = ...`."""
        return [node, *(note(node, one) for one in node.targets if isinstance(one, ast.Name))]

    def visit_AugAssign(self, node: ast.AugAssign) -> list[ast.stmt]:
        """`x += ...`."""
        return [node, note(node, node.target)] if isinstance(node.target, ast.Name) else [node]


def note(node: ast.stmt, target: ast.Name) -> ast.stmt:
    """The note of one assignment."""
    arguments = [
        ast.Constant(node.lineno),
        ast.Constant(target.id),
        ast.Name(target.id, ast.Load()),
    ]
    return ast.Expr(ast.Call(ast.Name(SEEN, ast.Load()), arguments, []))


def verify(proposal: Proposal, exercise: Exercise) -> list[str]:
    """What is to be said of the function. Raises Differs, or UnreadableInput where it fails."""
    function = runnable(proposal.source)
    notes: list[str] = []
    for seed in SEEDS:
        inputs = {**exercise.defaults, **exercise.sample(np.random.default_rng(seed))}
        arguments = exercise.call_arguments(inputs)
        seen, result = called(function, arguments, proposal.source)
        _, again = called(function, arguments, proposal.source)
        if not same(result, again):
            raise proposal.source.refuse(
                proposal.source.function, "the function gives something else each time."
            )
        values = computed(proposal, exercise, inputs, seen)
        graph = pack(exercise.template(exercise.returns, values), values)
        if not same(result, graph):
            line = proposal.source.function.body[-1].lineno
            raise Differs(line, f"line {line}: the steps return something else than the function.")
        notes += unfinished(result)
    return list(dict.fromkeys(notes))


def called(
    function: Callable[..., Any], arguments: Mapping[str, Any], source: Source
) -> tuple[dict[tuple[int, str], Any], Any]:
    """What the function assigned and returned. Raises UnreadableInput with the line it fails at."""
    seen: dict[tuple[int, str], Any] = {}

    def record(line: int, name: str, value: Any) -> None:
        with contextlib.suppress(TypeError):  # a generator cannot be copied
            seen[line, name] = copy.deepcopy(value)

    given = copy.deepcopy(dict(arguments))
    function.__globals__[SEEN] = record
    try:
        with np.errstate(all="ignore"), contextlib.redirect_stdout(io.StringIO()):
            result = function(**given)
    except FAILURES as error:
        frames = traceback.extract_tb(error.__traceback__)
        lines = [one.lineno for one in frames if one.filename == source.cell.place]
        shapes = ", ".join(f"{n} {np.shape(v)}" for n, v in arguments.items() if np.shape(v))
        raise UnreadableInput(
            f"{source.cell.place}, line {lines[-1] if lines else '?'}: on inputs drawn as you say "
            f"({shapes}) the function fails: {type(error).__name__}: {error}. Are the shapes right?"
        ) from None
    return seen, result


def computed(
    proposal: Proposal,
    exercise: Exercise,
    inputs: dict[str, Any],
    seen: Mapping[tuple[int, str], Any],
) -> dict[str, Any]:
    """All values of the graph, each compared with what the function assigned on its line."""
    values = dict(inputs)
    own = [one for one in proposal.steps if not one.part and not one.within]
    last = {(one.line, one.name): one.id for one in own}
    for one, step in zip(proposal.steps, exercise.steps(inputs), strict=True):
        try:
            with np.errstate(all="ignore"):
                values[step.name] = step.compute(values)
        except FAILURES as error:
            raise Differs(
                one.line, f"line {one.line}: the step {step.name} fails: {error}."
            ) from None
        place = (one.line, one.name)
        if place in seen and last.get(place) == one.id:
            if not same(seen[place], values[step.name]):
                raise Differs(
                    one.line,
                    f"line {one.line}: the step {step.name} is not what the function assigns to "
                    f"{one.name}{distance(seen[place], values[step.name])}.",
                )
    return values


def same(one: Any, other: Any) -> bool:
    """Exactly equal, also in structure; not-a-number equals itself."""
    if isinstance(one, Mapping) and isinstance(other, Mapping):
        return one.keys() == other.keys() and all(same(one[key], other[key]) for key in one)
    if isinstance(one, tuple | list) and isinstance(other, tuple | list):
        return len(one) == len(other) and all(map(same, one, other))
    left, right = np.asarray(one), np.asarray(other)
    if left.shape != right.shape:
        return False
    if left.dtype.kind in "fc" and right.dtype.kind in "fc":
        return bool(np.array_equal(left, right, equal_nan=True))
    return bool(np.array_equal(left, right))


def distance(one: Any, other: Any) -> str:
    """How far apart two numbers or arrays are."""
    if np.shape(one) != np.shape(other):
        return f": shape {np.shape(other)}, the function has {np.shape(one)}"
    try:
        return f" (largest difference {np.max(np.abs(np.subtract(one, other))):.3g})"
    except (TypeError, ValueError):
        return ""


def unfinished(result: Any) -> Iterator[str]:
    """Outputs that are not finite on drawn inputs teach nothing."""
    if isinstance(result, Mapping | tuple | list):
        for one in result.values() if isinstance(result, Mapping) else result:
            yield from unfinished(one)
    elif isinstance(result, float | np.floating | np.ndarray):
        array = np.asarray(result)
        if array.dtype.kind == "f" and not all(map(math.isfinite, array.ravel())):
            yield (
                "an output is not finite on some drawn inputs; say more of them, "
                "as `positive` or `probability`."
            )
