"""Reads the example posts: `examples/<slug>/NN.md`, a title line and the post."""

import tomllib
from dataclasses import dataclass
from pathlib import Path

from assistant.errors import BadEntry

NONE = "none"
FENCE = "+++\n"
KEYS = {"after"}


@dataclass(frozen=True)
class Example:
    """A post in our own words and the slug it is about; `none` must go to a person.

    `after` is the id of the case it was written after reading, so that it can be left out there.
    """

    slug: str
    title: str
    text: str
    path: Path
    after: str = ""


def load_examples(folder: Path) -> tuple[Example, ...]:
    """All examples, in the order of their paths. Raises BadEntry with the file and the reason."""
    return tuple(load_example(file) for file in sorted(folder.glob("*/*.md")))


def load_example(file: Path) -> Example:
    """One example. Raises BadEntry with the file and the reason."""
    try:
        after, body = opened(file.read_text(encoding="utf-8"))
    except ValueError as error:
        raise BadEntry(f"{file.parent.name}/{file.name}: {error}") from None
    first, _, rest = body.partition("\n")
    return Example(file.parent.name, first.removeprefix("#").strip(), rest.strip(), file, after)


def opened(text: str) -> tuple[str, str]:
    """The row an example was written after, if any, and what follows the front matter."""
    if not text.startswith(FENCE):
        return "", text
    front, fence, body = text.removeprefix(FENCE).partition(FENCE)
    if not fence:
        raise ValueError("the front matter is not closed.")
    head = tomllib.loads(front)
    if unknown := set(head) - KEYS:
        raise ValueError(f"unknown key {min(unknown)!r} in the front matter.")
    if not isinstance(after := head.get("after", ""), str):
        raise ValueError("`after` is the id of a case, as text.")
    return after, body.lstrip("\n")
