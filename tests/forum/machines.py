"""Processes for the crash and load runs: a forum, services that may be killed, a sender."""

import json
import multiprocessing
import os
import random
import socket
import time
from collections.abc import Callable
from multiprocessing.context import ForkProcess as Process
from typing import Any

import httpx
import uvicorn

from assistant.entrypoints.app import create_app
from assistant.forum.receiving import Receiving
from assistant.settings import Forum, Settings
from assistant.wiring import Assistant
from tests.forum.stub import BOT, Stub
from tests.forum.telling import body_of, headers_of

SECRET = "a-secret-of-32-characters-or-more"


def free_port() -> int:
    """A port that nobody uses."""
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        return int(one.getsockname()[1])


def forked(serve: Callable[..., None], *arguments: Any) -> Process:
    """A process that has imported everything already, so that a restart costs little."""
    one = multiprocessing.get_context("fork").Process(target=serve, args=arguments, daemon=True)
    one.start()
    return one


def serve_application(
    assistant: Assistant, settings: Settings, port: int, core: int | None
) -> None:
    """The real application, of these settings, on one core where it is asked for."""
    if core is not None:
        os.sched_setaffinity(0, {core})
    known = (assistant.road, assistant.exercises, assistant.confinement, assistant.known)
    app = create_app(Assistant(settings, *known))
    uvicorn.run(app, host="127.0.0.1", port=port, log_level="error", ws="none")


def serve_stub(port: int) -> None:
    """The forum."""
    uvicorn.run(Stub(), host="127.0.0.1", port=port, log_level="critical", lifespan="off")


class Machines:
    """A stub forum and some processes of the service on one database."""

    def __init__(
        self,
        assistant: Assistant,
        database: str,
        count: int,
        *,
        pinned: bool = False,
        **rules: Any,
    ) -> None:
        self.pinned = pinned
        self.assistant = assistant
        self.forum_url = f"http://127.0.0.1:{free_port()}"
        self.ports = [free_port() for _ in range(count)]
        self.database = database
        self.rules = {"mode": "post", "categories": "7", "per_day": 10**6, **rules}
        self.http = httpx.Client(timeout=30)
        self.stub = forked(serve_stub, int(self.forum_url.rpartition(":")[2]))
        self.services = [self.service(index) for index in range(count)]
        words = {"url": self.forum_url, "bot": BOT, "api_key": "k", "webhook_secret": SECRET}
        self.receiving = Receiving(Forum(**words))
        self.wait_until_ready(self.forum_url + "/_figures")
        for port in self.ports:
            self.wait_until_ready(f"http://127.0.0.1:{port}/healthz")

    def service(self, index: int) -> Process:
        """One process of the service; its executor keeps its name over restarts."""
        words = {
            "url": self.forum_url,
            "bot": BOT,
            "api_key": "k",
            "webhook_secret": SECRET,
            "executor": f"machine{index}",
            "calls_per_minute": 100_000,
            **self.rules,
        }
        settings = Settings(database=self.database, forum=Forum(**words))
        core = index if self.pinned else None
        return forked(serve_application, self.assistant, settings, self.ports[index], core)

    def wait_until_ready(self, url: str, seconds: float = 120.0) -> None:
        """Wait until something answers."""
        end = time.time() + seconds
        while True:
            try:
                self.http.get(url)
                return
            except httpx.HTTPError:
                if time.time() > end:
                    raise
                time.sleep(0.05)

    def kill(self, index: int) -> None:
        """End a service as a power cut does."""
        self.services[index].kill()
        self.services[index].join()

    def restart(self, index: int) -> None:
        """Start it again under its name."""
        self.services[index] = self.service(index)

    def send(self, first: int, name: str, event_id: int, **post: Any) -> None:
        """Send an event until one of the services has it, as a redelivering forum does."""
        body = body_of(**post)
        headers = headers_of(self.receiving, name, body, event_id)
        for attempt in range(2000):
            port = self.ports[(first + attempt) % len(self.ports)]
            try:
                url = f"http://127.0.0.1:{port}/webhooks/discourse"
                answer = self.http.post(url, content=body, headers=headers)
                if answer.is_success:
                    return
            except httpx.HTTPError:
                pass
            time.sleep(0.02)
        raise AssertionError("the event was accepted by nobody")

    def mood(self, **words: Any) -> None:
        """Change how the forum behaves."""
        self.http.post(self.forum_url + "/_moods", content=json.dumps(words))

    def figures(self) -> dict[str, Any]:
        """What the forum has seen."""
        found: dict[str, Any] = self.http.get(self.forum_url + "/_figures").json()
        return found

    def close(self) -> None:
        """End all processes."""
        self.http.close()
        for one in (*self.services, self.stub):
            one.kill()
            one.join()


def students(machines: Machines, base: int, count: int) -> list[dict[str, Any]]:
    """Students' posts, each in a topic of its own, which stand in the forum."""
    posts = [
        {"id": base + i, "topic": base + i, "author": f"student{base + i}"} for i in range(count)
    ]
    shown = [
        {"id": p["id"], "topic_id": p["topic"], "post_number": 1, "username": p["author"],
         "post_type": 1, "raw": "", "category_id": 7, "deleted_at": None, "version": 1}
        for p in posts
    ]  # fmt: skip
    machines.http.post(machines.forum_url + "/_student", content=json.dumps(shown))
    return posts


def shuffled(posts: list[dict[str, Any]], chance: random.Random) -> list[dict[str, Any]]:
    """Events a little out of order."""
    return sorted(posts, key=lambda post: post["id"] + chance.uniform(0, 4))
