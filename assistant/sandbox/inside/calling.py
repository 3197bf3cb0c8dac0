"""Calls one function on every input and says what came back."""

import ast
import inspect
from collections.abc import Callable
from functools import lru_cache
from typing import Any

import numpy as np

from assistant.sandbox.inside import course
from assistant.sandbox.inside.crashing import crash_of
from assistant.sandbox.inside.recording import Recorder
from assistant.sandbox.inside.source import FILENAME, definitions, execute, namespace, parse

PLAIN = (inspect.Parameter.POSITIONAL_OR_KEYWORD, inspect.Parameter.KEYWORD_ONLY)


def call_all(
    variables: dict[str, Any], job: dict[str, Any], tree: ast.Module | None, recorder: Recorder
) -> list[dict[str, Any]]:
    """Call the function on trial on each input."""
    function = variables.get(job["function"])
    if not callable(function):
        return []
    results = []
    for index, call in enumerate(job["calls"]):
        recorder.start(index)
        results.append(one_call(function, call, tree))
    return results


def prepare(
    job: dict[str, Any], instrumented: ast.Module, recorder: Recorder, ask: Callable[..., Any]
) -> dict[str, Any]:
    """The namespace: helpers of the course, the student's definitions, then the stubs."""
    variables = namespace("notebook")
    for name, implementation in job.get("given", {}).items():
        variables[name] = course.HELPERS[implementation]
    variables |= {"__rec__": recorder.record, "__put__": recorder.put, "__turn__": recorder.turn}
    for other in job.get("context", ()):
        try:
            execute(definitions(parse(other)), variables)
        except SyntaxError:
            continue
    # Before the student's definitions for default arguments, after them to stand in their place.
    stubs = {name: stub(name, draws, ask) for name, draws in job.get("stubs", {}).items()}
    variables |= stubs
    execute(definitions(instrumented), variables)
    variables |= stubs
    return variables


def stub(name: str, draws: bool, ask: Callable[..., Any]) -> Callable[..., Any]:
    """An earlier function of the assignment: computed outside, where the reference lives."""

    def asked(*args: Any, **kwargs: Any) -> Any:
        state = generator_state() if draws else None
        kind, value, after = ask(name, args, {**kwargs, "__state__": state})
        if after is not None:
            restore_generator(after)
        if kind == "raised":
            raise error_of(value)
        return value

    asked.__name__ = name
    return asked


def error_of(raised: tuple[str, str]) -> Exception:
    """The exception that our own function raised for the student's arguments."""
    kinds: dict[str, type[Exception]] = {
        "TypeError": TypeError,
        "KeyError": KeyError,
        "IndexError": IndexError,
    }
    return kinds.get(raised[0], ValueError)(raised[1])


def generator_state() -> list[Any]:
    """The legacy generator's state as plain data."""
    _, keys, position, has_gauss, cached = np.random.get_state()
    return [np.asarray(keys, dtype=np.int64), int(position), int(has_gauss), float(cached)]


def restore_generator(state: list[Any]) -> None:
    """Go on drawing where the function outside stopped."""
    keys, position, has_gauss, cached = state
    np.random.set_state(("MT19937", keys.astype(np.uint32), position, has_gauss, cached))


def one_call(
    function: Callable[..., Any], call: dict[str, Any], tree: ast.Module | None
) -> dict[str, Any]:
    """One call on fresh arguments: its result, or its crash, and which arguments it changed.

    Without a tree a crash is told without its place, which is much quicker.
    """
    arguments = arguments_of(call)
    before = fresh(arguments)
    if call.get("seed") is not None:
        np.random.seed(call["seed"])
    try:
        with np.errstate(all="ignore"):
            positional, named = fitted(function, arguments)
        value = function(*positional, **named)
    except MemoryError:
        raise
    except BaseException as error:
        return {"crash": {} if tree is None else crash_of(error, tree, FILENAME)}
    changed = [name for name in before if not same(before[name], arguments[name])]
    return {"value": value, "changed": changed}


def arguments_of(call: dict[str, Any]) -> dict[str, Any]:
    """The arguments of one call; helpers of the course come by their names."""
    helpers = {name: course.HELPERS[one] for name, one in call.get("functions", {}).items()}
    return {**call["arguments"], **helpers}


def fitted(
    function: Callable[..., Any], arguments: dict[str, Any]
) -> tuple[list[Any], dict[str, Any]]:
    """Arguments by name, or by position where the student's parameters have other names.

    Older notebooks give some functions a last parameter more, which is not used.
    """
    parameters = parameters_of(function)
    required = [one.name for one in parameters if one.default is one.empty and one.kind in PLAIN]
    flexible = any(one.kind not in PLAIN for one in parameters)
    if flexible or {one.name for one in parameters} >= set(arguments):
        return [], {**dict.fromkeys(required), **arguments}
    spare = [None] * max(0, len(required) - len(arguments))
    return [*arguments.values(), *spare][: len(parameters)], {}


@lru_cache(maxsize=8)
def parameters_of(function: Callable[..., Any]) -> list[inspect.Parameter]:
    """The parameters of a function, which may be called a thousand times."""
    return list(inspect.signature(function).parameters.values())


def fresh(value: Any) -> Any:
    """A deep copy of plain data, quicker than `copy.deepcopy`."""
    if isinstance(value, np.ndarray):
        return value.copy()
    if isinstance(value, dict):
        return {key: fresh(part) for key, part in value.items()}
    if isinstance(value, (list, tuple)):
        return type(value)(fresh(part) for part in value)
    return value


def same(left: Any, right: Any) -> bool:
    """Equal plain data, arrays element by element."""
    if isinstance(left, np.ndarray):
        return isinstance(right, np.ndarray) and np.array_equal(left, right, equal_nan=True)
    if isinstance(left, dict):
        return isinstance(right, dict) and all(k in right and same(left[k], right[k]) for k in left)
    if isinstance(left, (list, tuple)):
        return len(left) == len(right) and all(map(same, left, right))
    return bool(left == right)
