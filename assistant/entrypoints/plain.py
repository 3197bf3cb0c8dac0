"""A diagnosis as plain text, for a pipe or a file."""

from typing import Any

from assistant.types import Reply


def told(reply: Reply, found: dict[str, Any]) -> str:
    """Exercise and verdict, the reply, and for mentors repair and values."""
    lines = [f"{found['exercise'] or 'no exercise recognised'}: {found['verdict']}", reply.text]
    lines += [f"line {one['line']}: {one['text']}" for one in found.get("repair", ())]
    lines += [row(one) for one in found.get("table", ())]
    return visible("\n".join(lines))


def row(one: dict[str, Any]) -> str:
    """One of the student's assignments beside the formula's values."""
    shape = "" if one["shape"] is None else str(tuple(one["shape"]))
    equals = ", ".join(one["equals"])
    return (
        f"{one['line']:>5} {one['variable']:12} {shape:10} {one['standing']:12} {equals}".rstrip()
    )


def visible(text: str) -> str:
    """A text that cannot steer the terminal: control characters are shown as a mark."""
    return "".join(
        c if c.isprintable() or c in "\n\t" else "\N{REPLACEMENT CHARACTER}" for c in text
    )
