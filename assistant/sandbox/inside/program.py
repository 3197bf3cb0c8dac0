"""Runs a snippet as a program, from its first line to its last."""

from typing import Any

from assistant.sandbox.inside.crashing import crash_of
from assistant.sandbox.inside.source import FILENAME, compile_tree, namespace, parse


def run_program(job: dict[str, Any]) -> dict[str, Any]:
    """Execute `source` as `__main__`; a raised exception is returned under `crash`."""
    try:
        tree = parse(job["source"])
    except SyntaxError as error:
        return {"crash": syntax_error(error)}
    variables = namespace("__main__")
    try:
        exec(compile_tree(tree), variables)
    except MemoryError:
        raise
    except BaseException as error:
        if isinstance(error, SystemExit) and not error.code:
            return {}
        return {"crash": crash_of(error, tree, FILENAME)}
    return {}


def syntax_error(error: SyntaxError) -> dict[str, Any]:
    """A syntax error in the shape of a crash."""
    return {
        "type": type(error).__name__,
        "message": str(error.msg)[:500],
        "line": error.lineno,
        "text": (error.text or "").strip()[:200],
        "function": "",
    }
