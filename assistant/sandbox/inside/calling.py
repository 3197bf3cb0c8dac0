"""Puts one function on trial: calls it on every input and says what came back."""

import ast
import copy
import inspect
import time
import warnings
from collections.abc import Callable
from typing import Any

import numpy as np

from assistant.sandbox.inside import course
from assistant.sandbox.inside.crashing import crash_of
from assistant.sandbox.inside.edits import variants
from assistant.sandbox.inside.program import syntax_error
from assistant.sandbox.inside.recording import Recorder, instrument
from assistant.sandbox.inside.source import FILENAME, definitions, execute, namespace, parse

MOST_VARIANTS = 600
LONGEST_SEARCH = 1.2  # seconds
PLAIN = (inspect.Parameter.POSITIONAL_OR_KEYWORD, inspect.Parameter.KEYWORD_ONLY)


def on_trial(job: dict[str, Any], ask: Callable[..., Any]) -> dict[str, Any]:
    """Run every call; with `edits`, run every small edit of one statement instead."""
    warnings.simplefilter("ignore")
    try:
        tree = parse(job["source"])
    except SyntaxError as error:
        return {"syntax": syntax_error(error)}
    if "edits" in job:
        return {"variants": try_edits(job, tree, ask)}
    if "edit" in job:
        tree = nth_edit(tree, *job["edit"])
    recorder = Recorder(job.get("puts", {}))
    sites, instrumented = instrument(tree, recorder.puts)
    variables = prepare(job, instrumented, recorder, ask)
    results = call_all(variables, job, tree, recorder)
    return {
        "sites": sites,
        "statements": statements(tree),
        "results": results,
        "records": recorder.records if job.get("record") else [],
    }


def statements(tree: ast.Module) -> list[list[Any]]:
    """Function, first and last line of every statement inside a function."""
    found = {}
    for function in ast.walk(tree):
        if isinstance(function, ast.FunctionDef):
            for node in ast.walk(function):
                if isinstance(node, ast.stmt) and node is not function:
                    found[node.lineno] = [function.name, node.lineno, node.end_lineno]
    return [found[line] for line in sorted(found)]


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
    variables |= {"__rec__": recorder.record, "__put__": recorder.put}
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
    arguments = call["arguments"]
    before = copy.deepcopy(arguments)
    if call.get("seed") is not None:
        np.random.seed(call["seed"])
    try:
        with np.errstate(all="ignore"):
            value = called(function, arguments)
    except MemoryError:
        raise
    except BaseException as error:
        return {"crash": {} if tree is None else crash_of(error, tree, FILENAME)}
    changed = [name for name in before if not same(before[name], arguments[name])]
    return {"value": value, "changed": changed}


def called(function: Callable[..., Any], arguments: dict[str, Any]) -> Any:
    """Call by name, or by position where the student's parameters have other names.

    Older notebooks give some functions a last parameter more, which is not used.
    """
    parameters = list(inspect.signature(function).parameters.values())
    required = [one.name for one in parameters if one.default is one.empty and one.kind in PLAIN]
    flexible = any(one.kind not in PLAIN for one in parameters)
    if flexible or {one.name for one in parameters} >= set(arguments):
        return function(**{**dict.fromkeys(required), **arguments})
    spare = [None] * max(0, len(required) - len(arguments))
    return function(*[*arguments.values(), *spare][: len(parameters)])


def same(left: Any, right: Any) -> bool:
    """Equal plain data, arrays element by element."""
    if isinstance(left, np.ndarray):
        return isinstance(right, np.ndarray) and np.array_equal(left, right, equal_nan=True)
    if isinstance(left, dict):
        return isinstance(right, dict) and all(k in right and same(left[k], right[k]) for k in left)
    if isinstance(left, (list, tuple)):
        return len(left) == len(right) and all(map(same, left, right))
    return bool(left == right)


def nth_edit(tree: ast.Module, site: dict[str, Any], index: int) -> ast.Module:
    """The tree with one edit of one statement made."""
    for number, (_, _, edited) in enumerate(variants(tree, site)):
        if number == index:
            return copy.deepcopy(edited)
    return tree


def try_edits(
    job: dict[str, Any], tree: ast.Module, ask: Callable[..., Any]
) -> list[dict[str, Any]]:
    """Every small edit of one statement, run on the given calls; same results are told once."""
    recorder = Recorder(job.get("puts", {}))
    variables = prepare(job, tree, recorder, ask)
    calls = job["calls"]
    seen: set[bytes] = set()
    deadline = time.monotonic() + LONGEST_SEARCH
    found = []
    for index, (cause, text, edited) in enumerate(variants(tree, job["edits"])):
        if index >= MOST_VARIANTS or time.monotonic() > deadline:
            break
        runnable = instrument(edited, recorder.puts)[1] if recorder.puts else edited
        redefine(runnable, job["edits"]["function"], variables)
        results = call_all(variables, {**job, "calls": copy.deepcopy(calls)}, None, recorder)
        if not results or any("crash" in result for result in results):
            continue
        mark = repr([result["value"] for result in results]).encode()
        if mark not in seen:
            seen.add(mark)
            found.append({"index": index, "cause": cause, "text": text, "results": results})
    return found


def redefine(tree: ast.Module, function: str, variables: dict[str, Any]) -> None:
    """Execute the definition that holds an edited statement once more."""
    for node in tree.body:
        names = {part.name for part in ast.walk(node) if isinstance(part, ast.FunctionDef)}
        if function in names:
            execute(ast.Module(body=[node], type_ignores=[]), variables)
