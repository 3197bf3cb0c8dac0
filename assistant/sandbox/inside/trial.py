"""Puts one function on trial: runs it, recorded or substituted, or tries edits of it."""

import ast
import warnings
from collections.abc import Callable
from typing import Any

from assistant.sandbox.inside.calling import call_all, prepare
from assistant.sandbox.inside.program import syntax_error
from assistant.sandbox.inside.recording import Recorder, instrument, substituted
from assistant.sandbox.inside.schemata import with_edits
from assistant.sandbox.inside.searching import search
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
        return {"found": search(job, tree, ask)}
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


def statements(tree: ast.Module) -> list[list[Any]]:
    """Function, first and last line of every statement inside a function."""
    found = {}
    for function in ast.walk(tree):
        if isinstance(function, ast.FunctionDef):
            for node in ast.walk(function):
                if isinstance(node, ast.stmt) and node is not function:
                    found[node.lineno] = [function.name, node.lineno, node.end_lineno]
    return [found[line] for line in sorted(found)]
