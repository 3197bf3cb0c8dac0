"""A new entry is written beside the others, or refused with one sentence."""

from pathlib import Path

import pytest

from assistant.entrypoints.checking import write_skeleton
from assistant.errors import UnreadableInput

REFUSED = {
    "a b": "A slug is words",
    "../x": "A slug is words",
    "x" * 300: "A slug is words",
    "None": "folder of posts for a person",
    "Taken": "exists already",
}


@pytest.mark.parametrize("slug", REFUSED)
def test_a_slug_that_is_none_or_taken_is_refused(tmp_path: Path, slug: str) -> None:
    (tmp_path / "taken.md").touch()

    with pytest.raises(UnreadableInput, match=REFUSED[slug]):
        write_skeleton(tmp_path, slug)
    assert [file.name for file in tmp_path.iterdir()] == ["taken.md"]


def test_a_folder_that_is_not_there_is_said(tmp_path: Path) -> None:
    with pytest.raises(UnreadableInput, match="cannot be written: No such file"):
        write_skeleton(tmp_path / "nowhere", "mine")
