"""Reads the example posts: `examples/<slug>/NN.md`, a title line and the post."""

from dataclasses import dataclass
from pathlib import Path

NONE = "none"


@dataclass(frozen=True)
class Example:
    """A post in our own words and the slug it is about; `none` must go to a person."""

    slug: str
    title: str
    text: str
    path: Path


def load_examples(folder: Path) -> tuple[Example, ...]:
    """All examples, in the order of their paths."""
    return tuple(load_example(file) for file in sorted(folder.glob("*/*.md")))


def load_example(file: Path) -> Example:
    """One example."""
    first, _, rest = file.read_text(encoding="utf-8").partition("\n")
    return Example(file.parent.name, first.removeprefix("#").strip(), rest.strip(), file)
