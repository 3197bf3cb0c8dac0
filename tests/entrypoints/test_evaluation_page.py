"""The page that `evaluate --report` writes, in a real browser: whole, alone, readable."""

import json
import subprocess
import sys
from pathlib import Path

import pytest
from playwright.sync_api import Browser

from tests.entrypoints.test_accessibility import AXE, RUN

CASES = Path(__file__).parents[1] / "evaluating" / "cases.jsonl"


@pytest.fixture(scope="module")
def report(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The page that the command writes of our own cases, one title of which is markup."""
    folder = tmp_path_factory.mktemp("evaluation")
    markup = {"id": "own-11", "title": "<img src=x onerror=alert(1)>", "post": "x", "cause": ""}
    cases = folder / "cases.jsonl"
    cases.write_text(CASES.read_text() + json.dumps(markup))
    page = folder / "report.html"
    command = [sys.executable, "-m", "assistant", "evaluate", str(cases), "--baselines", "--json"]
    done = subprocess.run([*command, "--report", str(page)], capture_output=True, timeout=300)
    assert done.returncode == 0, done.stderr
    found = json.loads(done.stdout)
    assert {"ours", "TF-IDF", "BM25", "MiniLM"} <= set(found["baselines"])
    return page


@pytest.mark.parametrize(("width", "scheme"), [(360, "dark"), (1440, "light")])
def test_the_page_stands_alone_and_axe_finds_nothing_serious(
    browser: Browser, report: Path, width: int, scheme: str
) -> None:
    size = {"width": width, "height": 900}
    page = browser.new_page(viewport=size, color_scheme=scheme)  # type: ignore[arg-type]
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.on("console", lambda message: asked.append(message.text))
    page.goto(report.as_uri())

    assert asked == [report.as_uri()]
    assert page.locator("h1").count() == 1
    assert page.locator("svg[role=img]").count() == 3
    assert page.locator("img").count() == 0
    assert page.get_by_text("own-11", exact=True).is_visible()
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    page.evaluate(AXE)
    assert page.evaluate(RUN) == []
    page.close()


def test_the_drawings_follow_the_colours_of_the_page(browser: Browser, report: Path) -> None:
    colours = []
    for scheme in ("light", "dark"):
        page = browser.new_page(color_scheme=scheme)  # type: ignore[arg-type]
        page.goto(report.as_uri())
        colours.append(page.locator("svg text").first.evaluate("e => getComputedStyle(e).fill"))
        page.close()

    assert colours[0] != colours[1]
