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

from assistant.sandbox.inside.calling import arguments_of, fitted, fresh, prepare
from assistant.sandbox.inside.crashing import innermost
from assistant.sandbox.inside.recording import Recorder, ending, substituted
from assistant.sandbox.inside.schemata import CHOICE, Option, Slot, slot, with_edits, woven
from assistant.sandbox.inside.source import FILENAME, execute
from assistant.sandbox.inside.trying import close
from assistant.sandbox.inside.watching import key

MOST_EDITS = 900
MOST_FOUND = 12
MOST_STEPS, MOST_TRIED = 3, 6
RETURNED = 1 << 30  # no line
GROUPS = (0, 1)
Found = dict[str, Any]
Reached = tuple[int, int]
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

    def ready(self, slots: Sequence[Slot]) -> Callable[[Sequence[int]], list[Reached]]:
        """The function with a choice at each slot; tells how far each call comes.

        It stops at a call that gives nothing right.
        """
        choice = [len(one.options) for one in slots]
        self.variables[CHOICE] = choice
        for node in woven(self.tree, slots).body:
            if any(isinstance(part, ast.FunctionDef) for part in ast.walk(node)):
                execute(ast.Module(body=[node], type_ignores=[]), self.variables)
        function = self.variables[self.job["function"]]

        def reached(numbers: Sequence[int]) -> list[Reached]:
            choice[:] = numbers
            found: list[Reached] = []
            for index in range(len(self.job["calls"])):
                found.append(self.called(function, index))
                if not found[-1][0]:
                    break
            return found

        return reached

    def called(self, function: Callable[..., Any], index: int) -> Reached:
        """Which outputs of a call are right, as bits, and the line at which it stops, if it does.

        The call gets arguments of its own.
        """
        call, asked = self.job["calls"][index], self.job["search"]
        self.recorder.start(index)
        positional, named = fitted(function, fresh(arguments_of(call)))
        if call.get("seed") is not None:
            np.random.seed(call["seed"])
        try:
            value = function(*positional, **named)
        except MemoryError:
            raise
        except BaseException as error:
            return 0, innermost(error.__traceback__, FILENAME)[1]
        if asked.get("type") not in (None, type(value).__name__):
            return 0, RETURNED
        right = hits(value, asked["wanted"][index])
        return sum(hit << place for place, hit in enumerate(right)), RETURNED

    @property
    def full(self) -> list[Reached]:
        """What right code reaches."""
        wanted = self.job["search"]["wanted"]
        return [((1 << len(list(hits(None, one)))) - 1, RETURNED) for one in wanted]


def search(job: dict[str, Any], state: Search) -> list[Found]:
    """The edits that are right on these calls: where, which, and the mistakes that they undo."""
    if not job["search"].get("steps"):
        return [told(one) for one in singles(state, GROUPS)[0][:MOST_FOUND]]
    for groups in (GROUPS[:1], GROUPS):
        whole, part = singles(state, groups)
        found = whole or steps(state, part, groups)
        if found:
            return [told(one) for one in found]
    return []


def begun(job: dict[str, Any], tree: ast.Module, ask: Callable[..., Any]) -> Search | None:
    """The search made ready; None where the function cannot be defined."""
    deadline = time.monotonic() + job["search"]["seconds"]
    recorder = Recorder(job.get("puts", {}))
    runnable = ending(substituted(tree, recorder.puts))
    ask = remembered(ask)
    variables = prepare(job, runnable, recorder, ask)
    if not callable(variables.get(job["function"])):
        return None
    return Search(tree, runnable, job, ask, variables, recorder, deadline)


def singles(
    state: Search, groups: Sequence[int]
) -> tuple[list[tuple[Edit, ...]], list[tuple[float, Edit]]]:
    """Edits of one statement that make all right; and those that make more right than was.

    The precise operators at every site come first; the others only if those find nothing.
    """
    whole: list[tuple[Edit, ...]] = []
    part: list[tuple[float, Edit]] = []
    start = time.process_time()
    base, full = state.ready([])([]), state.full
    state.recorder.allow(time.process_time() - start)
    for group in groups:
        for site in state.job["search"]["sites"]:
            one = slot(state.tree, {"group": group, **site}, MOST_EDITS)
            if one is None or any(site["line"] == made["line"] for made, _ in state.made):
                continue
            for edit, reached in tried(state, one):
                if reached == full:
                    whole.append((*state.made, edit))
                elif gain := gained(base, reached):
                    part.append((gain, edit))
            if whole or state.over():
                return whole, part
    return whole, part


def tried(state: Search, one: Slot) -> Iterator[tuple[Edit, list[Reached]]]:
    """Each edit of a slot with how far it comes."""
    reached = state.ready([one])
    for number, option in enumerate(one.options):
        if state.over():
            return
        yield (dict(one.site), option), reached([number])


def gained(base: list[Reached], now: list[Reached]) -> float:
    """How many outputs are right in every call that were not; a half for a later crash.

    0 where another output is lost.
    """
    if len(now) < len(base) or any(old[0] & ~new[0] for old, new in zip(base, now, strict=False)):
        return 0
    gain = common(now).bit_count() - common(base).bit_count()
    later = not base[-1][0] and base[-1][1] < now[len(base) - 1][1]
    return gain or (0.5 if later else 0)


def common(calls: list[Reached]) -> int:
    """What is right in every call."""
    return int(np.bitwise_and.reduce([bits for bits, _ in calls]))


def steps(
    state: Search, part: list[tuple[float, Edit]], groups: Sequence[int]
) -> list[tuple[Edit, ...]]:
    """Two edits, or three, of which each makes more right than was."""
    for edit in best(part):
        if state.over() or len(state.made) + 2 > MOST_STEPS:
            return []
        site, option = edit
        tree = with_edits(state.tree, [(site, option.index)])
        after = replace(state, tree=tree, made=(*state.made, edit))
        whole, rest = singles(after, groups)
        found = whole or steps(after, rest, groups)
        if found:
            return found
    return []


def best(part: list[tuple[float, Edit]]) -> list[Edit]:
    """The edits with the largest gains, one for each line; of a crash put off, a few."""
    lines: dict[int, list[Edit]] = {}
    for gain, edit in sorted(part, key=lambda one: -one[0]):
        known = lines.setdefault(edit[0]["line"], [])
        if len(known) < (1 if gain >= 1 else MOST_TRIED // 2):
            known.append(edit)
    return [edit for edits in lines.values() for edit in edits][:MOST_TRIED]


def told(edits: Sequence[Edit]) -> Found:
    """Edits as plain data."""
    return {
        "edits": [[dict(site), option.index] for site, option in edits],
        "causes": [option.cause for _, option in edits],
        "texts": [option.text for _, option in edits],
    }


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
