"""The generic webhook: a signed post of any forum in, the reply to post or nothing out.

A bridge signs the body with the shared secret and posts what it gets:

    {"forum": "piazza", "id": "cq7", "topic": "cq7", "author": "a name", "title": "...",
     "text": "..."}

    {"id": "cq7", "post": true, "reply": "Markdown", "diagnosis": {the contract's object}}

`post` is true where the reply may be posted: it is sure enough, or a mentor has approved it in the
queue. The same `forum` and `id` get the same answer for as long as it is kept, so that a bridge
may ask again: after a failure, after a 429 and its `Retry-After`, or to hear of a mentor.
"""

import hmac
import json
from typing import Any

from sqlalchemy.engine import Engine as Database

from assistant.errors import UnreadableInput
from assistant.forum.answers import Answer, Answers, found_in
from assistant.forum.conversation import without_quotes
from assistant.forum.diagnosing import Ask
from assistant.forum.events import Event, ForumPost, text
from assistant.forum.keeping import Arrival, keep
from assistant.forum.policy import decide
from assistant.forum.receiving import signature
from assistant.forum.wording import reply_text
from assistant.replying.contract import as_json
from assistant.settings import Forum
from assistant.types import Post

NAMES = ("forum", "id", "topic")  # posts are told apart by them
FIELDS = {"forum": 80, "id": 64, "topic": 64, "author": 100, "title": 300, "text": 500_000}


class Generic:
    """Answers bridges in the same request; what was answered is kept, and given again."""

    def __init__(self, rules: Forum, database: Database) -> None:
        self.rules = rules
        self.secret = rules.generic_secret.encode()
        self.database = database
        self.answers = Answers(database)

    def signed(self, given: str, body: bytes) -> bool:
        """Whether the body is signed with our secret."""
        return hmac.compare_digest(signature(self.secret, body).encode(), given.encode())

    def answer(self, given: dict[str, str], ask: Ask) -> dict[str, Any]:
        """What the bridge is told; where asking raises, nothing is answered yet."""
        forum = f"generic:{given['forum'] or 'forum'}"
        row = self.answers.find(forum, given["id"]) or self.kept(forum, given)
        if row.state == "received":
            row = self.diagnosed(row, ask)
        found = found_in(row)
        says = row.state == "posted"
        return {"id": row.post_id, "post": says, "reply": row.text, "diagnosis": found}

    def kept(self, forum: str, given: dict[str, str]) -> Answer:
        """A row for a post that is new."""
        post = ForumPost(
            id=given["id"],
            topic_id=given["topic"] or given["id"],
            number=1,
            title=given["title"],
            raw=given["text"],
            author=given["author"],
        )
        keep(self.database, [Arrival(Event(forum, "created", post), "bridge")])
        row = self.answers.find(forum, given["id"])
        assert row is not None
        return row

    def diagnosed(self, row: Answer, ask: Ask) -> Answer:
        """The answer, stored before it is told."""
        post = Post(id=row.post_id, title=row.title, text=without_quotes(row.raw))
        found = as_json(ask(post, 1))
        decision = decide(found, self.rules)
        public = decision.state == "ready" and not decision.whisper
        state = "posted" if public else "waiting" if decision.state == "waiting" else "held"
        words = reply_text(row, found["reply"])
        reason = "" if public else decision.reason
        self.answers.change(row, state, text=words, found=json.dumps(found), reason=reason)
        stored = self.answers.get(row.id)
        assert stored is not None
        return stored


def fields(told: Any) -> dict[str, str]:
    """The fields of a bridge's post. Raises UnreadableInput."""
    if not isinstance(told, dict):
        raise UnreadableInput("A post is a JSON object.")
    given = {name: told.get(name) or "" for name in FIELDS}
    for name, most in FIELDS.items():
        if not isinstance(given[name], str) or len(given[name]) > most:
            raise UnreadableInput(f"The field {name!r} is text of at most {most} characters.")
    clean = {name: text(value) for name, value in given.items()}
    if any(clean[name] != given[name] for name in NAMES):
        raise UnreadableInput("An id and the name of a forum or a topic are whole characters.")
    if not clean["id"] or not (clean["text"].strip() or clean["title"].strip()):
        raise UnreadableInput("A post needs an id, and a title or a text.")
    return clean
