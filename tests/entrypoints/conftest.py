"""The service, really listening."""

import threading
import time
from collections.abc import Iterator

import httpx
import pytest
import uvicorn

from assistant.entrypoints.app import create_app
from assistant.wiring import Assistant


@pytest.fixture(scope="session")
def address(assistant: Assistant) -> Iterator[str]:
    """The address of a running service."""
    config = uvicorn.Config(create_app(assistant), port=0, log_level="error", ws="none")
    server = uvicorn.Server(config)
    thread = threading.Thread(target=server.run)
    thread.start()
    while not server.started:
        time.sleep(0.02)
    port = server.servers[0].sockets[0].getsockname()[1]
    yield f"http://127.0.0.1:{port}"
    server.should_exit = True
    thread.join()


@pytest.fixture
def client(address: str) -> Iterator[httpx.Client]:
    """A client of the service."""
    with httpx.Client(base_url=address, timeout=30) as one:
        yield one
