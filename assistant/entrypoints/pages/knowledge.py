"""The knowledge base to browse, to search, and to read."""

import re
from collections.abc import Iterable, Mapping
from typing import Any

from fastapi import APIRouter, HTTPException, Request
from fastapi.responses import Response

from assistant.entrypoints.pages.listing import listing
from assistant.entrypoints.pages.markdown import markdown
from assistant.entrypoints.pages.rendering import Pages
from assistant.entrypoints.pages.trying_out import Examples
from assistant.entrypoints.service import Service
from assistant.library.entries import Entry, fill

KINDS = {"mistake": "Mistakes", "idea": "Ideas", "course-life": "Course life"}
WORD = re.compile(r"\w+")
LONGEST_QUERY = 200


def add_knowledge(router: APIRouter, service: Service, pages: Pages) -> None:
    """The knowledge base to read."""
    examples = Examples(service.assistant)

    @router.get("/kb")
    def entries(request: Request, q: str = "") -> Response:
        """The entries by kind, all or those with the words that were asked for."""
        asked = q[:LONGEST_QUERY]
        found = search(service.assistant.entries.values(), asked)
        kinds = {title: [e for e in found if e.kind == kind] for kind, title in KINDS.items()}
        shown = {"kinds": kinds, "q": asked, "count": len(found)}
        return pages.show(request, "entries.html", shown)

    @router.get("/kb/{slug}")
    def entry(request: Request, slug: str) -> Response:
        """One entry."""
        found = service.assistant.entries.get(slug)
        if found is None:
            raise HTTPException(404, "There is no such entry.")
        return pages.show(request, "entry.html", entry_page(found, examples.of(found)))


def search(entries: Iterable[Entry], asked: str) -> list[Entry]:
    """The entries that hold every word, those first that have it in the title."""
    words = [word.lower() for word in WORD.findall(asked)]
    ranked = [(score(entry, words), entry) for entry in entries]
    found = [one for one in ranked if one[0] or not words]
    return [entry for _, entry in sorted(found, key=lambda one: -one[0])]


def score(entry: Entry, words: Iterable[str]) -> int:
    """How much an entry speaks of all the words; nothing where one is missing."""
    title = f"{entry.title} {entry.slug} {' '.join(entry.topics)}".lower()
    text = f"{entry.symptom} {entry.why} {entry.wrong} {' '.join(entry.hints)}".lower()
    points = [3 * (word in title) + (word in text) for word in words]
    return sum(points) if all(points) else 0


def entry_page(entry: Entry, outcomes: Mapping[str, str]) -> dict[str, Any]:
    """One entry with its Markdown rendered, and its code with what came of it."""
    parts = (
        ("wrong", "An example that fails", entry.wrong),
        ("right", "And one that works", entry.right),
        ("check", "The formula, checked by numbers", entry.check),
    )
    codes = [(title, listing(code), outcomes.get(name, "")) for name, title, code in parts if code]
    return {
        "entry": entry,
        "symptom": markdown(entry.symptom),
        "why": markdown(entry.why),
        "derivation": markdown(entry.derivation),
        "hints": [markdown(fill(hint, {})) for hint in entry.hints],
        "codes": codes,
    }
