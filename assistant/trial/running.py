"""Runs a student's function in the sandbox, and answers its calls of earlier functions."""

import inspect
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import Any

import numpy as np

from assistant.errors import BadExercise
from assistant.exercise.ending import NotEnded, limited_to
from assistant.exercise.graph import Exercise, Values, pack
from assistant.sandbox import Outcome, Runner
from assistant.trial.numbers import as_numbers
from assistant.types import Crash, Raised
from assistant.watching import tell

LARGEST_SIDE, LARGEST_NUMBER, LONGEST = 600, 1000, 2.0
POSITIONAL = inspect.Parameter.POSITIONAL_OR_KEYWORD


@dataclass(frozen=True)
class Instance:
    """One input of an exercise with all the values that the reference computes from it."""

    inputs: Values
    values: Values
    expected: Mapping[str, Any]

    @cached_property
    def shelves(self) -> dict[tuple[int, ...], list[tuple[str, np.ndarray]]]:
        """The numeric values by shape, each with its name."""
        shelves: dict[tuple[int, ...], list[tuple[str, np.ndarray]]] = {}
        for name, value in self.values.items():
            numbers = as_numbers(value)
            if numbers is not None:
                shelves.setdefault(numbers.shape, []).append((name, numbers))
        return shelves


@dataclass(frozen=True)
class Site:
    """A place in the student's code where a value gets a name; lines count from 1."""

    id: int
    function: str
    line: int
    end_line: int
    name: str
    kind: str
    reads: tuple[str, ...]


@dataclass(frozen=True)
class Result:
    """What one call gave: a value or a crash, and which arguments were changed."""

    value: Any = None
    crash: Crash | None = None
    changed: tuple[str, ...] = ()


@dataclass(frozen=True)
class Run:
    """One worker's account: how it ended, each call's result, and what was assigned where."""

    outcome: Outcome
    results: tuple[Result, ...] = ()
    sites: tuple[Site, ...] = ()
    records: tuple[tuple[int, int, Any], ...] = ()
    statements: tuple[Site, ...] = ()
    syntax: Raised | None = None


@dataclass(frozen=True)
class Student:
    """The submitted code, and the exercise that it is to solve."""

    source: str
    exercise: Exercise
    earlier: Mapping[str, Exercise] = field(default_factory=dict)
    context: tuple[str, ...] = ()
    week: tuple[Exercise, ...] = ()

    @property
    def notebook_names(self) -> frozenset[str]:
        """Names that the notebook around the function knows: other functions' arguments."""
        others = {name for one in self.week for name in one.parameters}
        return frozenset(others - set(self.exercise.parameters))

    def run(self, sandbox: Runner, instances: Sequence[Instance], **extra: Any) -> Run:
        """Call the function on each instance; `extra` goes into the job (record, puts, edit)."""
        tell("trying")
        outcome = sandbox.run(self.job(instances) | extra, answer=self.answer)
        return account(outcome)

    def runs(
        self,
        sandbox: Runner,
        instances: Sequence[Instance],
        puts: Sequence[Any],
        wall: float,
        **extra: Any,
    ) -> list[Run]:
        """One run for each substitution, in one worker; fewer where its `seconds` were over.

        None at all where it does not end within the wall clock's seconds.
        """
        tell("trying")
        job = self.job(instances) | {"counterfactuals": list(puts)} | extra
        outcome = sandbox.run(job, answer=self.answer, wall=wall)
        found = outcome.result.get("runs") if isinstance(outcome.result, dict) else None
        parts = found if isinstance(found, list) else []
        return [account(replace(outcome, result=part)) for part in parts[: len(puts)]]

    def job(self, instances: Sequence[Instance]) -> dict[str, Any]:
        """The plain data that a worker gets; inputs are in it, references are not."""
        return {
            "source": self.source,
            "context": [*self.exercise.handed_out, *self.context],
            "function": self.exercise.function,
            "given": dict(self.exercise.given),
            "stubs": {name: "rng" in one.declared for name, one in self.earlier.items()},
            "calls": [
                call_of(self.exercise.call_arguments(one.inputs), one.inputs.get("seed"))
                for one in instances
            ],
        }

    def answer(self, name: str, args: tuple[Any, ...], kwargs: dict[str, Any]) -> tuple[Any, ...]:
        """Compute an earlier function of the assignment for the student's code.

        Gives ("returned", value, generator state) or ("raised", (type, message), None).
        """
        state = kwargs.pop("__state__", None)
        if not small((args, kwargs)):
            return "raised", ("ValueError", f"{name} was called with values too large here"), None
        try:
            with limited_to(LONGEST):
                return self.earlier_result(self.earlier[name], args, kwargs, state)
        except NotEnded:
            return "raised", ("TimeoutError", f"{name} does not end with these arguments"), None
        except (TypeError, ValueError, LookupError, AttributeError, ArithmeticError) as error:
            return "raised", (type(error).__name__, str(error)[:300]), None
        except BadExercise:
            message = f"{name} was called with arguments that it does not take"
            return "raised", ("TypeError", message), None

    def earlier_result(
        self, exercise: Exercise, args: tuple[Any, ...], kwargs: dict[str, Any], state: Any
    ) -> tuple[Any, ...]:
        """The value of an earlier function, drawing from the student's generator."""
        names = [inspect.Parameter(n, POSITIONAL) for n in exercise.parameters]
        bound = inspect.Signature(names).bind_partial(*args, **kwargs)
        inputs = exercise.leaf_values(dict(bound.arguments))
        generator = restored(state) if state is not None and "seed" not in inputs else None
        if generator is not None:
            inputs["rng"] = generator
        values = exercise.run(inputs)
        result = pack(exercise.template(exercise.returns, values), values)
        after = values.get("rng")
        return "returned", result, None if after is None else saved(after)


def call_of(arguments: Mapping[str, Any], seed: Any) -> dict[str, Any]:
    """One call as plain data; a helper of the course that is an argument goes by its name."""
    functions = {name: value.__name__ for name, value in arguments.items() if callable(value)}
    plain = {name: value for name, value in arguments.items() if name not in functions}
    return {"arguments": plain, "functions": functions, "seed": seed}


def small(value: Any) -> bool:
    """Arguments that cost the service nothing, whoever chose them."""
    if isinstance(value, np.ndarray):
        return max(value.shape, default=0) <= LARGEST_SIDE
    if isinstance(value, dict):
        return len(value) <= LARGEST_SIDE and all(map(small, value.values()))
    if isinstance(value, list | tuple):
        return len(value) <= LARGEST_SIDE and all(map(small, value))
    number = isinstance(value, int | float | np.number)
    return not number or bool(np.abs(value) <= LARGEST_NUMBER)


def restored(state: list[Any]) -> np.random.RandomState:
    """The legacy generator as the student's code left it."""
    keys, position, has_gauss, cached = state
    generator = np.random.RandomState()
    generator.set_state(("MT19937", keys.astype(np.uint32), position, has_gauss, cached))
    return generator


def saved(generator: np.random.RandomState) -> list[Any]:
    """A generator's state as plain data."""
    _, keys, position, has_gauss, cached = generator.get_state(legacy=True)
    return [np.asarray(keys, dtype=np.int64), int(position), int(has_gauss), float(cached)]


def account(outcome: Outcome) -> Run:
    """What a worker sent back, as a Run; a forged account is no result at all."""
    try:
        return told(outcome)
    except (TypeError, ValueError, LookupError, AttributeError):
        return Run(replace(outcome, kind="killed", message="What came back is not a result."))


def told(outcome: Outcome) -> Run:
    """The account of a worker. Raises TypeError and its like for a forged one."""
    result = outcome.result if isinstance(outcome.result, dict) else {}
    if "syntax" in result:
        return Run(outcome, syntax=crash(result["syntax"]).raised)
    return Run(
        outcome,
        results=tuple(one_result(part) for part in result.get("results", ())),
        sites=tuple(one_site(part) for part in result.get("sites", ())),
        statements=tuple(statement(part) for part in result.get("statements", ())),
        records=tuple((call, site, value) for call, site, value in result.get("records", ())),
    )


def one_result(part: Mapping[str, Any]) -> Result:
    """One call of a worker's account."""
    if "crash" in part:
        return Result(crash=crash(part["crash"]))
    return Result(value=part.get("value"), changed=tuple(map(str, part.get("changed", ()))))


def one_site(part: Mapping[str, Any]) -> Site:
    """One site of a worker's account."""
    return Site(
        int(part["id"]),
        str(part["function"]),
        int(part["line"]),
        int(part["end_line"]),
        str(part["name"]),
        str(part["kind"]),
        tuple(map(str, part["reads"])),
    )


def statement(part: Sequence[Any]) -> Site:
    """A statement as a site without a value."""
    function, line, end_line = part
    return Site(-1, str(function), int(line), int(end_line), "", "statement", ())


def crash(part: Mapping[str, Any]) -> Crash:
    """A crash of a worker's account."""
    line = part.get("line")
    raised = Raised(
        str(part.get("type", "")),
        str(part.get("message", "")),
        line if isinstance(line, int) else None,
        str(part.get("text", "")),
        str(part.get("function", "")),
    )
    pairs = part.get("operands", ())
    pairs = (
        [p for p in pairs if isinstance(p, list | tuple) and len(p) == 2]
        if isinstance(pairs, list | tuple)
        else []
    )
    shown = tuple((str(text), str(shape)) for text, shape in pairs)
    return Crash(raised, str(part.get("expression", "")), shown)
