"""Names a mistake more precisely than the edit that undoes it: by the statement around it.

An edit says `>` for `<`; that this turned a dropout mask round, the statement says.
Rules are asked in order, the most precise first; each looks at one `Case`.
"""

import ast
import re
import textwrap
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from assistant.types import Raised

PENALTIES = {"lambd", "lambda_"}
MAKERS = {"zeros", "ones", "empty", "randn", "rand", "reshape", "array"}
WHOLE_NUMBERS = re.compile(r"//|\bint\(|astype\(|dtype=|np\.int|\bround\(|\bfloor\(")
ARGUMENTS = re.compile(r"required positional argument|positional arguments? but|unexpected keyword")
VAGUE = (None, "wrong-formula", "wrong-variable", "hardcoded-dimensions", "missing-argument")


@dataclass(frozen=True)
class Case:
    """A statement as the student wrote it, as it was repaired, and what is known of it."""

    cause: str | None
    before: ast.AST
    after: ast.AST | None
    function: ast.FunctionDef | None
    raised: Raised | None = None
    globals: frozenset[str] = frozenset()
    missing: frozenset[str] = frozenset()
    step: str = ""
    seen: tuple[int, ...] | None = None
    wanted: tuple[int, ...] | None = None

    def count(self, names: set[str]) -> int:
        """How often names occur in the repair and not in the original."""
        return used(self.after)[0].total_of(names) - used(self.before)[0].total_of(names)


class Names(Counter[str]):
    """How often each name is read."""

    def total_of(self, names: set[str]) -> int:
        """How often any of some names is read."""
        return sum(self[name] for name in names)


def used(node: ast.AST | None) -> tuple[Names, set[str]]:
    """The names read in a statement, and the functions and methods called there."""
    names, called = Names(), set()
    for part in ast.walk(node) if node is not None else ():
        if isinstance(part, ast.Name):
            names[part.id] += 1
        elif isinstance(part, ast.Call):
            called.add(ast.unparse(part.func).rpartition(".")[2])
    return names, called


Rule = Callable[[Case], bool]


def undefined(case: Case) -> bool:
    """A name that does not exist anywhere."""
    return is_undefined(case) and not name_of(case.raised) & case.globals


def from_outside(case: Case) -> bool:
    """A name that the notebook has, and the function has not."""
    return is_undefined(case) and bool(name_of(case.raised) & case.globals)


def is_undefined(case: Case) -> bool:
    """The statement stopped at a name that the function does not assign anywhere."""
    known = set(stored(case.function)) if case.function else set()
    return case.raised is not None and bool(name_of(case.raised) - known)


def name_of(raised: Raised | None) -> set[str]:
    """The name in `name 'x' is not defined`."""
    return set(re.findall(r"name '(\w+)'", raised.message if raised else ""))


def arguments(case: Case) -> bool:
    """A call with too few arguments, too many, or others."""
    raised = case.raised
    return (
        raised is not None and raised.type == "TypeError" and bool(ARGUMENTS.search(raised.message))
    )


def round_brackets(case: Case) -> bool:
    """An array or a dictionary that is called."""
    raised = case.raised
    return raised is not None and bool(re.search(r"object is not callable", raised.message))


def third_argument(case: Case) -> bool:
    """`np.multiply(a, b, c)` writes into `c`."""
    return any(
        isinstance(part, ast.Call)
        and len(part.args) > 2
        and ast.unparse(part.func) in ("np.multiply", "np.dot", "np.add", "np.divide", "np.matmul")
        for part in ast.walk(case.before)
    )


def first_input(case: Case) -> bool:
    """In a loop a parameter is read where the repair reads what the loop itself assigns."""
    if case.cause != "wrong-variable" or case.function is None or case.after is None:
        return False
    before, after = used(case.before)[0], used(case.after)[0]
    gone, came = set(before - after), set(after - before)
    parameters = {argument.arg for argument in case.function.args.args}
    inside = {name for loop in loops(case) for name in stored(loop)}
    starts = {
        (target, name)
        for part in ast.walk(case.function)
        if isinstance(part, ast.Assign)
        for target in stored(part)
        for name in used(part.value)[0]
    }
    return any((new, old) in starts for new in came & inside for old in gone & parameters - inside)


def loops(case: Case) -> Iterator[ast.AST]:
    """The loops around the statement."""
    for node in ast.walk(case.function) if case.function else ():
        if isinstance(node, ast.For | ast.While):
            if any(ast.dump(part) == ast.dump(case.before) for part in ast.walk(node)):
                yield node


def stored(node: ast.AST) -> Iterator[str]:
    """The names that are assigned in a node."""
    for part in ast.walk(node):
        if isinstance(part, ast.Name) and isinstance(part.ctx, ast.Store):
            yield part.id


def whole_numbers(case: Case) -> bool:
    """Values cut to integers, where the repair no longer cuts them."""
    before = WHOLE_NUMBERS.findall(ast.unparse(case.before))
    after = WHOLE_NUMBERS.findall(ast.unparse(case.after)) if case.after else []
    return case.cause != "hardcoded-dimensions" and len(before) > len(after)


def flat(case: Case) -> bool:
    """An array made with one axis where two are meant."""
    if case.seen is None or case.wanted is None or len(case.seen) != 1 or len(case.wanted) != 2:
        return False
    return bool(used(case.before)[1] & MAKERS) and case.seen[0] in case.wanted


def mask_turned(case: Case) -> bool:
    """The comparison with `keep_prob` is the other way round."""
    compared = [part for part in ast.walk(case.before) if isinstance(part, ast.Compare)]
    return case.cause in VAGUE and any("keep_prob" in ast.unparse(part) for part in compared)


def mask_shape(case: Case) -> bool:
    """The numbers drawn for a mask have another shape than the activation."""
    drawn = bool(used(case.before)[1] & {"rand", "random", "uniform"})
    return drawn and case.step.startswith("D") and case.seen != case.wanted


def scaling(case: Case) -> bool:
    """A division by `keep_prob` forgotten, doubled, or something else instead."""
    before, after = used(case.before)[0]["keep_prob"], used(case.after)[0]["keep_prob"]
    if case.cause in (None, "missing-upstream-gradient") and "keep_prob" in case.missing:
        return True
    if case.cause == "wrong-formula":
        return bool(before or after)
    return case.cause == "wrong-variable" and case.after is not None and before != after


def penalty(case: Case) -> bool:
    """The penalty, or its gradient, left out or scaled wrongly."""
    if case.cause not in (*VAGUE, "missing-upstream-gradient", "sign-error"):
        return False
    present = used(case.before)[0].total_of(PENALTIES)
    if case.cause == "sign-error":
        return False
    return (
        bool(case.missing & PENALTIES)
        or case.count(PENALTIES) > 0
        or bool(present and case.cause in (None, "wrong-formula"))
    )


def slice_(case: Case) -> bool:
    """A number inside brackets where an index is meant."""
    if case.cause not in ("hardcoded-dimensions", "wrong-formula") or case.after is None:
        return False
    before, after = subscripts(case.before), subscripts(case.after)
    alike = [name for name, _ in before] == [name for name, _ in after]
    return alike and before != after and "shape" not in ast.unparse(case.before)


def subscripts(node: ast.AST) -> list[tuple[str, str]]:
    """What is indexed in a statement, and by what."""
    found = [part for part in ast.walk(node) if isinstance(part, ast.Subscript)]
    return [(ast.unparse(part.value), ast.unparse(part.slice)) for part in found]


def initialisation(case: Case) -> bool:
    """Numbers drawn otherwise, or scaled otherwise, in a function that initialises."""
    drawn = bool(used(case.before)[1] & {"rand", "randn", "seed", "zeros", "uniform", "ones"})
    named = case.function is not None and case.function.name.startswith("initialize")
    return case.cause in (None, "wrong-formula") and (named and drawn)


def factor_missing(case: Case) -> bool:
    """A gradient does not use a gradient that it rests on."""
    upstream = {name for name in case.missing if name.startswith(("d", "l1"))}
    return case.cause is None and case.step.startswith("d") and bool(upstream)


RULES: Sequence[tuple[str, Rule]] = (
    ("undefined-name", undefined),
    ("global-variable-used", from_outside),
    ("missing-argument", arguments),
    ("parentheses-instead-of-brackets", round_brackets),
    ("misused-third-positional-argument", third_argument),
    ("loop-reuses-first-input", first_input),
    ("integer-dtype", whole_numbers),
    ("rank-1-array", flat),
    ("dropout-mask-comparison-direction", mask_turned),
    ("dropout-mask-shape", mask_shape),
    ("dropout-scaling", scaling),
    ("missing-regularization-term", penalty),
    ("wrong-slice", slice_),
    ("wrong-initialisation", initialisation),
    ("missing-upstream-gradient", factor_missing),
)


def named(case: Case) -> str | None:
    """The slug of the first rule that holds, else what the edit says."""
    return next((slug for slug, rule in RULES if rule(case)), case.cause)


def statement_of(source: str, line: int, end_line: int) -> ast.AST:
    """The statement at some lines of a source; an empty one where they are no statement."""
    text = textwrap.dedent("\n".join(source.splitlines()[line - 1 : end_line]))
    found = parsed(text) or ast.Pass()
    if isinstance(found, ast.For | ast.While | ast.If):
        found.body, found.orelse = [ast.Pass()], []
    return found


def parsed(text: str) -> ast.AST | None:
    """One statement, of a compound one the first line; None where it cannot be read."""
    for ending in ("", "\n    pass"):
        for before in ("", "if 0:\n    pass\n"):
            try:
                return ast.parse(before + text + ending).body[-1]
            except (SyntaxError, IndexError):
                continue
    return None


def function_at(source: str, line: int) -> ast.FunctionDef | None:
    """The innermost function around a line."""
    try:
        tree = ast.parse(source)
    except SyntaxError:
        return None
    around = [
        node
        for node in ast.walk(tree)
        if isinstance(node, ast.FunctionDef) and node.lineno <= line <= (node.end_lineno or 0)
    ]
    return max(around, key=lambda node: node.lineno, default=None)


def shape_of(value: Any) -> tuple[int, ...] | None:
    """The shape of an array, None for anything else."""
    shape = getattr(value, "shape", None)
    return tuple(shape) if shape is not None else None
