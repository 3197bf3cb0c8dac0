"""A service that knows one mentor, somebody, the mentor signed in, and a result."""

import csv
import io
import re
from collections.abc import Iterator
from contextlib import contextmanager

import httpx
import pytest

from assistant.entrypoints.app import create_app
from assistant.mentoring.tokens import new_token
from assistant.settings import Settings
from assistant.wiring import Assistant
from tests.entrypoints.browsing import served
from tests.stories import POST, TITLE, WRONG

ANA, LINE = new_token("ana")


@contextmanager
def served_by(assistant: Assistant, named: Settings) -> Iterator[str]:
    """A service of its own."""
    mine = Assistant(named, assistant.road, assistant.exercises, assistant.confinement, assistant.known)  # fmt: skip
    with served(create_app(mine)) as address:
        yield address


@pytest.fixture(scope="module")
def named(tmp_path_factory: pytest.TempPathFactory) -> Settings:
    """Settings with one named mentor."""
    folder = tmp_path_factory.mktemp("mentors")
    return Settings(database=f"sqlite:///{folder}/one.db", mentors=(LINE,), mentor_token="old one")


@pytest.fixture(scope="module")
def place(assistant: Assistant, named: Settings) -> Iterator[str]:
    """A service that knows Ana."""
    with served_by(assistant, named) as address:
        yield address


@pytest.fixture
def student(place: str) -> Iterator[httpx.Client]:
    """Somebody."""
    with httpx.Client(base_url=place, timeout=60) as one:
        yield one


@pytest.fixture
def mentor(place: str) -> Iterator[httpx.Client]:
    """Ana, signed in."""
    with httpx.Client(base_url=place, timeout=60) as one:
        assert one.post("/mentor/sign-in", data={"token": ANA}).status_code == 303
        yield one


@pytest.fixture(scope="module")
def token(place: str) -> str:
    """The token of a result that a student made."""
    sent = {"title": TITLE, "post": POST, "code": WRONG}
    answer = httpx.post(f"{place}/diagnose", data=sent, timeout=60)
    return answer.headers["location"].removeprefix("/r/")


def secret(client: httpx.Client) -> str:
    """The secret that the forms of a session hold."""
    found = re.search(r'name="csrf" value="([^"]+)"', client.get("/mentor").text)
    assert found
    return found[1]


def send(client: httpx.Client, path: str, **fields: str) -> httpx.Response:
    """Send a form of ours."""
    return client.post(path, data={"csrf": secret(client), **fields})


def acts(client: httpx.Client) -> list[dict[str, str]]:
    """All acts."""
    return list(csv.DictReader(io.StringIO(client.get("/mentor/acts.csv").text, newline="")))
