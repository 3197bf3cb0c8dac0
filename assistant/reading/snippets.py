"""Snippets of code, and which functions they define, found by their first lines alone."""

import re2

from assistant.types import Snippet

DEFINITION = re2.compile(r"(?m)^(?:async )?def +([A-Za-z_]\w*)")
ASSIGNMENT = re2.compile(r"^\s*[A-Za-z_][\w.\[\]\"'+() ]{0,60}\s*(?:[-+*/@]?=)\s*\S")
STATEMENT = re2.compile(
    r"^\s*(?:def |for |if |return\b|import |from \w+ import |while |else:|print\()"
)


def snippet(source: str, cell: int | None = None) -> Snippet:
    """A snippet with the names of the functions it defines."""
    lines = source.expandtabs(4).split("\n")
    margins = [len(line) - len(line.lstrip()) for line in lines if line.strip()]
    margin = min(margins, default=0)
    source = "\n".join(line[margin:] for line in lines) if margin else source.expandtabs(4)
    return Snippet(source, cell, tuple(DEFINITION.findall(source)))


def looks_like_code(line: str) -> bool:
    """A line of Python rather than of prose."""
    return bool(STATEMENT.match(line)) or bool(ASSIGNMENT.match(line) and not line.endswith("."))
