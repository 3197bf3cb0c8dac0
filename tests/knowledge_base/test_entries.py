"""Every entry does what it says: Wrong fails in its own way, Right runs, Check passes."""

from pathlib import Path

import pytest

from assistant.finding.signatures import Signatures
from assistant.library.checking import problems
from assistant.library.entries import NEUTRAL, fill, load_entries
from assistant.library.examples import NONE, load_examples
from assistant.sandbox import Sandbox
from assistant.types import NOT_RUN, Post, Report

FOLDER = Path(__file__).parents[2] / "knowledge_base"
ENTRIES = load_entries(FOLDER / "entries")
EXAMPLES = load_examples(FOLDER / "examples")


@pytest.mark.parametrize("slug", ENTRIES)
def test_its_code_does_what_it_says(sandbox: Sandbox, slug: str) -> None:
    assert list(problems(ENTRIES[slug], sandbox)) == []


@pytest.mark.parametrize("slug", [slug for slug, e in ENTRIES.items() if e.signatures and e.wrong])
def test_wrong_leads_to_its_own_slug_and_right_to_none(sandbox: Sandbox, slug: str) -> None:
    find = Signatures(ENTRIES)
    wrong = sandbox.run({"source": ENTRIES[slug].wrong}).raised

    assert wrong is not None
    found = find(Report(Post(), raised=(wrong,)), NOT_RUN)
    assert slug in {finding.cause for finding in found}
    assert sandbox.run({"source": ENTRIES[slug].right}).raised is None


@pytest.mark.parametrize("slug", ENTRIES)
def test_its_hints_read_well_without_their_blanks(slug: str) -> None:
    for hint in ENTRIES[slug].hints:
        told = fill(hint, {})
        assert "{" not in told
        assert told[0].isupper()
        assert told[-1] in ".?"


def test_every_blank_has_neutral_words() -> None:
    import re

    used = {name for e in ENTRIES.values() for h in e.hints for name in re.findall(r"\{(\w+)\}", h)}
    assert used <= set(NEUTRAL)


@pytest.mark.parametrize("kind", ["mistake", "idea", "course-life"])
def test_every_cause_has_an_entry(shared: Path, kind: str) -> None:
    import tomllib

    causes = tomllib.loads((shared / "causes.toml").read_text())
    assert set(causes[kind]) <= set(ENTRIES)


@pytest.mark.parametrize("slug", sorted({example.slug for example in EXAMPLES}))
def test_the_examples_of_a_slug_have_titles_and_texts(slug: str) -> None:
    assert slug == NONE or slug in ENTRIES
    for example in EXAMPLES:
        if example.slug == slug:
            assert example.title, example.path
            assert example.text, example.path
