"""A broken entry is refused with its file and the reason."""

from pathlib import Path

import pytest

from assistant.entrypoints.checking import SKELETON
from assistant.errors import BadEntry
from assistant.library.entries import load_entry

BROKEN = [
    (SKELETON.replace('kind = "mistake"', 'kind = "poem"'), "needs a title and a kind"),
    (SKELETON.replace("topics = []", 'mood = "good"'), "unknown key 'mood'"),
    (SKELETON.replace("## Why\n", "## Because\n"), "no section 'Because'"),
    (SKELETON.replace("3. The idea, never the line to paste.\n", ""), "three rungs"),
    (SKELETON.replace("2. Where", "2. ```x``` Where"), "no code"),
    (SKELETON.replace("## Right", "## Check"), "needs the section Right"),
    (SKELETON.replace("'part of the message'", "'part ('"), "cannot be read"),
    (SKELETON.replace("title = ", "title == "), "Invalid value"),
    ("no front matter", "needs a title"),
]


def test_the_skeleton_is_an_entry(tmp_path: Path) -> None:
    file = tmp_path / "some-slug.md"
    file.write_text(SKELETON)

    assert load_entry(file).slug == "some-slug"


@pytest.mark.parametrize(("text", "reason"), BROKEN)
def test_a_broken_entry_is_refused(tmp_path: Path, text: str, reason: str) -> None:
    file = tmp_path / "broken.md"
    file.write_text(text)

    with pytest.raises(BadEntry, match=reason) as refused:
        load_entry(file)
    assert "broken.md" in str(refused.value)
