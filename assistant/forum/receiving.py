"""The door for a forum's events: signature, sender, and the filter of what is ours."""

import hashlib
import hmac
from collections.abc import Mapping

from assistant.forum.conversation import asked
from assistant.forum.events import ODD, Event, read_event
from assistant.forum.keeping import Arrival
from assistant.forum.policy import not_ours
from assistant.settings import Forum


class NotFromTheForum(Exception):
    """The signature or the sender is not the forum's."""


class Receiving:
    """Takes events; the same for the webhook and for the poller."""

    def __init__(self, rules: Forum) -> None:
        self.rules = rules
        self.url = rules.url.rstrip("/")
        self.secret = rules.webhook_secret.encode()

    def event(self, headers: Mapping[str, str], body: bytes) -> Event | None:
        """The event of a request, None for a ping. Raises NotFromTheForum or UnreadableInput."""
        given = headers.get("x-discourse-event-signature", "")
        if not hmac.compare_digest(signature(self.secret, body).encode(), given.encode()):
            raise NotFromTheForum("The signature is not right.")
        if headers.get("x-discourse-instance", "").rstrip("/") != self.url:
            raise NotFromTheForum("The event comes from another forum.")
        if headers.get("x-discourse-event-type") == "ping":
            return None
        return read_event(self.url, headers.get("x-discourse-event", ""), body)

    def arrival(self, event: Event) -> tuple[Arrival | None, str]:
        """What is to be kept of an event, and the word under which it is counted."""
        post = event.post
        if event.kind == "other" or "0" in (post.id, post.topic_id) or post.type == ODD:
            return None, "other"
        why = not_ours(event.post, self.rules)
        if why == "own" and event.kind == "destroyed":
            return Arrival(event, "own"), "own-destroyed"
        # A hidden or deleted post is still one whose deletion is honoured.
        if why and not (why in ("hidden", "staff") and event.kind == "destroyed"):
            return None, why
        said = asked(event.post, self.rules.bot)
        if said == "heard" and not self.rules.first_post_only and not event.post.staff:
            said = "again"
        plain = event.kind in ("created", "edited")
        return Arrival(event, said), said if plain else event.kind


def signature(secret: bytes, body: bytes) -> str:
    """As Discourse writes it: HMAC-SHA256 over the raw body."""
    return "sha256=" + hmac.new(secret, body, hashlib.sha256).hexdigest()
