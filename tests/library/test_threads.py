"""Solved threads: which topics are kept, once each, and what is kept of them."""

from typing import Any

import pytest

from assistant.errors import UnreadableInput
from assistant.library.threads import Refused, SolvedThread, thread_of

FORUM = "https://forum.example/"


def topic(**changed: Any) -> dict[str, Any]:
    """A solved topic as Discourse gives it; the second post is the accepted answer."""
    posts = [
        {"post_number": 1, "cooked": "<p>dW1 has wrong values &amp; shape</p>"},
        {"post_number": 2, "cooked": "<p>No idea</p>"},
        {"post_number": 3, "cooked": "<p>Look at the <code>axis</code></p>"},
    ]
    made = {
        "id": 7, "title": "Wrong  dW1", "slug": "wrong-dw1", "archetype": "regular", "visible": True,
        "deleted_at": None, "accepted_answer": {"post_number": 3}, "post_stream": {"posts": posts},
    }  # fmt: skip
    return made | changed


def test_a_solved_topic_is_kept_with_its_question_and_its_answer() -> None:
    one = thread_of(topic(), FORUM)

    assert isinstance(one, SolvedThread)
    assert (one.forum, one.topic, one.title) == ("https://forum.example", 7, "Wrong dW1")
    assert one.url == "https://forum.example/t/wrong-dw1/7"
    assert "wrong values & shape" in one.text
    assert "axis" in one.text
    assert "No idea" not in one.text


@pytest.mark.parametrize(
    ("changed", "reason"),
    [
        ({"archetype": "private_message"}, "private"),
        ({"archetype": None}, "private"),
        ({"visible": False}, "unlisted"),
        ({"visible": None}, "unlisted"),
        ({"deleted_at": "2026-01-01"}, "unlisted"),
        ({"title": " \n"}, "untitled"),
        ({"accepted_answer": None}, "unsolved"),
        ({"accepted_answer": {}}, "unsolved"),
    ],
)
def test_what_is_private_unlisted_or_open_is_refused(changed: dict[str, Any], reason: str) -> None:
    assert thread_of(topic(**changed), FORUM) == Refused(reason)


@pytest.mark.parametrize(
    "changed",
    [
        {"accepted_answer": None, "has_accepted_answer": True},
        {"accepted_answer": None, "post_stream": {"posts": [{"post_number": 2, "accepted_answer": True}]}},
    ],
)  # fmt: skip
def test_other_marks_of_a_solution_count_too(changed: dict[str, Any]) -> None:
    assert isinstance(thread_of(topic(**changed), FORUM), SolvedThread)


def test_a_hidden_post_is_not_indexed() -> None:
    posts = [{"post_number": 1, "cooked": "secret", "hidden": True}, {"post_number": 3, "raw": "x"}]
    one = thread_of(topic(post_stream={"posts": posts}), FORUM)

    assert isinstance(one, SolvedThread)
    assert "secret" not in one.text


def test_a_strange_slug_makes_no_link_of_its_own() -> None:
    one = thread_of(topic(slug="x) [y](https://evil.example"), FORUM)

    assert isinstance(one, SolvedThread)
    assert one.url == "https://forum.example/t/-/7"


@pytest.mark.parametrize(
    "given", [None, [], "x", {}, {"post_stream": {}}, topic(id="7"), topic(title=None)]
)
def test_what_is_no_topic_is_told(given: Any) -> None:
    with pytest.raises(UnreadableInput, match="no topic"):
        thread_of(given, FORUM)


def test_a_section_of_another_markup_is_read_as_words() -> None:
    one = thread_of(
        topic(post_stream={"posts": [{"post_number": 3, "cooked": "<![foo[ dW1"}]}), FORUM
    )

    assert isinstance(one, SolvedThread)
    assert "dW1" in one.text
