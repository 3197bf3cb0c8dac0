"""Puts one function on trial: runs it, recorded or substituted, or tries edits of it."""

import ast
import time
import warnings
from collections.abc import Callable, Iterator
from typing import Any

import numpy as np

from assistant.sandbox.inside.calling import call_all, fresh, prepare
from assistant.sandbox.inside.pairing import pairs
from assistant.sandbox.inside.program import syntax_error
from assistant.sandbox.inside.recording import Recorder, ending, instrument, substituted
from assistant.sandbox.inside.schemata import with_edits
from assistant.sandbox.inside.searching import begun, remembered, search
from assistant.sandbox.inside.source import parse
from assistant.sandbox.inside.trying import try_edits


def on_trial(job: dict[str, Any], ask: Callable[..., Any]) -> dict[str, Any]:
    """Run every call; with `edits` or `search` try small edits instead, with `edited` run one."""
    warnings.simplefilter("ignore")
    try:
        tree = parse(job["source"])
    except SyntaxError as error:
        return {"syntax": syntax_error(error)}
    if "edits" in job:
        return {"variants": try_edits(job, tree, ask)}
    if "search" in job:
        return {"found": searched(job, tree, ask)}
    if "counterfactuals" in job:
        return {"runs": list(counterfactuals(job, tree, ask))}
    recorder = Recorder(job.get("puts", {}))
    sites, instrumented = instrument(tree, recorder.puts)
    if "edited" in job:
        instrumented = with_edits(substituted(tree, recorder.puts), job["edited"])
    variables = prepare(job, instrumented, recorder, ask)
    results = call_all(variables, job, tree, recorder)
    return {
        "sites": sites,
        "statements": statements(tree),
        "results": results,
        "records": recorder.records if job.get("record") else [],
    }


def counterfactuals(
    job: dict[str, Any], tree: ast.Module, ask: Callable[..., Any]
) -> Iterator[dict[str, Any]]:
    """What every call gives with each of several substitutions, while there is time."""
    deadline = time.monotonic() + job["seconds"]
    ask = remembered(ask)
    usual = seconds_of(job, tree, ask)
    for puts in job["counterfactuals"]:
        recorder = Recorder(puts)
        recorder.allow(usual)
        changed = instrument(tree, puts)[1] if job.get("record") else substituted(tree, puts)
        variables = prepare(job, ending(changed), recorder, ask)
        yield {
            # Code may change its arguments; the next one gets them as they were.
            "results": call_all(variables, job | {"calls": fresh(job["calls"])}, None, recorder),
            "records": recorder.records if job.get("record") else [],
        }
        if time.monotonic() > deadline:
            return


def seconds_of(job: dict[str, Any], tree: ast.Module, ask: Callable[..., Any]) -> float:
    """How long the calls take as the code stands."""
    recorder = Recorder({})
    variables = prepare(job, tree, recorder, ask)
    start = time.process_time()
    call_all(variables, job | {"calls": fresh(job["calls"])}, None, recorder)
    return time.process_time() - start


def searched(
    job: dict[str, Any], tree: ast.Module, ask: Callable[..., Any]
) -> list[dict[str, Any]]:
    """The edits after which the function is right on the calls of the job."""
    state = begun(job, tree, ask)
    if state is None:
        return []
    with np.errstate(all="ignore"):
        return pairs(state) if job["search"].get("pairs") else search(job, state)


def statements(tree: ast.Module) -> list[list[Any]]:
    """Function, first and last line of every statement inside a function."""
    found = {}
    for function in ast.walk(tree):
        if isinstance(function, ast.FunctionDef):
            for node in ast.walk(function):
                if isinstance(node, ast.stmt) and node is not function:
                    found[node.lineno] = [function.name, node.lineno, node.end_lineno]
    return [found[line] for line in sorted(found)]
