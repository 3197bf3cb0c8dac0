"""Reads the example posts: `examples/<slug>/NN.md`, a title line and the post."""

import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import re2

from assistant.errors import BadEntry
from assistant.library.form import Flaw, meant

NONE = "none"
FENCE = "+++\n"
KEYS = {"after"}
CASE = re2.compile(r"^[A-Za-z0-9][\w.-]*$")
FEWEST = 4


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
    except Flaw as flaw:
        place = f"{file.parent.name}/{file.name}:{flaw.line}"
        raise BadEntry(f"{place}: {flaw.says}") from None
    except UnicodeDecodeError:
        raise BadEntry(f"{file.parent.name}/{file.name} is not UTF-8.") from None
    except OSError as error:
        place = f"{file.parent.name}/{file.name}"
        raise BadEntry(f"{place} cannot be read: {error.strerror}.") from None
    first, _, rest = body.partition("\n")
    return Example(file.parent.name, first.removeprefix("#").strip(), rest.strip(), file, after)


def opened(text: str) -> tuple[str, str]:
    """The row an example was written after, if any, and what follows the front matter.

    Raises Flaw with the line and the reason.
    """
    if not text.startswith(FENCE):
        return "", text
    front, fence, body = text.removeprefix(FENCE).partition(FENCE)
    if not fence:
        raise Flaw(1, "The front matter is not closed: a second line +++ is missing.")
    try:
        head = tomllib.loads(front)
    except (tomllib.TOMLDecodeError, RecursionError) as error:
        raise Flaw(2, f"This is no TOML: {error}. It holds after = 'the id of a case'.") from None
    if unknown := set(head) - KEYS:
        name = min(unknown)
        raise Flaw(2, f"There is no key {name!r}{meant(name, KEYS)}.")
    after = head.get("after", "")
    if not isinstance(after, str) or ("after" in head and not CASE.search(after)):
        raise Flaw(2, f"{after!r} is no id of a case, as text without blanks: after = 'case-17'.")
    return after, body.lstrip("\n")


def flaws_of_example(text: str) -> Iterator[Flaw]:
    """What keeps a text from being an example."""
    try:
        _, body = opened(text)
    except Flaw as flaw:
        yield flaw
        return
    first, _, rest = body.partition("\n")
    line = len(text.splitlines()) - len(body.splitlines()) + 1
    if not first.startswith("# ") or not first[2:].strip():
        yield Flaw(line, "The title is missing: begin with a line '# What the student asks'.")
    elif not rest.strip():
        yield Flaw(line, "The post is missing: write it below the title.")
