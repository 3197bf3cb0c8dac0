"""What we send is what Discourse documents, and what it sends is what we read."""

import json
from pathlib import Path
from typing import Any

import httpx
import pytest
from jsonschema import Draft202012Validator

from assistant.forum.checking import checked
from assistant.forum.events import read_event
from assistant.forum.receiving import Receiving
from tests.forum.conftest import Make, Told
from tests.forum.stub import BOT
from tests.forum.telling import body_of, headers_of

FILES = {
    ("POST", "posts"): "post_posts.json",
    ("PUT", "posts/N"): "put_posts_id.json",
    ("DELETE", "posts/N"): "delete_posts_id.json",
    ("GET", "posts"): "get_posts.json",
    ("GET", "posts/N"): "get_posts_id.json",
    ("GET", "t/N"): "get_t_id.json",
    ("GET", "t/N/posts"): "get_t_id_posts.json",
    ("GET", "u/N"): "get_u_username.json",
    ("GET", "categories"): "get_categories.json",
}
# Read in Discourse's source, and not in its documentation.
UNDOCUMENTED = {"whisper", "original_text"}


@pytest.fixture
def contract(shared: Path) -> Path:
    """The folder of schemas."""
    if not (shared / "forum").is_dir():
        pytest.skip("the schemas of the forum are not beside the checkout")
    return shared / "forum"


def schema(contract: Path, name: str) -> dict[str, Any]:
    """One file."""
    found: dict[str, Any] = json.loads((contract / name).read_text())
    return found


def everything(bot: Told) -> None:
    """Reply, whisper, edit, delete, catch up, read a long topic."""
    bot.hears()
    bot.works()
    bot.hears("post_edited", version=2)
    bot.works()
    bot.hears(id=2, number=2, raw="@gradbot what now?")
    bot.works()
    bot.hears("post_destroyed", id=2, number=2)
    bot.works()
    first = bot.stub.posts[0]
    bot.stub.posts += [{**first, "id": 50 + n, "post_number": 50 + n} for n in range(25)]
    bot.bot.forum.topic("100", post="1")
    assert all(holds for holds, _ in checked(bot.bot.rules, bot.bot.forum, bot.bot.diagnosing.ask))
    bot.bot.forum.post("1")
    bot.bot.forum.reply("100", 1, "for the staff", whisper=True)
    bot.bot.catching_up.catch_up()
    bot.bot.catching_up.catch_up()


def test_every_request_is_as_documented(make: Make, contract: Path) -> None:
    bot = make()
    everything(bot)

    seen = set()
    for request in bot.stub.requests:
        kind = kind_of(request["path"])
        documented = schema(contract, FILES[request["method"], kind])
        seen.add((request["method"], kind))
        check_body(request, documented)
        check_query(request, documented)
    assert seen == set(FILES)


def kind_of(path: str) -> str:
    """A path without its numbers and names."""
    parts = path.strip("/").removesuffix(".json").split("/")
    return "/".join("N" if part.isdigit() or part == BOT else part for part in parts)


def check_body(request: dict[str, Any], documented: dict[str, Any]) -> None:
    """The body, less what only the source tells of."""
    body = {k: v for k, v in request["body"].items() if k not in UNDOCUMENTED}
    if "post" in body:
        body["post"] = {k: v for k, v in body["post"].items() if k not in UNDOCUMENTED}
    assert request["body"].get("whisper", "true") == "true"
    if request["method"] in ("POST", "PUT"):
        Draft202012Validator(documented["request"]["application/json"]).validate(body)
    else:
        assert not body


def check_query(request: dict[str, Any], documented: dict[str, Any]) -> None:
    """The names of what stands in the address."""
    known = {one["name"] for one in documented["parameters"]}
    known |= set(documented["request"].get("application/json", {}).get("properties", ()))
    assert set(request["query"]) <= known


def test_the_events_of_these_tests_are_as_documented(receiving: Receiving, contract: Path) -> None:
    body = body_of(reply_to="student2")
    headers = headers_of(receiving, "post_created", body)

    Draft202012Validator(schema(contract, "webhook_post.schema.json")).validate(json.loads(body))
    Draft202012Validator(schema(contract, "webhook_headers.schema.json")).validate(headers)


def test_the_documented_example_is_read(contract: Path) -> None:
    example = (contract / "webhook_post_created.example.json").read_bytes()
    post = read_event("https://forum.example", "post_created", example).post

    assert (post.id, post.topic_id, post.number, post.category) == ("79563", "46582", 1, 7)
    assert post.raw


# The last is documented as text and sent as a number; both are read.
LOOSE = ("required", "additionalProperties", "reply_to_post_number")


def loosened(documented: Any) -> Any:
    """A schema of types alone: real forums leave keys out and add others."""
    if isinstance(documented, dict):
        kept = {k: v for k, v in documented.items() if k not in LOOSE}
        return {name: loosened(value) for name, value in kept.items()}
    return [loosened(one) for one in documented] if isinstance(documented, list) else documented


def test_what_the_stub_answers_is_of_the_documented_types(make: Make, contract: Path) -> None:
    bot = make()
    answers: list[httpx.Response] = []
    bot.bot.forum.http.event_hooks = {"response": [answers.append]}
    everything(bot)

    seen = set()
    for answer in answers:
        kind = kind_of(answer.request.url.path)
        documented = schema(contract, FILES[answer.request.method, kind])["responses"]["200"]
        if answer.status_code == 200 and documented:
            Draft202012Validator(loosened(documented["application/json"])).validate(answer.json())
            seen.add((answer.request.method, kind))
    assert seen == set(FILES) - {("DELETE", "posts/N")}


def test_a_limit_is_told_as_documented(make: Make, contract: Path) -> None:
    bot = make()
    bot.stub.moods.per_minute = 1
    answers = [bot.bot.forum.http.get("/posts.json") for _ in range(2)]

    assert answers[1].status_code == 429
    limited = schema(contract, "rate_limited.schema.json")
    Draft202012Validator(limited).validate(answers[1].json())


def test_the_documented_ping_is_no_event(receiving: Receiving, contract: Path) -> None:
    body = json.dumps({"ping": "OK"}).encode()
    headers = headers_of(receiving, "ping", body) | {"x-discourse-event-type": "ping"}

    Draft202012Validator(schema(contract, "webhook_ping.schema.json")).validate(json.loads(body))
    assert receiving.event(headers, body) is None
