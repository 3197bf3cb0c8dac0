"""Searches a whole function for one edit, or two, after which its calls give what they should."""

import ast
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations, product
from typing import Any

import numpy as np

from assistant.sandbox.inside.calling import fitted, prepare
from assistant.sandbox.inside.recording import Recorder, substituted
from assistant.sandbox.inside.schemata import CHOICE, Option, Slot, slot, woven
from assistant.sandbox.inside.source import execute
from assistant.sandbox.inside.trying import close
from assistant.sandbox.inside.watching import before, distinct, key

MOST_EDITS = 900
MOST_FOUND = 12
PAIRED: tuple[tuple[dict[str, int], int], ...] = (({"group": 0}, 60), ({}, 160))
GROUPS = (0, 1)
Found = dict[str, Any]


@dataclass
class Search:
    """The student's code, prepared; what every call should give; and until when."""

    source: ast.Module
    tree: ast.Module
    job: dict[str, Any]
    ask: Callable[..., Any]
    variables: dict[str, Any]
    recorder: Recorder
    deadline: float

    def over(self) -> bool:
        """The time is up."""
        return time.monotonic() > self.deadline

    def ready(self, slots: Sequence[Slot]) -> Callable[[Sequence[int]], bool]:
        """The function with a choice at each slot; tells whether a choice gives what is wanted."""
        choice = [len(one.options) for one in slots]
        self.variables[CHOICE] = choice
        for node in woven(self.tree, slots).body:
            if any(isinstance(part, ast.FunctionDef) for part in ast.walk(node)):
                execute(ast.Module(body=[node], type_ignores=[]), self.variables)
        function = self.variables[self.job["function"]]

        def fits(numbers: Sequence[int]) -> bool:
            choice[:] = numbers
            return all(self.gives(function, index) for index in range(len(self.job["calls"])))

        return fits

    def gives(self, function: Callable[..., Any], index: int) -> bool:
        """A call gives what is wanted, on arguments of its own."""
        call = self.job["calls"][index]
        self.recorder.start(index)
        positional, named = fitted(function, fresh(call["arguments"]))
        if call.get("seed") is not None:
            np.random.seed(call["seed"])
        try:
            value = function(*positional, **named)
        except MemoryError:
            raise
        except BaseException:
            return False
        asked = self.job["search"]
        typed = asked.get("type") in (None, type(value).__name__)
        return typed and agrees(value, asked["wanted"][index])


def search(job: dict[str, Any], tree: ast.Module, ask: Callable[..., Any]) -> list[Found]:
    """The edits that are right on these calls: where, which, and the mistakes that they undo."""
    asked = job["search"]
    deadline = time.monotonic() + asked["seconds"]
    recorder = Recorder(job.get("puts", {}))
    runnable = substituted(tree, recorder.puts)
    ask = remembered(ask)
    variables = prepare(job, runnable, recorder, ask)
    if not callable(variables.get(job["function"])):
        return []
    state = Search(tree, runnable, job, ask, variables, recorder, deadline)
    with np.errstate(all="ignore"):
        return list(pairs(state) if asked.get("pairs") else singles(state))


def singles(state: Search) -> Iterator[Found]:
    """One edit: the precise operators at every site, then the others."""
    count = 0
    for group in GROUPS:
        if count:
            return
        for site in state.job["search"]["sites"]:
            if count >= MOST_FOUND or state.over():
                return
            one = slot(state.tree, {"group": group, **site}, MOST_EDITS)
            if one is None:
                continue
            fits = state.ready([one])
            for number, option in enumerate(one.options):
                if state.over():
                    return
                if fits([number]):
                    count += 1
                    yield told([one], [option])


def pairs(state: Search) -> Iterator[Found]:
    """Two edits at two sites; of the edits of a site those that do something of their own."""
    for part, most in PAIRED:
        slots = list(distinct_slots(state, part, most))
        for left, right in sorted(combinations(range(len(slots)), 2), key=sum):
            both = [slots[left], slots[right]]
            fits = state.ready(both)
            for first, second in product(*(range(len(one.options)) for one in both)):
                if state.over():
                    return
                if fits([first, second]):
                    yield told(both, [both[0].options[first], both[1].options[second]])
                    return


def distinct_slots(state: Search, part: dict[str, int], most: int) -> Iterator[Slot]:
    """At each site the edits that do something of their own, in the names as they stood."""
    for site in state.job["search"]["sites"]:
        one = slot(state.tree, {**part, **site}, MOST_EDITS)
        if one is not None and not state.over():
            seen = before(state.job, state.source, one.statement, state.ask)
            kept = distinct(one, seen, most)
            if kept.options:
                yield kept


def told(slots: Sequence[Slot], options: Sequence[Option]) -> Found:
    """Edits as plain data."""
    return {
        "edits": [[dict(s.site), o.index] for s, o in zip(slots, options, strict=True)],
        "causes": [one.cause for one in options],
        "texts": [one.text for one in options],
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


def agrees(value: Any, wanted: Any) -> bool:
    """A result has everything that is wanted, where it is wanted."""
    if isinstance(wanted, dict):
        return isinstance(value, dict) and all(
            key in value and agrees(value[key], part) for key, part in wanted.items()
        )
    if isinstance(wanted, (list, tuple)):
        same = isinstance(value, (list, tuple)) and len(value) == len(wanted)
        return same and all(map(agrees, value, wanted))
    return close(value, wanted)


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
