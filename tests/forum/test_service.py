"""The whole way over HTTP with the real engine: an event, a draft, a mentor, a reply."""

import json
import re
import sqlite3
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path
from typing import Any

import httpx
import pytest
import uvicorn

from assistant.entrypoints.app import create_app
from assistant.forum.receiving import Receiving, signature
from assistant.settings import Settings
from assistant.wiring import Assistant
from tests.forum.conftest import SECRET, rules_of, shown
from tests.forum.stub import Stub
from tests.forum.telling import body_of, headers_of, told

MENTOR = {"Authorization": "Bearer for-the-tests"}


class Site:
    """A service that listens, its forum, and a client."""

    def __init__(self, url: str, forum: Stub, receiving: Receiving) -> None:
        self.http = httpx.Client(base_url=url, timeout=30)
        self.forum = forum
        self.receiving = receiving

    def hears(self, name: str = "post_created", **post: object) -> int:
        """Send an event; gives the status."""
        body = body_of(**post)
        self.forum.posts.append(shown(told(self.receiving, name, **post).post))
        headers = headers_of(self.receiving, name, body)
        return self.http.post("/webhooks/discourse", content=body, headers=headers).status_code

    def page(self, path: str) -> str:
        """A page, as a mentor sees it."""
        answer = self.http.get(path, headers=MENTOR)
        assert answer.status_code == 200, answer.text
        return answer.text

    def token(self, path: str = "/queue") -> dict[str, str]:
        """The hidden fields of a form."""
        return dict(re.findall(r'name="(token|run)" value="([^"]+)"', self.page(path)))

    def draft(self, title: str, state: str = "waiting") -> str:
        """The address of the draft of a post, once it is made."""
        link = re.compile(rf'href="(/queue/\d+)">{re.escape(title)}<')
        return until(lambda: link.search(self.page(f"/queue?state={state}")))[1]

    def send(self, path: str, status: int = 303, **fields: str) -> None:
        """Send a form."""
        answer = self.http.post(path, data=fields, headers=MENTOR)
        assert answer.status_code == status, answer.text


def until(found: Callable[[], Any]) -> Any:
    """Wait for something to appear."""
    end = time.time() + 30
    while (value := found()) is None:
        assert time.time() < end
        time.sleep(0.05)
    return value


@pytest.fixture
def site(forum: Stub, tmp_path: Path, assistant: Assistant) -> Iterator[Site]:
    """The application with a forum, in review mode."""
    rules = rules_of(
        forum,
        mode="review",
        categories="7",
        generic_secret=SECRET,
        public_url="https://help.example",
    )
    settings = Settings(
        database=f"sqlite:///{tmp_path}/one.db", mentor_token="for-the-tests", forum=rules
    )
    known = (assistant.road, assistant.exercises, assistant.confinement, assistant.known)
    config = uvicorn.Config(create_app(Assistant(settings, *known)), port=0, log_level="error", ws="none")  # fmt: skip
    server = uvicorn.Server(config)
    thread = threading.Thread(target=server.run)
    thread.start()
    while not server.started:
        time.sleep(0.02)
    port = server.servers[0].sockets[0].getsockname()[1]
    one = Site(f"http://127.0.0.1:{port}", forum, Receiving(rules))
    yield one
    one.http.close()
    server.should_exit = True
    thread.join()


def test_a_mentor_approves_in_other_words_and_rejects_with_the_right_cause(site: Site) -> None:
    assert site.hears(title="A question") == 202
    assert site.hears(id=2, topic=2, title="Another question", author="b") == 202

    draft = site.draft("A question")
    assert "matched" in site.page(draft)
    site.send(draft, act="approve", text="Look at dZ1 once more.", **site.token(draft))
    reply = until(lambda: next(iter(site.forum.ours()), None))
    assert reply["raw"].startswith("Look at dZ1 once more.")
    assert "post:1.1" in reply["raw"]

    other = site.draft("Another question")
    site.send(other, act="reject", cause="sign-error", **site.token(other))
    case = json.loads(site.page("/queue/cases.jsonl"))
    assert (case["cause"], case["title"]) == ("sign-error", "Another question")
    assert 'state="posted"} 1.0' in site.http.get("/metrics").text
    assert len(site.forum.ours()) == 1


def test_a_form_of_somebody_else_or_for_an_older_draft_is_refused(site: Site) -> None:
    site.hears(title="A question")
    draft = site.draft("A question")
    fields = site.token(draft)

    site.send(draft, 403, act="approve", text="x", run=fields["run"], token="forged")
    site.send(draft, 409, act="approve", text="x", run="99", token=fields["token"])
    site.send(draft, 422, act="approve", text=" ", **fields)
    site.send(draft, 422, act="reject", cause="nothing", **fields)
    assert site.http.get("/queue").status_code == 401
    assert site.http.get("/queue/999", headers=MENTOR).status_code == 404


def test_a_number_that_no_database_holds_is_no_draft(site: Site) -> None:
    huge = "9" * 23
    fields = site.token()
    answer = site.http.get(f"/queue/{huge}", headers=MENTOR)

    assert (answer.status_code, "There is no such draft." in answer.text) == (404, True)
    site.send(f"/queue/{huge}", 404, act="reject", cause="", run="1", **fields)
    site.send(f"/queue/examples/{huge}", 404, cause="", **fields)
    assert site.http.get(f"/queue/{2**31}", headers=MENTOR).status_code == 404


@pytest.mark.parametrize("broken", ["DROP TABLE answer", ""])
def test_without_its_table_the_service_is_not_ready(
    site: Site, tmp_path: Path, broken: str
) -> None:
    assert site.http.get("/readyz").status_code == 200
    if broken:
        with closing(sqlite3.connect(tmp_path / "one.db")) as connection:
            connection.execute(broken)
    else:
        overwrite(tmp_path / "one.db")

    answer = site.http.get("/readyz")
    assert (answer.status_code, "database cannot be read" in answer.text) == (503, True)


def overwrite(file: Path) -> None:
    """Put garbage in the place of a database, as a disk may."""
    with closing(sqlite3.connect(file)) as connection:
        connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    with file.open("r+b") as opened:
        opened.write(b"garbage " * (file.stat().st_size // 8))


@pytest.mark.parametrize(
    ("method", "path", "status", "said"),
    [
        ("POST", "/webhooks/discourse/", 403, "The signature is not right."),
        ("POST", "/webhooks/generic/", 403, "The signature is not right."),
        ("POST", "/webhooks/x", 404, "There is nothing at this address."),
        ("GET", "/webhooks/discourse", 405, "This address takes POST only."),
    ],
)
def test_each_address_of_a_forum_says_in_one_sentence_what_is_wrong(
    site: Site, method: str, path: str, status: int, said: str
) -> None:
    answer = site.http.request(method, path)

    assert (answer.status_code, answer.json()["detail"]) == (status, said)


def test_the_switch_on_the_web_stops_a_reply_that_was_approved(site: Site) -> None:
    site.hears(title="A question")
    draft = site.draft("A question")
    site.send("/queue/switch", act="stop", **site.token())
    site.send(draft, act="approve", text="Look at dZ1.", **site.token(draft))
    assert "stopped, by mentor" in site.page("/queue")
    assert site.forum.ours() == []

    site.send("/queue/switch", act="start", **site.token())
    until(lambda: next(iter(site.forum.ours()), None))


def test_an_accepted_solution_is_offered_and_kept_under_its_cause(site: Site) -> None:
    site.hears(title="A question")
    site.draft("A question")
    solution = {"id": 3, "number": 2, "raw": "It was the sign.", "author": "ann", "staff": True}
    assert site.hears("accepted_solution", **solution) == 202

    form = until(lambda: re.search(r'action="(/queue/examples/\d+)"', site.page("/queue")))[1]
    site.send(form, cause="sign-error", **site.token())
    assert json.loads(site.page("/queue/cases.jsonl"))["cause"] == "sign-error"


@pytest.mark.parametrize(
    ("changed", "body", "status"),
    [
        ({}, b"{}", 200),
        ({"x-discourse-event-signature": "sha256=0"}, b"{}", 403),
        ({}, b"no json", 422),
        ({}, b"x" * (1024 * 1024 + 1), 413),
    ],
)
def test_the_door_answers_with_the_right_status(
    site: Site, changed: dict[str, str], body: bytes, status: int
) -> None:
    headers = {**headers_of(site.receiving, "post_created", body), **changed}
    answer = site.http.post("/webhooks/discourse", content=body, headers=headers)

    assert answer.status_code == status


def test_a_private_link_opens_the_form_with_the_exercise_chosen(site: Site) -> None:
    site.hears(title="A question")
    found = site.page(site.draft("A question"))
    link = re.search(r"https://help\.example(/start/[\w.=-]+)", found)
    assert link is not None

    page = site.http.get(link[1]).text
    assert "<option selected>dls-c1-w3/backward_propagation</option>" in page
    assert site.http.get(link[1][:-2]).status_code == 404


def test_a_bridge_of_another_forum_gets_the_same_answer_each_time(site: Site) -> None:
    post = {"forum": "piazza", "id": "cq7", "title": "Help", "text": "NameError: name 'np' is not"}
    body = json.dumps(post).encode()
    headers = {"X-Gradmentor-Signature": signature(SECRET.encode(), body)}

    answers = [
        site.http.post("/webhooks/generic", content=body, headers=headers).json() for _ in range(2)
    ]

    assert answers[0] == answers[1]
    assert answers[0]["id"] == "cq7"
    assert answers[0]["post"] is False
    assert site.http.post("/webhooks/generic", content=body).status_code == 403


def test_the_example_bridge_asks_and_prints(site: Site) -> None:
    post = {"forum": "ed", "id": "1", "title": "Help", "text": "It does not work."}
    bridge = Path(__file__).parents[2] / "examples" / "bridge.py"
    done = subprocess.run(
        [sys.executable, str(bridge)],
        input=json.dumps(post),
        text=True,
        capture_output=True,
        check=True,
        env={"GRADMENTOR_URL": str(site.http.base_url), "GRADMENTOR_FORUM_GENERIC_SECRET": SECRET},
    )

    assert done.stdout == "A person should look at this one.\n"
