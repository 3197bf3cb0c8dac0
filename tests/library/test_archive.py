"""The kept threads: once each, the later one wins, and whoever is killed loses nothing."""

import os
import sys
from dataclasses import replace
from pathlib import Path

import pytest

from assistant.errors import BadThreads
from assistant.library import archive
from assistant.library.archive import LIST, add, living, opened, thread_in
from assistant.library.threads import SolvedThread


def threads(count: int, first: int = 0) -> list[SolvedThread]:
    """Threads that differ."""
    return [
        SolvedThread("https://a.example", n, f"t{n}", "u", "x") for n in range(first, first + count)
    ]


def kept(folder: Path) -> list[SolvedThread]:
    """All threads that count, in their order."""
    found = opened(folder)
    return [thread_in(line) for batch in found.batches for line in living(found, batch)]


def test_a_topic_of_a_forum_is_kept_once_and_the_later_one_wins(tmp_path: Path) -> None:
    one, *_ = threads(1)

    assert kept(tmp_path / "none") == []
    assert add([one, replace(one, forum="https://b.example")], tmp_path) == 2
    assert add([replace(one, title="new")], tmp_path) == 0
    assert {(two.forum[8], two.title) for two in kept(tmp_path)} == {("a", "new"), ("b", "t0")}


def test_what_is_known_already_changes_nothing_on_disk(tmp_path: Path) -> None:
    add(threads(5), tmp_path)
    before = opened(tmp_path)

    assert add(threads(5), tmp_path) == 0
    assert opened(tmp_path) == before


def test_one_topic_more_leaves_a_large_batch_as_it_is(tmp_path: Path) -> None:
    add(threads(50), tmp_path)
    large = opened(tmp_path).batches[0]
    for n in range(12):
        add(threads(1, first=50 + n), tmp_path)

    assert opened(tmp_path).batches[0] == large
    assert len(opened(tmp_path).batches) <= 4
    assert kept(tmp_path) == threads(62)


def test_many_are_kept_in_batches(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(archive, "LARGEST", 10)

    assert add(threads(25), tmp_path) == 25
    assert [one.count for one in opened(tmp_path).batches] == [10, 10, 5]


@pytest.mark.parametrize("step", range(0, 14, 2))
def test_who_is_killed_in_an_import_loses_nothing(tmp_path: Path, step: int) -> None:
    add(threads(20), tmp_path)
    if not (child := os.fork()):
        die_at(step)
        add([replace(one, text="changed") for one in threads(30)], tmp_path)
        os._exit(0)
    os.waitpid(child, 0)

    before, after = threads(20), [replace(one, text="changed") for one in threads(30)]
    assert sorted(kept(tmp_path), key=lambda one: one.topic) in (before, after)
    add(after, tmp_path)
    assert sorted(kept(tmp_path), key=lambda one: one.topic) == after
    assert not list(tmp_path.glob("*.part"))


def die_at(step: int) -> None:
    """End this process at the given step that touches the disk."""
    left = [step]

    def hook(event: str, _: object) -> None:
        if event in ("open", "os.rename"):
            left[0] -= 1
            if left[0] < 0:
                os._exit(9)

    sys.addaudithook(hook)


@pytest.mark.parametrize("written", ["{", '[["x"]]', "7"])
def test_a_broken_list_is_our_failure_with_a_sentence(tmp_path: Path, written: str) -> None:
    (tmp_path / LIST).write_text(written)

    with pytest.raises(BadThreads, match="cannot be read"):
        opened(tmp_path)


def test_a_file_in_the_place_of_the_folder_is_told(tmp_path: Path) -> None:
    file = tmp_path / "threads"
    file.write_text("")

    with pytest.raises(BadThreads):
        add(threads(1), file)
