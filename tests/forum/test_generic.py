"""The generic webhook: what a bridge may send, what it is told, and who posts what was approved."""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import httpx
import pytest

from assistant.entrypoints.app import create_app
from assistant.forum.generic import Generic, fields
from assistant.forum.receiving import signature
from assistant.forum.reviewing import Reviewing
from assistant.settings import Forum, Settings
from assistant.wiring import Assistant
from tests.entrypoints.browsing import served
from tests.forum.conftest import SECRET, Make
from tests.stories import POST, TITLE

PLAIN = {"forum": "piazza", "id": "100", "title": TITLE, "text": POST}


@pytest.fixture
def http(tmp_path: Path, assistant: Assistant) -> Iterator[httpx.Client]:
    """The application without a Discourse forum; each client may ask once a minute."""
    settings = Settings(
        database=f"sqlite:///{tmp_path}/one.db",
        forum=Forum(generic_secret=SECRET, mode="post"),
        rate_limit="1/minute",
        rate_limit_free="",
    )
    known = (assistant.road, assistant.exercises, assistant.confinement, assistant.known)
    with (
        served(create_app(Assistant(settings, *known))) as address,
        httpx.Client(base_url=address, timeout=60) as one,
    ):
        yield one


def sent(http: httpx.Client, body: bytes) -> Any:
    """The answer to a signed body."""
    headers = {"X-Gradmentor-Signature": signature(SECRET.encode(), body)}
    return http.post("/webhooks/generic", content=body, headers=headers)


def test_a_bridge_is_bounded_as_every_client_and_told_when_to_ask_again(http: httpx.Client) -> None:
    first = sent(http, json.dumps(PLAIN).encode())
    second = sent(http, json.dumps({**PLAIN, "id": "101"}).encode())

    assert (first.status_code, first.json()["post"]) == (200, True)
    assert second.status_code == 429
    assert int(second.headers["retry-after"]) >= 1
    assert "try again" in second.json()["detail"]
    assert sent(http, json.dumps(PLAIN).encode()).json() == first.json()


@pytest.mark.parametrize(
    ("body", "status"),
    [
        (b"no json", 422),
        (b"[" * 5000, 422),
        (b"\xff", 422),
        (b"[1]", 422),
        (b'{"id": 7, "text": "x"}', 422),
        (b'{"id": "7"}', 422),
        (b'{"text": "x"}', 422),
        (b'{"id": "\\u0000", "text": "x"}', 422),
        (b'{"id": "\\ud800", "text": "x"}', 422),
        (b'{"id": "7", "topic": "\\ud800", "text": "x"}', 422),
        (b'{"id": "7", "text": "\\u0000"}', 422),
        (b'{"id": "7", "text": " "}', 422),
        (json.dumps({"id": "7" * 65, "text": "x"}).encode(), 422),
        (json.dumps({"id": "7", "text": "x" * 500_001}).encode(), 422),
        (b"x" * (1024 * 1024 + 1), 413),
    ],
)
def test_what_cannot_be_read_is_one_sentence(http: httpx.Client, body: bytes, status: int) -> None:
    answer = sent(http, body)

    assert answer.status_code == status
    assert answer.json()["detail"].count(".") == 1


def test_a_strangers_post_is_refused(http: httpx.Client) -> None:
    body = json.dumps(PLAIN).encode()
    headers = {"X-Gradmentor-Signature": signature(b"another secret of some length", body)}

    assert http.post("/webhooks/generic", content=body, headers=headers).status_code == 403


def test_half_a_character_and_a_zero_byte_are_kept_as_text() -> None:
    assert fields({"id": "1", "text": "cut \ud83d\0"})["text"] == "cut \ufffd"


@pytest.mark.parametrize(
    ("mode", "state"),
    [("dry_run", "held"), ("whisper", "held"), ("review", "waiting"), ("post", "posted")],
)
def test_the_mode_holds_for_bridges_too(
    make: Make, assistant: Assistant, mode: str, state: str
) -> None:
    bot = make(mode=mode)
    generic = Generic(bot.bot.rules, bot.bot.answers.engine)
    told = generic.answer(fields(PLAIN), assistant.answer)

    assert told["post"] is (state == "posted")
    assert bot.bot.answers.by_state() == {state: 1}


def test_what_a_mentor_approves_is_posted_by_the_bridge_and_never_by_the_bot(
    make: Make, assistant: Assistant
) -> None:
    bot = make(mode="review")
    generic = Generic(bot.bot.rules, bot.bot.answers.engine)
    generic.answer(fields(PLAIN), assistant.answer)
    row = bot.bot.answers.find("generic:piazza", "100")
    assert row is not None
    Reviewing(bot.bot.answers.engine).approve(row, "Look at dZ1.", "ann")
    bot.works()
    told = generic.answer(fields(PLAIN), assistant.answer)

    assert bot.stub.requests == []
    assert told["post"] is True
    assert told["reply"].startswith("Look at dZ1.")
