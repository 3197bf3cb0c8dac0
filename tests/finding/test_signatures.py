"""Signatures asked all at once find what each finds alone."""

from pathlib import Path

from assistant.finding.signatures import Signatures
from assistant.library.entries import load_entries
from assistant.library.examples import load_examples
from assistant.reading.tracebacks import exceptions_in

KNOWLEDGE = Path(__file__).parents[2] / "knowledge_base"


def test_one_pass_finds_what_each_pattern_finds_alone() -> None:
    entries = load_entries(KNOWLEDGE / "entries")
    known = Signatures(entries)
    texts = (one.text for one in load_examples(KNOWLEDGE / "examples"))
    raised = [one for text in texts for one in exceptions_in(text)]
    fitting = {
        one: [
            slug
            for slug, entry in entries.items()
            if any(s.type == one.type and s.pattern.search(one.message) for s in entry.signatures)
        ]
        for one in raised
    }

    assert any(fitting.values())
    assert {one: [slug for slug, _ in known.matches(one)] for one in raised} == fitting
