"""The service, really listening, and one browser for all tests."""

from collections.abc import Iterator

import httpx
import pytest
from playwright.sync_api import Browser

from assistant.entrypoints.app import create_app
from assistant.wiring import Assistant
from tests.entrypoints.browsing import chromium, served
from tests.stories import POST, TITLE, WRONG


@pytest.fixture(scope="session")
def address(assistant: Assistant) -> Iterator[str]:
    """The address of a running service."""
    with served(create_app(assistant)) as one:
        yield one


@pytest.fixture
def client(address: str) -> Iterator[httpx.Client]:
    """A client of the service."""
    with httpx.Client(base_url=address, timeout=30) as one:
        yield one


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """Debian's chromium."""
    with chromium() as one:
        yield one


@pytest.fixture(scope="session")
def result(address: str) -> str:
    """The address of the result of the story, diagnosed once."""
    fields = {"title": TITLE, "post": POST, "code": WRONG}
    answer = httpx.post(f"{address}/diagnose", data=fields, timeout=60)
    return address + answer.headers["location"]
