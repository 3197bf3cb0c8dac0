"""`check --conflicts` names the entries that take each other's posts, and the mend."""

from pathlib import Path

import pytest

from assistant.entrypoints.checking import SKELETON
from assistant.entrypoints.conflicts import conflicts, written
from assistant.settings import Settings

POSTS = {
    "apples": ["apples are red and sweet", "sweet red apples", "why are apples red", "red apples"],
    "pears": ["pears are green and soft", "soft green pears", "why are pears green", "green pears"],
}


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    """A knowledge base of two entries that have nothing in common."""
    (tmp_path / "entries").mkdir()
    for slug, posts in POSTS.items():
        entry = SKELETON.replace("TODO: ", f"{slug} ").replace("part of", f"{slug} in")
        (tmp_path / "entries" / f"{slug}.md").write_text(entry)
        (tmp_path / "examples" / slug).mkdir(parents=True)
        for number, post in enumerate(posts, 1):
            write(tmp_path / "examples" / slug / f"0{number}.md", post)
    (tmp_path / "exercises").mkdir()
    return Settings(knowledge_base=tmp_path, cache=tmp_path / "cache")


def write(file: Path, post: str) -> None:
    """An example."""
    file.write_text(f"# {post}\n\n{post}, said again: {post}.\n")


def test_entries_that_keep_their_posts_are_not_named(settings: Settings) -> None:
    assert conflicts(settings) == []


def test_posts_in_the_wrong_folder_are_named_with_their_mend(settings: Settings) -> None:
    for number in (5, 6):
        write(settings.knowledge_base / "examples" / "pears" / f"0{number}.md", POSTS["apples"][0])

    (found,) = conflicts(settings)
    assert found.pair == ("apples", "pears")
    assert found.often >= 2
    text = written([found])
    assert "of pears answered with apples: pears/05.md, pears/06.md" in text
    assert "mend: write an example of " in text


def test_a_pattern_that_takes_posts_is_named_with_its_line(settings: Settings) -> None:
    for number in (5, 6):
        post = "green soft pears ValueError: apples in the message"
        write(settings.knowledge_base / "examples" / "pears" / f"0{number}.md", post)

    (found,) = conflicts(settings)
    assert "2 of pears matched by entries/apples.md:9: pears/05.md, pears/06.md" in written([found])


def test_the_commonest_pair_stands_first(settings: Settings) -> None:
    for number, slug in ((5, "apples"), (6, "apples"), (7, "pears"), (8, "pears")):
        post = POSTS["pears" if slug == "apples" else "apples"][number % 2]
        write(settings.knowledge_base / "examples" / slug / f"0{number}.md", post)
    for number in (1, 2):
        folder = settings.knowledge_base / "examples" / "none"
        folder.mkdir(exist_ok=True)
        write(folder / f"0{number}.md", "ValueError: apples in the message, nobody asks")

    found = conflicts(settings)
    assert [one.often for one in found] == sorted((one.often for one in found), reverse=True)
    assert {one.pair for one in found} >= {("apples", "pears"), ("apples", "none")}


def test_where_nothing_is_written_yet_nothing_takes_anything(tmp_path: Path) -> None:
    assert conflicts(Settings(knowledge_base=tmp_path)) == []
