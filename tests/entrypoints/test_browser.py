"""The story in a real browser: a mentor pastes, presses, and reads."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, sync_playwright

from tests.stories import EXERCISE, POST, TITLE, WRONG

FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    """Debian's chromium."""
    with sync_playwright() as playwright:
        one = playwright.chromium.launch(executable_path="/usr/bin/chromium", args=FLAGS)
        yield one
        one.close()


@pytest.fixture(params=[True, False], ids=["with scripts", "without scripts"])
def page(browser: Browser, request: pytest.FixtureRequest) -> Iterator[Page]:
    """A page of 390 pixels' width, with and without JavaScript."""
    context = browser.new_context(
        java_script_enabled=request.param, viewport={"width": 390, "height": 800}
    )
    one = context.new_page()
    one.set_default_timeout(20_000)
    yield one
    context.close()


def test_a_mentor_pastes_and_reads(page: Page, address: str) -> None:
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.goto(address)
    page.get_by_label("Title of the post").fill(TITLE)
    page.get_by_label("Post", exact=True).fill(POST)
    page.get_by_label("Code", exact=True).fill(WRONG)
    page.get_by_role("button", name="Diagnose").click()

    assert page.locator("#exercise").inner_text() == EXERCISE
    rows = [row.inner_text() for row in page.locator("tbody tr:has(th)").all()]
    assert sum("is right" in row for row in rows) == 2
    assert sum("has wrong values" in row for row in rows) == 2
    assert "proved" in page.locator(".fault").inner_text()
    assert page.locator("tr.wrong").inner_text().split()[0] == "9"
    kind = page.get_by_role("link", name="A matrix product where")
    assert kind.get_attribute("href") == "/kb/dot-instead-of-elementwise"
    assert page.locator("details").count() >= 3
    page.get_by_text("The idea", exact=True).click()
    assert "Line 9" in page.get_by_label("Markdown to copy").input_value()
    assert all(url.startswith(address) for url in asked)


def test_a_narrow_page_does_not_scroll_sideways(browser: Browser, address: str) -> None:
    one = browser.new_page(viewport={"width": 390, "height": 800})
    for path in ("/", "/kb", "/kb/where-dA-prev-comes-from", "/kb/dot-instead-of-elementwise"):
        one.goto(address + path)
        assert one.evaluate("document.documentElement.scrollWidth") <= 390, path
    one.close()


def test_every_field_has_a_label_and_the_page_a_language(browser: Browser, address: str) -> None:
    one = browser.new_page()
    one.goto(address)
    unlabelled = "[...document.querySelectorAll('input,textarea,select')].filter(e => !e.labels.length).length"
    assert one.evaluate(unlabelled) == 0
    assert one.evaluate("document.documentElement.lang") == "en"
    one.close()
