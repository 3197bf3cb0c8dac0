"""The calls to Discourse that the bot makes, and what each answer means."""

import math
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

import httpx

from assistant.errors import ForumBusy, ForumRefused, ForumUnavailable
from assistant.forum.events import ForumPost, post_of, text, whole
from assistant.settings import Forum

PAGE = 20
MOST_FOLLOWING = 100  # posts after the one in question that are read
TIMEOUT = 10.0  # a look and a reply stay within the lease of a row


@dataclass(frozen=True)
class Topic:
    """A topic as the bot may see it."""

    open: bool
    category: int | None
    posts: tuple[ForumPost, ...]
    crowded: bool = False  # more posts have followed than are read

    def reply_to(self, number: int, bot: str) -> ForumPost | None:
        """Our own reply to a post; to the first one also where the forum names none."""
        wanted = (number, None) if number == 1 else (number,)
        ours = [one for one in self.posts if one.author.lower() == bot.lower()]
        return next((one for one in ours if one.reply_to_number in wanted), None)

    def answered_by_staff(self, after: int, bot: str) -> bool:
        """Whether a person of the staff has spoken after a post."""
        people = (one for one in self.posts if one.author.lower() != bot.lower())
        return any(one.staff and one.number > after for one in people)


class Discourse:
    """One forum, spoken to as the bot's own account."""

    def __init__(self, rules: Forum, transport: httpx.BaseTransport | None = None) -> None:
        self.rules = rules
        headers = {"Api-Key": rules.api_key, "Api-Username": rules.bot}
        self.http = httpx.Client(
            base_url=rules.url, headers=headers, timeout=TIMEOUT, transport=transport
        )

    def close(self) -> None:
        """End the connections."""
        self.http.close()

    def topic(self, id: str, post: str = "", spend: Callable[[], None] = lambda: None) -> Topic:
        """The first page of a topic, and what follows on a post; each twenty more cost a call."""
        told = self.call("GET", f"/t/{id}.json")
        stream = told.get("post_stream") or {}
        posts = list(stream.get("posts") or ())
        seen = {one["id"] for one in posts}
        following = [one for one in stream.get("stream") or () if post and one >= int(post)]
        rest = [one for one in following if one not in seen]
        for start in range(0, min(len(rest), MOST_FOLLOWING), PAGE):
            spend()
            query = {"post_ids[]": [str(one) for one in rest[start : start + PAGE]]}
            more = self.call("GET", f"/t/{id}/posts.json", params=query)
            posts += (more.get("post_stream") or {}).get("posts") or ()
        shut = any(told.get(word) for word in ("closed", "archived", "deleted_at"))
        return Topic(
            open=not shut and told.get("visible", True) is not False,
            category=told.get("category_id"),
            posts=tuple(post_of(one) for one in posts),
            crowded=len(rest) > MOST_FOLLOWING,
        )

    def post(self, id: str) -> ForumPost:
        """One post with its raw text."""
        return post_of(self.call("GET", f"/posts/{id}.json"))

    def latest(self, before: int | None = None) -> tuple[ForumPost, ...]:
        """Fifty posts, the newest first."""
        query = {} if before is None else {"before": str(before)}
        told = self.call("GET", "/posts.json", params=query)
        return tuple(post_of(one) for one in told.get("latest_posts") or ())

    def reply(self, topic: str, number: int, raw: str, *, whisper: bool) -> str:
        """Post a reply; gives its id, or nothing where it waits in the forum's review queue."""
        body: dict[str, Any] = {"topic_id": int(topic), "raw": raw, "reply_to_post_number": number}
        if whisper:
            body["whisper"] = "true"  # the text: Discourse does not take a JSON true
        told = self.call("POST", "/posts.json", json=body)
        if told.get("action") == "enqueued":
            return ""
        id = whole(told.get("id"), 0)
        if not id:
            raise ForumUnavailable("The forum took the reply and named no post.")
        return str(id)

    def edit(self, id: str, raw: str, original: str) -> None:
        """Put another text in the place of ours, where nobody has changed it meanwhile."""
        words = {"raw": raw, "edit_reason": "the post was edited"}
        if original:
            words["original_text"] = original
        self.call("PUT", f"/posts/{id}.json", json={"post": words})

    def delete(self, id: str) -> None:
        """Take our reply back; one that is gone already is no failure."""
        try:
            self.call("DELETE", f"/posts/{id}.json")
        except ForumRefused as error:
            if error.status not in (404, 410):
                raise

    def call(self, method: str, path: str, **told: Any) -> dict[str, Any]:
        """One call. Raises ForumUnavailable, ForumBusy or ForumRefused."""
        try:
            answer = self.http.request(method, path, **told)
        except httpx.HTTPError as error:
            raise ForumUnavailable(f"The forum did not answer: {type(error).__name__}.") from None
        found = content(answer)
        if answer.status_code == 429:
            raise busy(answer, found)
        if answer.status_code >= 500 or answer.is_redirect:
            raise ForumUnavailable(f"The forum answered with status {answer.status_code}.")
        if answer.status_code >= 400:
            raise ForumRefused(answer.status_code, refusal(found))
        return found


def content(answer: httpx.Response) -> dict[str, Any]:
    """The JSON object of an answer, an empty one where there is none."""
    try:
        found = answer.json()
    except ValueError:
        return {}
    return found if isinstance(found, dict) else {}


def busy(answer: httpx.Response, found: Mapping[str, Any]) -> ForumBusy:
    """How long to wait; the limit of an address is told with a code, or in plain text."""
    extras = found.get("extras")
    told = extras.get("wait_seconds") if isinstance(extras, Mapping) else None
    waits = [seconds(answer.headers.get("retry-after")), seconds(told)]
    everything = not found or "discourse-rate-limit-error-code" in answer.headers
    return ForumBusy(max(waits) or 5.0, everything=everything)


def seconds(told: Any) -> float:
    """A number of seconds, none where it cannot be read."""
    try:
        found = float(told)
    except (TypeError, ValueError):
        return 0.0
    return min(max(found, 0.0), 3600.0) if math.isfinite(found) else 0.0


def refusal(found: Mapping[str, Any]) -> str:
    """Why, in the forum's own words, cut short."""
    errors = found.get("errors")
    said = [text(one) for one in errors] if isinstance(errors, list) else []
    return " ".join(said)[:200] or "no reason given"
