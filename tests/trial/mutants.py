"""Wrong code from right code, by changes of the text that know nothing of our repair operators.

`python tests/trial/mutants.py [--count 300] [--faults 1] [--seed 0]` breaks the right
solutions of `tests/solutions` at random and prints how often the changed line, and the
mistake where the change has an unambiguous name, comes first; for each course apart as well.
"""

import argparse
import ast
import json
import random
import statistics
import time
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from assistant.settings import Settings
from assistant.types import Post
from assistant.wiring import Assistant, build

SOLUTIONS = Path(__file__).parents[1] / "solutions"
SIGNS = {ast.Add: ast.Sub, ast.Sub: ast.Add}
PRODUCTS = {ast.Mult: ast.MatMult, ast.MatMult: ast.Mult}


@dataclass(frozen=True)
class Mutant:
    """Broken code, the line that was changed, and the slug where the change has one."""

    exercise: str
    style: str
    code: str
    lines: tuple[int, ...]
    cause: str | None
    change: str


@dataclass(frozen=True)
class Change:
    """One place in a text, what to write there, and the mistake that this is."""

    node: ast.expr
    text: str
    cause: str | None


def changes(tree: ast.Module) -> Iterator[Change]:
    """Every change of every expression on one line inside a function."""
    stored = {
        n.id for n in ast.walk(tree) if isinstance(n, ast.Name) and isinstance(n.ctx, ast.Store)
    }
    names = sorted(stored | {n.arg for n in ast.walk(tree) if isinstance(n, ast.arg)})
    called = {id(n.func) for n in ast.walk(tree) if isinstance(n, ast.Call)}
    for function in [n for n in ast.walk(tree) if isinstance(n, ast.FunctionDef)]:
        for statement in function.body:
            for node in ast.walk(statement):
                if isinstance(node, ast.expr) and node.lineno == node.end_lineno:
                    yield from of_operator(node)
                    yield from of_call(node)
                    if id(node) not in called:
                        yield from of_name(node, names)
                    yield from of_constant(node)


def of_operator(node: ast.expr) -> Iterator[Change]:
    """A sign, a product, a lost factor, a lost transpose."""
    if isinstance(node, ast.BinOp):
        left, right = ast.unparse(node.left), ast.unparse(node.right)
        for table, cause in ((SIGNS, "sign-error"), (PRODUCTS, None)):
            if type(node.op) in table:
                swapped = ast.BinOp(node.left, table[type(node.op)](), node.right)
                yield Change(node, f"({ast.unparse(swapped)})", cause)
        if isinstance(node.op, ast.MatMult):
            yield Change(node, f"({right} @ {left})", "operands-swapped")
        if isinstance(node.op, ast.Div | ast.Mult):
            yield Change(node, left, None)
    if isinstance(node, ast.Attribute) and node.attr == "T":
        yield Change(node, ast.unparse(node.value), "wrong-transpose")


def of_call(node: ast.expr) -> Iterator[Change]:
    """Exchanged factors, a lost keyword, another function, a call left out."""
    if not isinstance(node, ast.Call):
        return
    name = ast.unparse(node.func)
    args = [ast.unparse(one) for one in node.args]
    rest = [ast.unparse(one) for one in node.keywords]
    if name in ("np.dot", "np.matmul"):
        yield Change(node, f"{name}({args[1]}, {args[0]})", "operands-swapped")
        yield Change(node, f"({args[0]}) * ({args[1]})", "elementwise-instead-of-dot")
    if name == "np.multiply":
        yield Change(node, f"np.dot({args[0]}, {args[1]})", "dot-instead-of-elementwise")
    for index, keyword in enumerate(node.keywords):
        others = ", ".join([*args, *rest[:index], *rest[index + 1 :]])
        cause = {"keepdims": "missing-keepdims", "axis": "missing-axis"}.get(keyword.arg or "")
        yield Change(node, f"{name}({others})", cause)
    for ours, theirs in (("np.sum", "np.mean"), ("np.log", "np.exp"), ("np.square", "np.sqrt")):
        if name == ours:
            yield Change(node, f"{theirs}({', '.join([*args, *rest])})", None)
    if len(args) == 1 and not rest and name not in ("len", "range", "str", "tuple", "list"):
        yield Change(node, f"({args[0]})", None)


def of_name(node: ast.expr, names: list[str]) -> Iterator[Change]:
    """Another name of the function, alike in its first letter or its number."""
    if isinstance(node, ast.Name) and isinstance(node.ctx, ast.Load) and node.id in names:
        for other in names:
            if other != node.id and (other[0] == node.id[0] or other[-1] == node.id[-1]):
                yield Change(node, other, "wrong-variable")


def of_constant(node: ast.expr) -> Iterator[Change]:
    """One more, another axis, another key."""
    if isinstance(node, ast.Constant) and type(node.value) is int:
        yield Change(node, str(node.value + 1), None)
        if node.value in (0, 1):
            yield Change(node, str(1 - node.value), None)
    if isinstance(node, ast.Constant) and type(node.value) is float:
        yield Change(node, str(node.value * 2 + 0.25), None)


def mutants(rng: random.Random, faults: int) -> Iterator[Mutant]:
    """Broken solutions without end; two changes are on different lines."""
    files = sorted(SOLUTIONS.glob("*/*/*.py"))
    while True:
        file = rng.choice(files)
        source = file.read_text(encoding="utf-8")
        known = list(changes(ast.parse(source)))
        chosen = rng.sample(known, min(faults, len(known)))
        lines = tuple(sorted(one.node.lineno for one in chosen))
        if len(set(lines)) < faults:
            continue
        code = written(source, chosen)
        exercise = f"{file.parents[1].name}/{file.parent.name}"
        handed = "return" in source.splitlines()[lines[0] - 1]  # there it is a wrong return as well
        cause = chosen[0].cause if faults == 1 and not handed else None
        told = "; ".join(f"{ast.unparse(one.node)} -> {one.text}" for one in chosen)
        yield Mutant(exercise, file.stem, code, lines, cause, told)


def written(source: str, chosen: list[Change]) -> str:
    """The source with the changes made; each is on a line of its own."""
    lines = source.splitlines()
    for one in chosen:
        number = one.node.lineno - 1
        line = lines[number].encode()
        start, end = one.node.col_offset, one.node.end_col_offset
        lines[number] = (line[:start] + one.text.encode() + line[end:]).decode()
    return "\n".join(lines) + "\n"


def tried(assistant: Assistant, mutant: Mutant) -> dict[str, Any] | None:
    """What was found of a mutant; None where the change changed nothing that is asked for."""
    start = time.perf_counter()
    diagnosis = assistant.answer(Post(code=mutant.code, exercise=mutant.exercise)).diagnosis
    seconds = time.perf_counter() - start
    if diagnosis.trial.verdict not in ("incorrect", "crashed"):
        return None
    faults = diagnosis.trial.faults
    found = [(one.line, one.end_line or one.line) for one in faults[:3]]
    hits = [any(a <= line <= b for a, b in found) for line in mutant.lines]
    first = bool(found) and any(found[0][0] <= line <= found[0][1] for line in mutant.lines)
    return {
        "first": first,
        "all": all(hits),
        "none": not faults,
        "cause": None if mutant.cause is None else bool(faults) and faults[0].cause == mutant.cause,
        "proved_wrong": bool(faults) and faults[0].proved and not first,
        "seconds": seconds,
        "got": [(one.line, one.cause, one.proved) for one in faults],
    }


def measured(assistant: Assistant, count: int, faults: int, seed: int) -> dict[str, Any]:
    """The figures, and each miss to look at."""
    results, misses, functions, courses = [], [], set(), defaultdict(list)
    for mutant in mutants(random.Random(seed), faults):
        found = tried(assistant, mutant)
        if found is None:
            continue
        results.append(found)
        functions.add(mutant.exercise)
        courses[mutant.exercise.partition("/")[0]].append(found)
        if not found["all"] or found["cause"] is False:
            place = f"{mutant.exercise}/{mutant.style}:{mutant.lines}"
            misses.append(f"{place} {mutant.change} ({mutant.cause}) got {found['got']}")
        if len(results) == count:
            break
    times = [one["seconds"] for one in results]
    return {
        "functions": len(functions),
        **summed(results),
        "median_s": round(statistics.median(times), 3),
        "longest_s": round(max(times), 2),
        "courses": {name: summed(some) for name, some in sorted(courses.items())},
        "misses": misses,
    }


def summed(results: list[dict[str, Any]]) -> dict[str, Any]:
    """The figures of some mutants; of causes where the change has a name, and how many have."""
    named = [one["cause"] for one in results if one["cause"] is not None]
    return {
        "mutants": len(results),
        "line_first": share(one["first"] for one in results),
        "all_in_three": share(one["all"] for one in results),
        "named": len(named),
        "cause_first_where_named": share(named),
        "no_line": sum(one["none"] for one in results),
        "proved_and_wrong": sum(one["proved_wrong"] for one in results),
    }


def share(hits: Any) -> float:
    """The part that is true."""
    known = list(hits)
    return round(sum(known) / max(len(known), 1), 3)


def main() -> None:
    """Print the figures, then the misses."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--count", type=int, default=300)
    parser.add_argument("--faults", type=int, default=1)
    parser.add_argument("--seed", type=int, default=0)
    asked = parser.parse_args()
    with build(Settings()) as assistant:
        found = measured(assistant, asked.count, asked.faults, asked.seed)
    misses, courses = found.pop("misses"), found.pop("courses")
    print(json.dumps(found))
    print("\n".join(f"{name}: {json.dumps(one)}" for name, one in courses.items()))
    print("\n".join(misses))


if __name__ == "__main__":
    main()
