"""Of what a value's formula is made: matrix products, products by element, sums over an axis."""

import ast
from collections.abc import Mapping

import numpy as np
import re2

from assistant.exercise.graph import Exercise
from assistant.exercise.mutations import formula_of

PRODUCT, BY_ELEMENT, PLUS, SUM = "product", "by element", "plus", "sum"
# Names that a student knows from the course: dZ1, A2, AL, l1, cost; not our partial terms.
TAUGHT = re2.compile(r"^(?:d?[A-Z]{1,2}\d*|d?[a-z]\d*|grad_\w+|dA_prev\w*|cost)$")


def operations(exercise: Exercise) -> dict[str, frozenset[str]]:
    """For each step the operations of its formula, with those of our partial terms in it."""
    inputs = {**exercise.defaults, **exercise.sample(np.random.default_rng(0))}
    found: dict[str, frozenset[str]] = {}
    for step in exercise.steps(inputs):
        formula = formula_of(step, step.needs)
        own = used(formula) if formula is not None else set()
        partial = [name for name in step.needs.values() if not TAUGHT.search(name)]
        found[step.name] = frozenset(own.union(*(found.get(name, ()) for name in partial)))
    return found


def used(formula: ast.expr) -> set[str]:
    """The operations between arrays in one formula."""
    found: set[str] = set()
    for node in ast.walk(formula):
        if isinstance(node, ast.BinOp) and not number(node.left) and not number(node.right):
            found |= {KINDS[kind] for kind in KINDS if isinstance(node.op, kind)}
        if isinstance(node, ast.Call):
            found |= CALLS.get(ast.unparse(node.func), set())
    return found


# A convolution is written with einsum here; the course multiplies window by window.
CALLS = {"np.sum": {SUM}, "np.mean": {SUM}, "np.einsum": {BY_ELEMENT, SUM}}
KINDS: Mapping[type[ast.operator], str] = {
    ast.MatMult: PRODUCT,
    ast.Mult: BY_ELEMENT,
    ast.Add: PLUS,
    ast.Sub: PLUS,
}


def number(node: ast.expr) -> bool:
    """A number, or the number of examples: it fits any array."""
    plain = isinstance(node, ast.UnaryOp) and isinstance(node.operand, ast.Constant)
    counts = isinstance(node, ast.Name) and node.id in ("m", "learning_rate", "batch_size")
    return isinstance(node, ast.Constant) or plain or counts
