"""Searches a whole function for the edits after which its calls give what they should.

First for one edit that makes everything right; then, of the edits that make more
right and nothing wrong, for those that do it together, step by step.
"""

import ast
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

import numpy as np

from assistant.sandbox.inside.calling import fitted, prepare
from assistant.sandbox.inside.recording import Recorder, substituted
from assistant.sandbox.inside.schemata import CHOICE, Option, Slot, slot, with_edits, woven
from assistant.sandbox.inside.source import execute
from assistant.sandbox.inside.trying import close
from assistant.sandbox.inside.watching import key

MOST_EDITS = 900
MOST_FOUND = 12
MOST_STEPS, MOST_TRIED = 3, 4
GROUPS = (0, 1)
Found = dict[str, Any]
Edit = tuple[dict[str, Any], Option]


@dataclass(frozen=True)
class Search:
    """The student's code, prepared; what every call should give; and until when."""

    source: ast.Module
    tree: ast.Module
    job: dict[str, Any]
    ask: Callable[..., Any]
    variables: dict[str, Any]
    recorder: Recorder
    deadline: float
    made: tuple[Edit, ...] = field(default=())

    def over(self) -> bool:
        """The time is up."""
        return time.monotonic() > self.deadline

    def ready(self, slots: Sequence[Slot]) -> Callable[[Sequence[int]], list[int]]:
        """The function with a choice at each slot; tells what each call gives right, as bits.

        It stops at a call that gives nothing right.
        """
        choice = [len(one.options) for one in slots]
        self.variables[CHOICE] = choice
        for node in woven(self.tree, slots).body:
            if any(isinstance(part, ast.FunctionDef) for part in ast.walk(node)):
                execute(ast.Module(body=[node], type_ignores=[]), self.variables)
        function = self.variables[self.job["function"]]

        def right(numbers: Sequence[int]) -> list[int]:
            choice[:] = numbers
            bits: list[int] = []
            for index in range(len(self.job["calls"])):
                bits.append(self.given_right(function, index))
                if not bits[-1]:
                    break
            return bits

        return right

    def given_right(self, function: Callable[..., Any], index: int) -> int:
        """Which outputs of a call are right, as bits; the call gets arguments of its own."""
        call, asked = self.job["calls"][index], self.job["search"]
        self.recorder.start(index)
        positional, named = fitted(function, fresh(call["arguments"]))
        if call.get("seed") is not None:
            np.random.seed(call["seed"])
        try:
            value = function(*positional, **named)
        except MemoryError:
            raise
        except BaseException:
            return 0
        if asked.get("type") not in (None, type(value).__name__):
            return 0
        return sum(hit << place for place, hit in enumerate(hits(value, asked["wanted"][index])))

    @property
    def full(self) -> list[int]:
        """The bits of right code."""
        return [(1 << len(list(hits(None, one)))) - 1 for one in self.job["search"]["wanted"]]


def search(job: dict[str, Any], state: Search) -> list[Found]:
    """The edits that are right on these calls: where, which, and the mistakes that they undo."""
    whole, part = singles(state)
    if whole or not job["search"].get("steps"):
        return [told(one) for one in whole]
    return [told(one) for one in steps(state, part)]


def begun(job: dict[str, Any], tree: ast.Module, ask: Callable[..., Any]) -> Search | None:
    """The search made ready; None where the function cannot be defined."""
    deadline = time.monotonic() + job["search"]["seconds"]
    recorder = Recorder(job.get("puts", {}))
    runnable = substituted(tree, recorder.puts)
    ask = remembered(ask)
    variables = prepare(job, runnable, recorder, ask)
    if not callable(variables.get(job["function"])):
        return None
    return Search(tree, runnable, job, ask, variables, recorder, deadline)


def singles(state: Search) -> tuple[list[tuple[Edit, ...]], list[tuple[int, Edit]]]:
    """Edits that make all right, and, with their gain, those that make more right than was.

    The precise operators at every site come first; the others only if those find nothing.
    """
    whole: list[tuple[Edit, ...]] = []
    part: list[tuple[int, Edit]] = []
    base = state.ready([])([])
    for group in GROUPS:
        for site in state.job["search"]["sites"]:
            one = slot(state.tree, {"group": group, **site}, MOST_EDITS)
            if one is None or any(site["line"] == made["line"] for made, _ in state.made):
                continue
            for edit, bits in tried(state, one):
                if bits == state.full:
                    whole.append((*state.made, edit))
                elif gain := gained(base, bits):
                    part.append((gain, edit))
            if len(whole) >= MOST_FOUND or state.over():
                return whole, part
        if whole:
            break
    return whole, part


def tried(state: Search, one: Slot) -> Iterator[tuple[Edit, list[int]]]:
    """Each edit of a slot with what it gives right."""
    right = state.ready([one])
    for number, option in enumerate(one.options):
        if state.over():
            return
        yield (dict(one.site), option), right([number])


def gained(base: list[int], bits: list[int]) -> int:
    """How many outputs are right in every call that were not; 0 where another is lost."""
    before = base + [0] * (len(bits) - len(base))
    if any(old & ~new for old, new in zip(before, bits, strict=False)) or len(bits) < len(base):
        return 0
    return common(bits).bit_count() - common(before).bit_count()


def common(bits: list[int]) -> int:
    """What is right in every call."""
    return int(np.bitwise_and.reduce(bits)) if bits else 0


def steps(state: Search, part: list[tuple[int, Edit]]) -> list[tuple[Edit, ...]]:
    """Two edits, or three, of which each makes more right than was."""
    for edit in best(part):
        if state.over() or len(state.made) + 2 > MOST_STEPS:
            return []
        site, option = edit
        tree = with_edits(state.tree, [(site, option.index)])
        after = replace(state, tree=tree, made=(*state.made, edit))
        whole, rest = singles(after)
        found = whole or steps(after, rest)
        if found:
            return found
    return []


def best(part: list[tuple[int, Edit]]) -> list[Edit]:
    """The edits with the largest gains, one for each line."""
    lines: dict[int, Edit] = {}
    for _, edit in sorted(part, key=lambda one: -one[0]):
        lines.setdefault(edit[0]["line"], edit)
    return list(lines.values())[:MOST_TRIED]


def told(edits: Sequence[Edit]) -> Found:
    """Edits as plain data."""
    return {
        "edits": [[dict(site), option.index] for site, option in edits],
        "causes": [option.cause for _, option in edits],
        "texts": [option.text for _, option in edits],
    }


def fresh(value: Any) -> Any:
    """A deep copy of plain data, quicker than `copy.deepcopy`."""
    if isinstance(value, np.ndarray):
        return value.copy()
    if isinstance(value, dict):
        return {key: fresh(part) for key, part in value.items()}
    if isinstance(value, (list, tuple)):
        return type(value)(fresh(part) for part in value)
    return value


def hits(value: Any, wanted: Any) -> Iterator[bool]:
    """For each value that is wanted, whether it stands where it should."""
    if isinstance(wanted, dict):
        for name, part in wanted.items():
            known = isinstance(value, dict) and name in value
            yield from hits(value[name] if known else None, part)
    elif isinstance(wanted, (list, tuple)):
        known = isinstance(value, (list, tuple)) and len(value) == len(wanted)
        for index, part in enumerate(wanted):
            yield from hits(value[index] if known else None, part)
    else:
        yield close(value, wanted)


def remembered(ask: Callable[..., Any]) -> Callable[..., Any]:
    """An earlier function asked twice for the same is computed once, where it does not draw."""
    known: dict[Any, Any] = {}

    def asked(name: str, args: tuple[Any, ...], kwargs: dict[str, Any]) -> Any:
        if kwargs.get("__state__") is not None:
            return ask(name, args, kwargs)
        mark = (name, key(args), key(kwargs))
        if mark not in known:
            known[mark] = ask(name, args, kwargs)
        kind, value, after = known[mark]
        return kind, fresh(value), after

    return asked
