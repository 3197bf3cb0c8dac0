"""What comes through the door: signed, from the right forum, and of the few posts that are ours."""

import json
from typing import Any

import pytest

from assistant.errors import UnreadableInput
from assistant.forum.receiving import NotFromTheForum, Receiving, signature
from tests.forum.telling import body_of, headers_of, told


def test_a_signed_event_is_read(receiving: Receiving) -> None:
    event = told(receiving, id=79563, topic=46582, raw="My cost is a matrix")

    assert (event.kind, event.post.id, event.post.topic_id) == ("created", "79563", "46582")
    assert event.post.raw == "My cost is a matrix"


@pytest.mark.parametrize(
    "changed",
    [
        {"x-discourse-event-signature": "sha256=" + "0" * 64},
        {"x-discourse-event-signature": ""},
        {"x-discourse-event-signature": "sha256=é"},
        {"x-discourse-instance": "https://other.example"},
    ],
)
def test_a_stranger_is_refused(receiving: Receiving, changed: dict[str, str]) -> None:
    body = body_of()
    with pytest.raises(NotFromTheForum):
        receiving.event({**headers_of(receiving, "post_created", body), **changed}, body)


def test_the_signature_is_over_the_bytes_as_they_came(receiving: Receiving) -> None:
    body = body_of().replace(b": ", b" :  ")
    headers = headers_of(receiving, "post_created", body)

    assert receiving.event(headers, body) is not None
    with pytest.raises(NotFromTheForum):
        receiving.event(headers, body_of())


@pytest.mark.parametrize("name", ["ping", ""])
def test_a_ping_is_no_event(receiving: Receiving, name: str) -> None:
    body = b'{"ping":"OK"}'
    headers = headers_of(receiving, name, body) | {"x-discourse-event-type": "ping"}

    assert receiving.event(headers, body) is None


def test_a_form_encoded_hook_sends_the_same_json(receiving: Receiving) -> None:
    body = body_of()
    headers = headers_of(receiving, "post_created", body)
    headers["content-type"] = "application/x-www-form-urlencoded"

    assert receiving.event(headers, body) is not None


@pytest.mark.parametrize(
    "post",
    [
        {},
        {"id": None, "raw": None, "username": None, "user_id": None, "category_id": None},
        {"id": "7", "post_number": "1", "version": [], "reply_to_user": "x", "deleted_at": 3},
        {"id": True, "raw": 7, "topic_title": {}},
    ],
)
@pytest.mark.parametrize("name", ["post_created", "post_edited", "post_destroyed", "?"])
def test_a_poor_body_is_not_ours_and_raises_nothing(
    receiving: Receiving, post: dict[str, Any], name: str
) -> None:
    body = json.dumps({"post": post}).encode()
    event = receiving.event(headers_of(receiving, name, body), body)

    assert event is not None
    assert receiving.arrival(event)[0] is None


@pytest.mark.parametrize("body", [b"{broken", b"\xff\xfe", b"[" * 5000])
def test_a_body_that_is_no_json_is_said_to_be_so(receiving: Receiving, body: bytes) -> None:
    headers = headers_of(receiving, "post_created", body)
    assert headers["x-discourse-event-signature"] == signature(receiving.secret, body)
    with pytest.raises(UnreadableInput):
        receiving.event(headers, body)


@pytest.mark.parametrize("name", ["post_type", "topic_id"])
@pytest.mark.parametrize("odd", ["4", None, 1.5, True, [], 10**30])
def test_a_post_whose_kind_or_topic_cannot_be_read_is_none_of_ours(
    receiving: Receiving, name: str, odd: Any
) -> None:
    assert receiving.arrival(told(receiving, **{name: odd})) == (None, "other")


@pytest.mark.parametrize(
    ("post", "word"),
    [
        ({"archetype": "private_message"}, "private"),
        ({"archetype": "banner"}, "private"),
        ({"type": 4}, "whisper"),
        ({"type": 3}, "no-post"),
        ({"category": 8}, "other-category"),
        ({"category": None}, "other-category"),
        ({"author": "gradbot"}, "own"),
        ({"author": "GradBot"}, "own"),
        ({"author": "helperbot"}, "bot"),
        ({"user_id": -1}, "bot"),
        ({"hidden": True}, "hidden"),
        ({"staff": True}, "staff"),
        ({"admin": True}, "staff"),
        ({"deleted_at": "2026-02-09T10:19:46.324Z"}, "hidden"),
    ],
)
def test_what_is_not_ours_is_only_counted(
    receiving: Receiving, post: dict[str, Any], word: str
) -> None:
    assert receiving.arrival(told(receiving, **post)) == (None, word)


@pytest.mark.parametrize(
    ("post", "word"),
    [
        ({}, "first"),
        ({"number": 3, "raw": "I printed dW1 now, it is 4"}, "heard"),
        ({"number": 3, "raw": "@gradbot I printed dW1 now, it is 4"}, "again"),
        ({"number": 3, "raw": "[quote]@gradbot more[/quote] thanks all"}, "heard"),
        ({"number": 3, "raw": "> @gradbot more\n\nthanks all"}, "heard"),
        ({"number": 3, "raw": "`@gradbot more` is what one may say"}, "heard"),
        ({"number": 3, "raw": "More, please", "reply_to": "gradbot"}, "more"),
        ({"number": 3, "raw": "@gradbot next hint"}, "more"),
        ({"number": 3, "raw": "person", "reply_to": "gradbot"}, "person"),
        ({"number": 3, "raw": "more", "reply_to": "student2"}, "heard"),
        ({"number": 3, "raw": "That is wrong", "reply_to": "gradbot"}, "heard"),
        ({"number": 3, "raw": "That is wrong", "reply_to": "gradbot", "staff": True}, "wrong"),
        ({"number": 3, "raw": "@gradbot this is wrong.", "staff": True}, "wrong"),
        ({"number": 3, "raw": "@gradbot nothing is wrong here", "staff": True}, "heard"),
        ({"number": 3, "raw": "@gradbot that isn't wrong", "staff": True}, "heard"),
        ({"number": 3, "raw": "@gradbot is this wrong?", "staff": True}, "heard"),
        (
            {
                "number": 3,
                "raw": "As @gradbot says above, dZ1 is wrong, and the mean is taken twice in db1.",
                "staff": True,
            },
            "heard",
        ),
        ({"number": 3, "raw": "Look at line 3", "staff": True}, "heard"),
    ],
)
def test_what_a_post_asks_of_the_bot(receiving: Receiving, post: dict[str, Any], word: str) -> None:
    arrival, counted = receiving.arrival(told(receiving, **post))

    assert counted == word
    assert arrival is not None


def test_a_bot_whose_name_is_a_word_of_its_own_is_not_asked_for_it(receiving: Receiving) -> None:
    rules = receiving.rules.model_copy(update={"bot": "mentor"})
    event = told(receiving, number=3, raw="@mentor more")
    assert Receiving(rules).arrival(event)[1] == "more"


def test_without_a_named_category_nothing_is_ours(receiving: Receiving) -> None:
    rules = receiving.rules.model_copy(update={"categories": ""})
    assert Receiving(rules).arrival(told(receiving)) == (None, "other-category")


def test_an_excluded_category_wins(receiving: Receiving) -> None:
    rules = receiving.rules.model_copy(update={"excluded_categories": "7"})
    assert Receiving(rules).arrival(told(receiving)) == (None, "other-category")
