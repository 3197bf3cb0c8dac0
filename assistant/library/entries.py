"""Reads the entries of the knowledge base: front matter in TOML, then fixed sections."""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import re2

from assistant.errors import BadEntry

SECTIONS = ("Symptom", "Why", "Derivation", "Hints", "Wrong", "Right", "Check")
KINDS = {
    "mistake": {"Symptom", "Why", "Hints", "Wrong", "Right"},
    "idea": {"Symptom", "Why", "Derivation", "Hints", "Check"},
    "course-life": {"Symptom", "Why", "Hints"},
}
KEYS = {"title", "kind", "topics", "error", "exercises", "rare"}
FENCE = re2.compile(r"(?s)```python\n(.*?)```")
RUNG = re2.compile(r"(?m)^\d+\. +(.+)$")
BLANK = re2.compile(r"\{(\w+)\}")
NEUTRAL = {
    "variable": "that value",
    "line": "that line",
    "step": "this step",
    "expression": "that expression",
    "shape": "its shape",
    "expected_shape": "the shape of the formula",
    "left": "the left operand",
    "right": "the right operand",
    "name": "that name",
    "module": "that file",
}


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


def load_entries(folder: Path) -> dict[str, Entry]:
    """All entries by slug. Raises BadEntry with the file and the reason."""
    return {file.stem: load_entry(file) for file in sorted(folder.glob("*.md"))}


def load_entry(file: Path) -> Entry:
    """One entry. Raises BadEntry with the file and the reason."""
    try:
        return parse(file.stem, file.read_text(encoding="utf-8"))
    except ValueError as error:
        raise BadEntry(f"{file.name}: {error}") from None


def parse(slug: str, text: str) -> Entry:
    """An entry from its text. Raises ValueError with the reason."""
    _, front, body = [*text.split("+++", 2), "", ""][:3]
    head = tomllib.loads(front)
    parts = sections(body)
    check_form(head, parts)
    return Entry(
        slug=slug,
        title=head["title"],
        kind=head["kind"],
        topics=tuple(head.get("topics", ())),
        exercises=tuple(head.get("exercises", ())),
        signatures=tuple(signature(one) for one in head.get("error", ())),
        symptom=parts["Symptom"],
        why=parts["Why"],
        derivation=parts.get("Derivation", ""),
        hints=tuple(RUNG.findall(parts["Hints"])),
        wrong=code(parts.get("Wrong", "")),
        right=code(parts.get("Right", "")),
        check=code(parts.get("Check", "")),
        rare=head.get("rare", False) is True,
    )


def check_form(head: Mapping[str, Any], parts: Mapping[str, str]) -> None:
    """Keys, kind and sections are as they must be. Raises ValueError."""
    if unknown := set(head) - KEYS:
        raise ValueError(f"unknown key {min(unknown)!r} in the front matter.")
    if not head.get("title") or head.get("kind") not in KINDS:
        raise ValueError(f"it needs a title and a kind among {', '.join(KINDS)}.")
    if missing := KINDS[head["kind"]] - set(parts):
        raise ValueError(f"a {head['kind']} needs the section {min(missing)}.")
    if len(RUNG.findall(parts["Hints"])) < 3:
        raise ValueError("the ladder needs three rungs or more.")
    if "```" in parts["Hints"]:
        raise ValueError("a hint holds no code.")


def sections(body: str) -> dict[str, str]:
    """The sections by name, in the fixed order. Raises ValueError."""
    found: dict[str, str] = {}
    for part in body.split("\n## ")[1:]:
        name, _, text = part.partition("\n")
        if name.strip() not in SECTIONS:
            raise ValueError(f"there is no section {name.strip()!r}.")
        found[name.strip()] = text.strip()
    order = [SECTIONS.index(name) for name in found]
    if order != sorted(order):
        raise ValueError("the sections stand in another order.")
    return found


def signature(one: Mapping[str, str]) -> Signature:
    """A signature with its pattern compiled. Raises ValueError."""
    try:
        return Signature(one["type"], re2.compile(one["message"]))
    except (re2.error, KeyError) as error:
        raise ValueError(f"a signature cannot be read: {error}") from None


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
