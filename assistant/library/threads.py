"""Solved threads of a forum: read from Discourse's topic JSON, link and title."""

from collections.abc import Mapping
from dataclasses import dataclass
from html.parser import HTMLParser
from typing import Any

import re2

from assistant.characters import well_formed
from assistant.errors import UnreadableInput

PUBLIC = ("regular", "banner")
SLUG = re2.compile(r"^[\w-]+$")
LONGEST = 20_000  # letters of a thread that are indexed


@dataclass(frozen=True)
class SolvedThread:
    """A thread with an accepted answer; `text` is for the index and is never shown."""

    forum: str
    topic: int
    title: str
    url: str
    text: str


@dataclass(frozen=True)
class Refused:
    """Why a topic is not kept."""

    reason: str


def thread_of(topic: Any, forum: str) -> SolvedThread | Refused:
    """A topic as a thread, or why not. Raises UnreadableInput for what is no topic."""
    posts = posts_of(topic)
    if topic.get("archetype") not in PUBLIC:
        return Refused("private")
    if topic.get("visible") is not True or topic.get("deleted_at"):
        return Refused("unlisted")
    if not topic["title"].strip():
        return Refused("untitled")
    answers = [post for post in posts if accepted(topic, post)]
    if not answers and not topic.get("has_accepted_answer"):
        return Refused("unsolved")
    told = [post for post in (*posts[:1], *answers) if not post.get("hidden")]
    text = "\n".join(plain(str(post.get("raw") or post.get("cooked") or "")) for post in told)
    slug = well_formed(str(topic.get("slug") or "-"))
    address = f"{forum.rstrip('/')}/t/{slug if SLUG.search(slug) else '-'}/{topic['id']}"
    title = well_formed(" ".join(topic["title"].split()))
    return SolvedThread(forum.rstrip("/"), topic["id"], title, address, well_formed(text)[:LONGEST])


def posts_of(topic: Any) -> list[Mapping[str, Any]]:
    """The posts of a topic. Raises UnreadableInput for what is no topic of Discourse."""
    stream = topic.get("post_stream") if isinstance(topic, Mapping) else None
    posts = stream.get("posts") if isinstance(stream, Mapping) else None
    if not isinstance(posts, list) or not all(isinstance(post, Mapping) for post in posts):
        raise UnreadableInput("It is no topic of Discourse: it has no posts in `post_stream`.")
    if type(topic.get("id")) is not int or not isinstance(topic.get("title"), str):
        raise UnreadableInput("It is no topic of Discourse: it needs an `id` and a `title`.")
    return posts


def accepted(topic: Mapping[str, Any], post: Mapping[str, Any]) -> bool:
    """The post is the topic's accepted answer, by its own mark or by the topic's."""
    mark = topic.get("accepted_answer")
    number = mark.get("post_number") if isinstance(mark, Mapping) else None
    return post.get("accepted_answer") is True or (
        number is not None and post.get("post_number") == number
    )


class Words(HTMLParser):
    """Collects the text of HTML."""

    def __init__(self) -> None:
        super().__init__()
        self.found: list[str] = []

    def handle_data(self, data: str) -> None:
        """A piece of text between tags."""
        self.found.append(data)


def plain(html: str) -> str:
    """The words of a cooked post."""
    words = Words()
    words.feed(html.replace("<![", "&lt;!["))  # of a section that it does not know it would fail
    words.close()
    return "".join(words.found)
