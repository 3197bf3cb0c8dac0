"""What a forum tells: an event of Discourse read into our own nouns, whatever is missing in it."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Literal

from assistant.characters import well_formed
from assistant.errors import UnreadableInput

Kind = Literal["created", "edited", "destroyed", "accepted", "other"]
KINDS: dict[str, Kind] = {
    "post_created": "created",
    "post_recovered": "other",  # it was taken back; a person decides what is said there
    "topic_created": "other",  # carries no text; the first post comes by itself
    "post_edited": "edited",
    "post_destroyed": "destroyed",
    "accepted_solution": "accepted",
}
ODD, REGULAR, WHISPER = 0, 1, 4
LARGEST = 2**31 - 1
ROLES = ("staff", "admin", "moderator", "group_moderator")


@dataclass(frozen=True)
class ForumPost:
    """A post as the forum tells of it."""

    id: str
    topic_id: str
    number: int
    type: int = REGULAR
    archetype: str = "regular"
    category: int | None = None
    title: str = ""
    raw: str = ""
    author: str = ""
    author_id: int | None = None
    staff: bool = False
    version: int = 1
    reply_to_number: int | None = None
    reply_to_author: str = ""
    hidden: bool = False


@dataclass(frozen=True)
class Event:
    """Something happened to a post of a forum."""

    forum: str
    kind: Kind
    post: ForumPost


def read_event(forum: str, name: str, body: bytes) -> Event:
    """The event of a body; form-encoded hooks send the same JSON. Raises UnreadableInput."""
    try:
        payload = json.loads(body)
    except (ValueError, RecursionError):
        raise UnreadableInput("The body is not JSON.") from None
    told = payload.get("post", payload.get("solved")) if isinstance(payload, dict) else None
    if not isinstance(told, Mapping):
        return Event(forum, "other", ForumPost(id="", topic_id="", number=0))
    return Event(forum, KINDS.get(name, "other"), post_of(told))


def post_of(told: Mapping[str, Any]) -> ForumPost:
    """A post of a webhook or of the list of latest posts; plugins add keys, users are deleted."""
    reply_to = told.get("reply_to_user")
    return ForumPost(
        id=str(whole(told.get("id"), 0)),
        topic_id=str(whole(told.get("topic_id"), 0)),
        number=whole(told.get("post_number"), 0),
        type=whole(told.get("post_type", REGULAR), ODD),
        archetype=text(told.get("topic_archetype")) or "regular",
        category=told.get("category_id") if isinstance(told.get("category_id"), int) else None,
        title=text(told.get("topic_title")),
        raw=text(told.get("raw")),
        author=text(told.get("username"))[:100],
        author_id=told.get("user_id") if isinstance(told.get("user_id"), int) else None,
        staff=any(told.get(role) is True for role in ROLES),
        version=whole(told.get("version"), 1),
        reply_to_number=number_or_text(told.get("reply_to_post_number")),
        reply_to_author=text(reply_to.get("username")) if isinstance(reply_to, Mapping) else "",
        hidden=told.get("hidden") is True or told.get("deleted_at") is not None,
    )


def whole(value: Any, otherwise: int) -> int:
    """A whole number that a database holds, or what stands for none."""
    plain = isinstance(value, int) and not isinstance(value, bool)
    return value if plain and abs(value) <= LARGEST else otherwise


def number_or_text(value: Any) -> int | None:
    """The number of a post: documented as text, sent as a number."""
    plain = isinstance(value, str) and value.isdecimal() and len(value) < 10
    return whole(int(value) if plain else value, 0) or None


def text(value: Any) -> str:
    """Text as databases store it: no zero byte, whole characters; empty for anything else."""
    return well_formed(value.replace("\0", "")) if isinstance(value, str) else ""
