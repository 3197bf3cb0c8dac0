"""The service, really listening, and Debian's chromium in front of it."""

import shutil
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager

import uvicorn
from fastapi import FastAPI
from playwright.sync_api import Browser, Page, sync_playwright

# The same engine without the windows of a desktop, which cost three times the work.
PROGRAMS = ("chromium-headless-shell", "chromium", "chromium-browser")
FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]


@contextmanager
def served(app: FastAPI) -> Iterator[str]:
    """The address of a running service."""
    config = uvicorn.Config(app, port=0, log_level="error", ws="none")
    server = uvicorn.Server(config)
    thread = threading.Thread(target=server.run)
    thread.start()
    while not server.started:
        time.sleep(0.02)
    port = server.servers[0].sockets[0].getsockname()[1]
    yield f"http://127.0.0.1:{port}"
    server.should_exit = True
    thread.join()


@contextmanager
def chromium() -> Iterator[Browser]:
    """One browser."""
    program = next(found for name in PROGRAMS if (found := shutil.which(name)))
    with sync_playwright() as playwright:
        one = playwright.chromium.launch(executable_path=program, args=FLAGS)
        yield one
        one.close()


def fill(page: Page, address: str, **fields: str) -> None:
    """The form with some of its fields filled by a person."""
    page.goto(address)
    for label, value in fields.items():
        page.locator(f"#{label}").fill(value)


def diagnosed(page: Page, address: str, **fields: str) -> str:
    """Fill the form and press the button; gives the address of the result."""
    fill(page, address, **fields)
    page.get_by_role("button", name="Diagnose").click()
    page.wait_for_url("**/r/*")
    return page.url
