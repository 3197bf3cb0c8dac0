"""Threads that read like a post, by link and title, and never with a solution in the title."""

import json
from dataclasses import replace
from pathlib import Path

import pytest
from typer.testing import CliRunner

from assistant.entrypoints.cli import app
from assistant.entrypoints.importing import imported
from assistant.errors import UnreadableInput
from assistant.finding.threads import SimilarThreads
from assistant.library.archive import add, opened
from assistant.library.threads import SolvedThread
from assistant.replying.contract import as_json
from assistant.settings import Settings
from assistant.types import Post, Thread
from assistant.wiring import Assistant
from tests.library.test_threads import topic

TITLES = [
    "Wrong values for dW1 in backward_propagation",
    "np.dot shapes not aligned in linear_forward",
    "The grader does not find my notebook",
    "log of zero gives nan in compute_cost",
]


@pytest.fixture
def file(tmp_path: Path) -> Path:
    """A few threads on disk."""
    kept = tmp_path / "threads"
    add((thread(number, title) for number, title in enumerate(TITLES)), kept)
    return kept


def thread(number: int, title: str) -> SolvedThread:
    """A thread with a title."""
    url = f"https://forum.example/t/-/{number}"
    return SolvedThread("https://forum.example", number, title, url, title)


def test_the_most_similar_comes_first_and_what_is_far_not_at_all(file: Path) -> None:
    found = SimilarThreads(file)

    assert found("I get wrong values for dW1")[0] == Thread(
        TITLES[0], "https://forum.example/t/-/0"
    )
    assert found("my cost is nan, a log of zero?")[0].title == TITLES[3]
    assert found("tomorrow is a holiday") == ()
    assert found("") == ()


def test_without_an_import_there_are_none(tmp_path: Path) -> None:
    assert SimilarThreads(tmp_path / "none")("wrong values for dW1") == ()


def test_an_import_is_noticed_by_a_running_service(file: Path) -> None:
    similar = SimilarThreads(file)
    similar("anything")
    add([thread(9, "Softmax overflows for large scores")], file)

    assert similar("softmax overflows for large scores")[0].title.startswith("Softmax")


def test_the_diagnosis_has_links_and_titles_and_the_reply_shows_them(
    assistant: Assistant, file: Path
) -> None:
    road = replace(assistant.road, similar_threads=SimilarThreads(file))
    reply = road.answer(Post(text="wrong values for dW1 in backward_propagation"))

    assert {"title": TITLES[0], "url": "https://forum.example/t/-/0"} in as_json(reply)["threads"]
    assert "](https://forum.example/t/-/0)" in reply.text


@pytest.mark.parametrize(
    ("title", "kept"),
    [
        ("dZ1 with np.dot(W2.T, dZ2) is wrong", False),
        ("dZ1 is wrong", True),
    ],
)
def test_a_title_that_gives_a_formula_away_is_left_out(
    assistant: Assistant, title: str, kept: bool
) -> None:
    road = replace(assistant.road, similar_threads=lambda _: (Thread(title, "https://f.example"),))
    found = as_json(road.answer(Post(text="dZ1 is wrong")))

    assert bool(found["threads"]) == kept
    assert (title in json.dumps(found)) == kept


@pytest.mark.parametrize(
    ("written", "forum", "status", "said"),
    [
        (json.dumps(topic()), "https://forum.example", 0, '"new": 1'),
        (json.dumps([topic(), topic(id=8), topic(id=9, visible=False)]), "https://f.example", 0, '"unlisted": 1'),
        ("not json", "https://forum.example", 1, ""),
        (json.dumps(topic()), "forum.example", 1, ""),
    ],
)  # fmt: skip
def test_the_command_imports_a_file(
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    written: str,
    forum: str,
    status: int,
    said: str,
) -> None:
    monkeypatch.setenv("GRADMENTOR_THREADS", str(tmp_path / "threads"))
    source = tmp_path / "topic.json"
    source.write_text(written)

    ran = CliRunner().invoke(app, ["import-threads", str(source), "--forum", forum, "--json"])
    assert (ran.exit_code, said in ran.output) == (status, True)


def test_the_command_imports_a_folder_twice_without_doubles(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("GRADMENTOR_THREADS", str(tmp_path / "threads"))
    folder = tmp_path / "topics"
    folder.mkdir()
    (folder / "1.json").write_text(json.dumps(topic()))
    (folder / "2.json").write_text(json.dumps(topic(id=8, archetype="private_message")))
    (folder / "3.json").write_text("{}")
    (folder / "4.json").write_bytes(b"\xef")
    (folder / "5.json").write_text(json.dumps(topic(id=9, title=" ")))

    first, second = (CliRunner().invoke(app, ["import-threads", str(folder)]) for _ in range(2))
    assert first.stdout == "1 new, 0 known, 1 private, 1 untitled, 2 unreadable.\n"
    assert second.stdout == "0 new, 1 known, 1 private, 1 untitled, 2 unreadable.\n"
    no_topic, no_text = first.stderr.splitlines()
    assert no_topic.startswith(f"{folder / '3.json'}: It is no topic of Discourse")
    assert no_text.startswith(f"{folder / '4.json'}: ")


def test_a_single_file_that_is_no_topic_is_named(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("GRADMENTOR_THREADS", str(tmp_path / "threads"))
    source = tmp_path / "topic.json"
    source.write_text("{}")

    ran = CliRunner().invoke(app, ["import-threads", str(source)])
    assert isinstance(ran.exception, UnreadableInput)
    assert str(ran.exception).startswith(f"{source}: It is no topic of Discourse")


def test_what_is_no_topic_in_a_list_is_named_and_takes_no_other_with_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("GRADMENTOR_THREADS", str(tmp_path / "threads"))
    source = tmp_path / "topics.json"
    source.write_text(
        json.dumps([topic(), 5, topic(id="8"), topic(id=9, archetype=None), topic(id=10)])
    )

    ran = CliRunner().invoke(app, ["import-threads", str(source)])
    assert (ran.exit_code, ran.stdout) == (0, "2 new, 0 known, 1 private, 2 unreadable.\n")
    no_topic, no_id = ran.stderr.splitlines()
    assert no_topic.startswith(f"{source}, topic 2 of its list: It is no topic of Discourse")
    assert no_id.endswith(
        "topic 3 of its list: It is no topic of Discourse: it needs an `id` and a `title`."
    )
    assert sum(one.alive for one in opened(tmp_path / "threads").batches) == 2


@pytest.mark.parametrize("written", ["[5, {}]", '[5, {"id": 7}]'])
def test_a_list_without_any_topic_could_not_be_read(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, written: str
) -> None:
    monkeypatch.setenv("GRADMENTOR_THREADS", str(tmp_path / "threads"))
    source = tmp_path / "topics.json"
    source.write_text(written)

    ran = CliRunner().invoke(app, ["import-threads", str(source)])
    assert isinstance(ran.exception, UnreadableInput)
    assert [
        line.count("of its list: It is no topic") for line in str(ran.exception).splitlines()
    ] == [1, 1]


@pytest.mark.parametrize(
    "forum", ["https://", "ftp://a.example", "https://a b.example", "https:///t"]
)
def test_a_forum_that_is_no_address_is_refused(tmp_path: Path, forum: str) -> None:
    with pytest.raises(UnreadableInput, match="starts with https"):
        imported(Settings(threads=tmp_path), tmp_path, forum, print)
