"""Events as Discourse sends them: the body, the headers, the signature."""

import json
from typing import Any

from assistant.forum.events import Event
from assistant.forum.receiving import Receiving, signature
from tests.stories import POST, TITLE

NAMES = {
    "number": "post_number",
    "type": "post_type",
    "archetype": "topic_archetype",
    "category": "category_id",
    "title": "topic_title",
    "author": "username",
    "topic": "topic_id",
}
PLAIN: dict[str, Any] = {
    "id": 1,
    "username": "student1",
    "created_at": "2026-02-09T10:19:46.324Z",
    "cooked": "<p>...</p>",
    "post_number": 1,
    "post_type": 1,
    "topic_id": 100,
    "topic_title": TITLE,
    "category_id": 7,
    "version": 1,
    "raw": POST,
    "user_id": 2401,
    "deleted_at": None,
    "topic_archetype": "regular",
    "moderator": False,
    "admin": False,
    "staff": False,
}


def body_of(**post: Any) -> bytes:
    """The body of an event about a post."""
    words = {NAMES.get(name, name): value for name, value in post.items()}
    if "reply_to" in words:
        words["reply_to_user"] = {"username": words.pop("reply_to")}
    return json.dumps({"post": {**PLAIN, **words}}).encode()


def headers_of(receiving: Receiving, name: str, body: bytes, id: int = 1) -> dict[str, str]:
    """The headers of an event, signed."""
    return {
        "content-type": "application/json",
        "user-agent": "Discourse/3.6.0",
        "x-discourse-instance": receiving.url,
        "x-discourse-event-id": str(id),
        "x-discourse-event-type": "post",
        "x-discourse-event": name,
        "x-discourse-event-signature": signature(receiving.secret, body),
    }


def told(receiving: Receiving, name: str = "post_created", **post: Any) -> Event:
    """An event that came through the door."""
    body = body_of(**post)
    event = receiving.event(headers_of(receiving, name, body), body)
    assert event is not None
    return event
