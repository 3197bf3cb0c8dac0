"""Reads the entries of the knowledge base: front matter in TOML, then fixed sections."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import re2

from assistant.errors import BadEntry
from assistant.library.form import (
    BLANK,
    FENCE,
    NEUTRAL,
    RUNG,
    Flaw,
    flaws,
    front_matter,
    sections,
)


@dataclass(frozen=True)
class Signature:
    """An exception that identifies an entry: its type, and a pattern for its message."""

    type: str
    pattern: Any


@dataclass(frozen=True)
class Entry:
    """One explained mistake, idea, or fact of course life; a `rare` one needs more to be a lead."""

    slug: str
    title: str
    kind: str
    topics: tuple[str, ...]
    exercises: tuple[str, ...]
    signatures: tuple[Signature, ...]
    symptom: str
    why: str
    derivation: str
    hints: tuple[str, ...]
    wrong: str
    right: str
    check: str
    rare: bool = False


def is_idea(slug: str | None, entries: Mapping[str, Entry]) -> bool:
    """There is such an entry, and it explains something to understand, no mistake."""
    return slug is not None and slug in entries and entries[slug].kind == "idea"


def load_entries(folder: Path) -> dict[str, Entry]:
    """All entries by slug. Raises BadEntry with the file and the reason."""
    return {file.stem: load_entry(file) for file in sorted(folder.glob("*.md"))}


def load_entry(file: Path) -> Entry:
    """One entry. Raises BadEntry with the file and the reason."""
    try:
        return parse(file.stem, file.read_text(encoding="utf-8"))
    except Flaw as flaw:
        raise BadEntry(f"{file.name}:{flaw.line}: {flaw.says}") from None
    except UnicodeDecodeError:
        raise BadEntry(f"{file.name} is not UTF-8.") from None
    except OSError as error:
        raise BadEntry(f"{file.name} cannot be read: {error.strerror}.") from None
    except ValueError as error:
        raise BadEntry(f"{file.name}: {error}") from None


def parse(slug: str, text: str) -> Entry:
    """An entry from its text. Raises Flaw with the line and the reason."""
    for flaw in flaws(text):
        raise flaw
    head = front_matter(text)
    parts = {one.name: one.text for one in sections(text)}
    return Entry(
        slug=slug,
        title=head["title"],
        kind=head["kind"],
        topics=tuple(head.get("topics", ())),
        exercises=tuple(head.get("exercises", ())),
        signatures=tuple(
            Signature(one["type"], re2.compile(one["message"])) for one in head.get("error", ())
        ),
        symptom=parts["Symptom"],
        why=parts["Why"],
        derivation=parts.get("Derivation", ""),
        hints=tuple(rungs(parts["Hints"])),
        wrong=code(parts.get("Wrong", "")),
        right=code(parts.get("Right", "")),
        check=code(parts.get("Check", "")),
        rare=head.get("rare", False) is True,
    )


def rungs(section: str) -> Iterator[str]:
    """The hints, one a line."""
    for line in section.splitlines():
        if rung := RUNG.search(line):
            yield rung.group(1)


def code(section: str) -> str:
    """The Python of a section."""
    return "".join(FENCE.findall(section))


def fill(hint: str, fills: Mapping[str, str]) -> str:
    """A hint with its blanks filled, or with neutral words where nothing is known."""

    def word(match: Any) -> str:
        name = match.group(1)
        return fills.get(name) or NEUTRAL.get(name, "it")

    filled = BLANK.sub(word, hint)
    return str(filled[:1].upper() + filled[1:])
