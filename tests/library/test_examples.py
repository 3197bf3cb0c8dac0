"""An example is a title and a post; its front matter may name the case it was written after."""

from pathlib import Path

import pytest

from assistant.errors import BadEntry
from assistant.library.examples import load_example

BROKEN = [
    ('+++\nmood = "good"\n+++\n# Title\n\nText', "no key 'mood'"),
    ("+++\nafter == 3\n+++\n# Title\n\nText", "no TOML"),
    ("+++\nafter = 3\n+++\n# Title\n\nText", "is no id of a case"),
    ('+++\nafter = "case-1"\n# Title\n\nText', "not closed"),
]


def written(folder: Path, text: str) -> Path:
    """An example file with this text."""
    file = folder / "sign-error" / "01.md"
    file.parent.mkdir()
    file.write_text(text)
    return file


def test_an_example_is_a_title_and_a_post(tmp_path: Path) -> None:
    example = load_example(written(tmp_path, "# Cost is negative\n\nWhy?\n\nIt is -0.5.\n"))

    assert (example.slug, example.title, example.after) == ("sign-error", "Cost is negative", "")
    assert example.text == "Why?\n\nIt is -0.5."


def test_an_example_names_the_case_it_was_written_after(tmp_path: Path) -> None:
    file = written(tmp_path, '+++\nafter = "case-1"\n+++\n\n# Cost is negative\n\nWhy?\n')
    example = load_example(file)

    assert (example.title, example.text, example.after) == ("Cost is negative", "Why?", "case-1")


@pytest.mark.parametrize(("text", "reason"), BROKEN)
def test_a_broken_example_is_refused_with_its_file(tmp_path: Path, text: str, reason: str) -> None:
    with pytest.raises(BadEntry, match=reason) as refused:
        load_example(written(tmp_path, text))
    assert "sign-error/01.md" in str(refused.value)
