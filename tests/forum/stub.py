"""A forum for tests: Discourse as the contract tells of it, with its limits, moods and memory.

Posts, the review queue, `429` of both kinds, `422` for the same text, whispers, a memo of 120
seconds for the same request, slowness, and connections that drop after the post was made.
"""

import asyncio
import json
import random
import time
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import parse_qs

Send = Callable[[dict[str, Any]], Awaitable[None]]
BOT = "gradbot"


@dataclass
class Moods:
    """How the forum behaves; a test changes it over `POST /_moods`."""

    before: float = 0.0  # seconds before a post is made
    after: float = 0.0  # seconds between the post and the answer: the dangerous window
    drop: float = 0.0  # share of posts whose answer never comes
    down: bool = False
    enqueue: bool = False
    closed: bool = False
    staff_replied: bool = False
    per_minute: int = 0  # 0: no limit
    refuse: int = 0  # a status for each post
    kind: bool = (
        True  # the memo of 120 seconds and the refusal of the same text, which hide doubles
    )


@dataclass
class Stub:
    """The forum's memory."""

    moods: Moods = field(default_factory=Moods)
    posts: list[dict[str, Any]] = field(default_factory=list)  # all, students' and ours
    requests: list[dict[str, Any]] = field(default_factory=list)
    calls: list[float] = field(default_factory=list)
    most_in_a_minute: int = 0
    memo: dict[str, tuple[float, dict[str, Any]]] = field(default_factory=dict)
    chance: random.Random = field(default_factory=lambda: random.Random(1))

    async def __call__(self, scope: dict[str, Any], receive: Any, send: Send) -> None:
        """One request, as ASGI."""
        body = b""
        while scope["type"] == "http":
            message = await receive()
            body += message.get("body", b"")
            if not message.get("more_body"):
                break
        told = json.loads(body) if body else {}
        query = parse_qs(scope.get("query_string", b"").decode())
        if scope["path"].startswith("/_"):
            status, found = self.control(scope["path"], told)
        else:
            status, found = await self.answer(scope["method"], scope["path"], query, told)
        await answered(send, status, found)

    def control(self, path: str, told: Any) -> tuple[int, Any]:
        """What the tests ask of the stub itself."""
        if path == "/_moods":
            for name, value in told.items():
                setattr(self.moods, name, value)
        if path == "/_student":
            self.posts += told if isinstance(told, list) else [told]
        if path == "/_forget":
            self.posts = [one for one in self.posts if one["id"] not in told]
        figures = {"calls": len(self.calls), "most_in_a_minute": self.most_in_a_minute}
        return 200, {"posts": self.ours(), "requests": self.requests[-1000:], **figures}

    def ours(self) -> list[dict[str, Any]]:
        """What the bot has posted."""
        return [one for one in self.posts if one["username"] == BOT]

    async def answer(self, method: str, path: str, query: Any, told: Any) -> tuple[int, Any]:
        """One call of the API."""
        self.requests.append({"method": method, "path": path, "query": query, "body": told})
        if self.moods.down:
            return 502, None
        if self.limited():
            return 429, {"errors": [], "error_type": "rate_limit", "extras": {"wait_seconds": 1}}
        parts = path.strip("/").removesuffix(".json").split("/")
        if method == "POST" and parts == ["posts"]:
            return await self.create(told)
        if method == "GET" and parts == ["posts"]:
            return 200, {"latest_posts": self.latest(query)}
        if parts[0] == "t" and method == "GET":
            return self.topic(int(parts[1]), query, only="post_ids[]" in query)
        if parts[0] == "u":
            return 200, {"user": {"username": BOT, "trust_level": 2, "admin": False}}
        if parts[0] == "categories":
            below = [{"id": 9, "name": "Week 1"}]
            shown = [{"id": 7, "name": "Course 1", "subcategory_list": below}]
            return 200, {"category_list": {"categories": shown}}
        return self.one(method, int(parts[1]), told)

    def limited(self) -> bool:
        """Count a call, and whether it is one too many."""
        now = time.time()
        recent = [at for at in self.calls if at > now - 60]
        if self.moods.per_minute and len(recent) >= self.moods.per_minute:
            return True
        self.calls.append(now)
        self.most_in_a_minute = max(self.most_in_a_minute, len(recent) + 1)
        return False

    async def create(self, told: dict[str, Any]) -> tuple[int, Any]:
        """A reply: the same request within 120 seconds gives the same post."""
        key = json.dumps(told, sort_keys=True)
        await asyncio.sleep(self.moods.before)
        if self.moods.refuse:
            return self.moods.refuse, {"errors": ["not allowed"]}
        if self.moods.kind and key in self.memo and self.memo[key][0] > time.time() - 120:
            return 200, self.memo[key][1]
        if self.moods.kind and any(one["raw"] == told["raw"] for one in self.ours()):
            return 422, {"action": "create_post", "errors": ["Body is too similar"]}
        if self.moods.enqueue:
            return 200, {"success": True, "action": "enqueued", "pending_count": 1}
        made = self.made(told)
        self.posts.append(made)
        self.memo[key] = (time.time(), made)
        await asyncio.sleep(self.moods.after)
        return (0, None) if self.chance.random() < self.moods.drop else (200, made)

    def made(self, told: dict[str, Any]) -> dict[str, Any]:
        """Our post as the forum shows it."""
        here = [one for one in self.posts if one["topic_id"] == told["topic_id"]]
        return {
            "id": 10_000_000 + len(self.posts),
            "username": BOT,
            "topic_id": told["topic_id"],
            "raw": told["raw"],
            "post_number": max([one["post_number"] for one in here], default=0) + 1,
            "post_type": 4 if told.get("whisper") == "true" else 1,
            "reply_to_post_number": told.get("reply_to_post_number"),
            "staff": False,
            "version": 1,
            "deleted_at": None,
        }

    def latest(self, query: Any) -> list[dict[str, Any]]:
        """Fifty posts, the newest first."""
        before = int(query.get("before", ["999999999999"])[0])
        seen = [one for one in self.posts if one["id"] <= before and one["id"] < 10_000_000]
        return sorted(seen, key=lambda one: -one["id"])[:50]

    def topic(self, id: int, query: Any, *, only: bool) -> tuple[int, Any]:
        """A topic: the first twenty posts, and the ids of all."""
        here = [one for one in self.posts if one["topic_id"] == id]
        if only:
            wanted = {int(one) for one in query["post_ids[]"]}
            return 200, {"id": id, "post_stream": {"posts": [p for p in here if p["id"] in wanted]}}
        if not here:
            return 404, {"errors": ["not found"]}
        stream = {"posts": here[:20], "stream": [one["id"] for one in here]}
        closed = self.moods.closed
        if self.moods.staff_replied:
            stream["posts"] = [*here[:20], {**here[0], "id": 5, "post_number": 99, "staff": True}]
        return 200, {"id": id, "closed": closed, "category_id": 7, "post_stream": stream}

    def one(self, method: str, id: int, told: Any) -> tuple[int, Any]:
        """One post: read, edited or deleted."""
        found = next((one for one in self.posts if one["id"] == id), None)
        if found is None:
            return 404, {"errors": ["not found"]}
        if method == "DELETE":
            self.posts.remove(found)
            return 200, None
        if method == "PUT":
            words = told["post"]
            if words.get("original_text", found["raw"]) != found["raw"]:
                return 409, {"errors": ["edit conflict"]}
            found["raw"] = words["raw"]
            return 200, {"post": found}
        return 200, found


async def answered(send: Send, status: int, found: Any) -> None:
    """Send an answer; status 0 drops the connection instead."""
    if not status:
        headers = [(b"content-length", b"99")]
        await send({"type": "http.response.start", "status": 200, "headers": headers})
        return  # the server closes the connection in the middle of the answer
    body = b"" if found is None else json.dumps(found).encode()
    headers = [(b"content-type", b"application/json"), (b"content-length", b"%d" % len(body))]
    await send({"type": "http.response.start", "status": status, "headers": headers})
    await send({"type": "http.response.body", "body": body})
