"""Forged forms, too many questions, private pages, and files that may be kept."""

import re
from collections.abc import Iterator

import httpx
import pytest

from assistant.entrypoints.app import create_app
from assistant.settings import Settings
from assistant.wiring import Assistant
from tests.entrypoints.browsing import served
from tests.stories import EXERCISE, RIGHT

TOKEN = re.compile(r'name="csrf" value="([^"]+)"')
QUESTION = {"post": "what is dA_prev?"}
EVENTS = {"accept": "text/event-stream"}


def serving(assistant: Assistant, **changed: object) -> Iterator[httpx.Client]:
    """A client of a service with other settings and the same parts."""
    settings = Settings(**{**assistant.settings.model_dump(), **changed})
    other = Assistant(
        settings, assistant.road, assistant.exercises, assistant.confinement, assistant.known
    )
    with served(create_app(other)) as address, httpx.Client(base_url=address, timeout=30) as one:
        yield one


@pytest.fixture
def limited(assistant: Assistant) -> Iterator[httpx.Client]:
    """Two diagnoses an hour for everyone."""
    yield from serving(assistant, rate_limit="2/hour", rate_limit_free="")


@pytest.fixture
def unlimited(assistant: Assistant) -> Iterator[httpx.Client]:
    """No limit for anyone."""
    yield from serving(assistant, rate_limit="", rate_limit_free="")


@pytest.fixture
def crowded(assistant: Assistant) -> Iterator[httpx.Client]:
    """No place in the queue."""
    yield from serving(assistant, client_queue=-1)


@pytest.fixture
def behind_proxy(assistant: Assistant) -> Iterator[httpx.Client]:
    """A service that is reached over https."""
    yield from serving(assistant, secure_cookies=True)


def form_of(client: httpx.Client) -> dict[str, str]:
    """The form as a browser gets it: its token, and the cookie in the client."""
    client.headers["sec-fetch-site"] = "same-origin"
    found = TOKEN.search(client.get("/").text)
    assert found is not None
    return {**QUESTION, "csrf": found.group(1)}


def test_a_browser_sends_its_token(client: httpx.Client) -> None:
    fields = form_of(client)
    assert client.post("/diagnose", data=fields).status_code == 303


def test_a_program_with_cookies_needs_no_token(client: httpx.Client) -> None:
    client.get("/")
    assert client.post("/diagnose", data=QUESTION).status_code == 303


@pytest.mark.parametrize("token", ["", "guess", "a.b.c"])
def test_without_the_token_the_form_comes_back_with_what_was_typed(
    client: httpx.Client, token: str
) -> None:
    form_of(client)
    answer = client.post("/diagnose", data={**QUESTION, "csrf": token})
    assert answer.status_code == 403
    assert QUESTION["post"] in answer.text
    fresh = TOKEN.search(answer.text)
    assert fresh is not None
    again = client.post("/diagnose", data={**QUESTION, "csrf": fresh.group(1)})
    assert again.status_code == 303


def test_a_token_fits_one_browser_alone(client: httpx.Client, address: str) -> None:
    fields = form_of(client)
    with httpx.Client(base_url=address) as other:
        form_of(other)
        assert other.post("/diagnose", data=fields).status_code == 403


@pytest.mark.parametrize("site", ["cross-site", "same-site"])
def test_another_site_is_refused_even_with_a_token(client: httpx.Client, site: str) -> None:
    fields = form_of(client)
    answer = client.post("/diagnose", data=fields, headers={"sec-fetch-site": site})
    assert answer.status_code == 403
    assert "Another site" in answer.text


def test_a_result_is_not_deleted_by_a_forged_form(client: httpx.Client) -> None:
    place = client.post("/diagnose", data=form_of(client)).headers["location"]
    for headers in ({}, {"sec-fetch-site": "cross-site"}):
        client.post(f"{place}/delete", data={"csrf": "guess"}, headers=headers)
        assert client.get(place).status_code == 200


def test_too_many_questions_are_told_when_to_come_back(limited: httpx.Client) -> None:
    for _ in range(2):
        assert limited.post("/api/diagnose", json=QUESTION).status_code == 200
    program = limited.post("/api/diagnose", json=QUESTION)
    person = limited.post("/diagnose", data=QUESTION)
    assert (program.status_code, person.status_code) == (429, 429)
    assert int(program.headers["retry-after"]) > 60
    assert int(person.headers["retry-after"]) > 60
    assert "Many are asking just now" in person.text


def test_a_limit_can_be_set_off(unlimited: httpx.Client) -> None:
    found = {unlimited.post("/recognise", data=QUESTION).status_code for _ in range(130)}
    assert found == {200}


def test_a_full_queue_is_a_page_with_a_clear_word(crowded: httpx.Client) -> None:
    answer = crowded.post("/diagnose", data={"code": RIGHT})
    assert answer.status_code == 429
    assert answer.headers["retry-after"] == "2"
    assert "try again in a moment" in answer.text


def test_a_full_queue_is_told_in_the_stream(crowded: httpx.Client) -> None:
    answer = crowded.post("/diagnose", data={"code": RIGHT}, headers=EVENTS)
    assert answer.text.endswith("event: refused\ndata: Many are asking just now: Your earlier runs are not done yet; try again in a moment. (2 s)\n\n")  # fmt: skip


def test_a_text_takes_no_place_in_the_queue(crowded: httpx.Client) -> None:
    assert crowded.post("/api/diagnose", json=QUESTION).status_code == 200


def test_behind_a_proxy_the_cookie_is_for_https_alone(behind_proxy: httpx.Client) -> None:
    cookie = behind_proxy.get("/").headers["set-cookie"]
    assert cookie.startswith("__Host-form=")
    assert {"Secure", "HttpOnly", "SameSite=lax", "Path=/"} <= set(cookie.split("; "))


def test_a_result_is_kept_by_no_cache(client: httpx.Client) -> None:
    place = client.post("/diagnose", data=QUESTION).headers["location"]
    assert len(place) >= 34
    assert client.get(place).headers["cache-control"] == "no-store"
    assert client.get("/r/guess").headers["cache-control"] == "no-store"


def test_static_files_are_kept_under_the_hash_of_their_content(client: httpx.Client) -> None:
    page = client.get("/").text
    for path in re.findall(r'(?:src|href)="(/static/[^"]+)"', page):
        assert "immutable" in client.get(path).headers["cache-control"]
    assert client.get("/static/style.css").headers["cache-control"] == "no-cache"
    assert client.get("/static/style.css?v=old").headers["cache-control"] == "no-cache"


def test_the_stages_of_a_diagnosis_are_streamed(client: httpx.Client) -> None:
    answer = client.post("/diagnose", data={"code": RIGHT}, headers=EVENTS)
    told = re.findall(r"event: (\w+)\ndata: (.*)\n\n", answer.text)
    assert answer.headers["content-type"].startswith("text/event-stream")
    assert [text for _, text in told[:3]] == ["Reading what you pasted", "Looking for code to run", "Running your code"]  # fmt: skip
    assert told[-1][0] == "done"
    assert client.get(told[-1][1]).status_code == 200


def test_a_diagnosis_that_nobody_waits_for_is_called_off(client: httpx.Client) -> None:
    def finished() -> int:
        text = client.get("/metrics").text
        return sum(int(float(n)) for n in re.findall(r"gradmentor_diagnoses_total{.*} (.*)", text))

    before = finished()
    slow = {"code": "import time\ntime.sleep(1)\n"}
    with client.stream("POST", "/diagnose", data=slow, headers=EVENTS) as answer:
        next(answer.iter_text())
    client.post("/api/diagnose", json={"code": "x = 1"})  # waits for its turn behind the first
    assert finished() == before + 1


@pytest.mark.parametrize(
    ("fields", "said"),
    [
        ({"code": RIGHT}, f"Recognised: <strong>{EXERCISE}</strong>"),
        ({"title": "hello"}, "No exercise recognised yet"),
        ({"title": ""}, ""),
        ({"notebook": "{"}, ""),
    ],
)
def test_what_is_recognised_is_one_line(
    client: httpx.Client, fields: dict[str, str], said: str
) -> None:
    assert client.post("/recognise", data=fields).text.strip() == said
