"""What the forum's answers mean, taken at the letter of the contract."""

import httpx
import pytest

from assistant.forum.discourse import Topic, busy, content, refusal
from assistant.forum.events import post_of

JSON = {"errors": [], "error_type": "rate_limit", "extras": {"wait_seconds": 18, "time_left": "s"}}


@pytest.mark.parametrize(
    ("answer", "wait", "everything"),
    [
        (httpx.Response(429, json=JSON), 18.0, False),
        (httpx.Response(429, json=JSON, headers={"Retry-After": "30"}), 30.0, False),
        (httpx.Response(429, text="Slow down", headers={"Retry-After": "9"}), 9.0, True),
        (
            httpx.Response(
                429,
                json=JSON,
                headers={"Discourse-Rate-Limit-Error-Code": "ip_10_secs_limit"},
            ),
            18.0,
            True,
        ),
        (httpx.Response(429, text="", headers={"Retry-After": "soon"}), 5.0, True),
        (httpx.Response(429, json={"extras": {"wait_seconds": 10**9}}), 3600.0, False),
        (httpx.Response(429, json={"extras": {"wait_seconds": "nan"}}), 5.0, False),
    ],
)
def test_how_long_to_wait_and_for_what(
    answer: httpx.Response, wait: float, everything: bool
) -> None:
    found = busy(answer, content(answer))

    assert (found.wait, found.everything) == (wait, everything)


@pytest.mark.parametrize(
    ("found", "said"),
    [
        ({"errors": ["Body is too similar"]}, "Body is too similar"),
        ({"errors": "x"}, "no reason given"),
        ({}, "no reason given"),
        ({"errors": ["x" * 500]}, "x" * 200),
    ],
)
def test_a_refusal_is_kept_in_the_forums_words(found: dict[str, object], said: str) -> None:
    assert refusal(found) == said


def topic(*posts: dict[str, object]) -> Topic:
    """A topic of these posts."""
    return Topic(open=True, category=7, posts=tuple(post_of({"id": 1, **post}) for post in posts))


@pytest.mark.parametrize(
    ("number", "reply_to", "ours"), [(1, 1, True), (1, None, True), (3, 3, True), (3, "3", True), (3, None, False), (3, 1, False), (3, "1", False), (3, [3], False)]
)  # fmt: skip
def test_our_own_reply_is_known_by_what_it_replies_to(
    number: int, reply_to: object, ours: bool
) -> None:
    post = {"username": "GradBot", "post_number": 9, "reply_to_post_number": reply_to}

    assert (topic(post).reply_to(number, "gradbot") is not None) is ours
    assert topic({**post, "username": "student"}).reply_to(number, "gradbot") is None


@pytest.mark.parametrize("role", ["staff", "admin", "moderator", "group_moderator"])
def test_a_person_of_the_staff_is_known_and_the_bot_is_none(role: str) -> None:
    post = {"username": "ann", "post_number": 2, role: True}

    assert topic(post).answered_by_staff(1, "gradbot")
    assert not topic(post).answered_by_staff(2, "gradbot")
    assert not topic({**post, "username": "gradbot"}).answered_by_staff(1, "gradbot")
