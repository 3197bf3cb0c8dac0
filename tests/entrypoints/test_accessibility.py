"""axe-core finds nothing serious on any page, light and dark, on a phone and a desktop."""

from pathlib import Path

import pytest
from playwright.sync_api import Browser

AXE = (Path(__file__).parents[1] / "vendor" / "axe.min.js").read_text()
RUN = "async () => (await axe.run({resultTypes: ['violations']})).violations.filter(v => ['serious', 'critical'].includes(v.impact)).map(v => [v.id, v.nodes.map(n => n.html)])"
PATHS = (
    "/",
    "/?example=shapes",
    "/kb",
    "/kb?q=axis",
    "/kb/why-dZ-is-A-minus-Y",
    "/kb/dot-instead-of-elementwise",
    "/exercises",
    "/exercises/dls-c1-w3/backward_propagation",
    "/deleted",
    "/nothing",
    "result",
)


@pytest.mark.parametrize(("width", "scheme"), [(360, "dark"), (1440, "light")])
def test_axe_finds_nothing_serious(
    browser: Browser, address: str, result: str, width: int, scheme: str
) -> None:
    size = {"width": width, "height": 800}
    context = browser.new_context(viewport=size, color_scheme=scheme)  # type: ignore[arg-type]
    page = context.new_page()
    for path in PATHS:
        page.goto(result if path == "result" else address + path)
        page.evaluate("document.querySelectorAll('details').forEach(d => d.open = true)")
        page.evaluate(AXE)
        assert page.evaluate(RUN) == [], path
        headings = page.locator("h1").count()
        assert headings == 1, path
    context.close()


def test_every_field_has_a_label_and_the_page_a_language(browser: Browser, address: str) -> None:
    page = browser.new_page()
    page.goto(address)
    unlabelled = "[...document.querySelectorAll('input:not([type=hidden]),textarea,select')].filter(e => !e.labels.length).length"
    assert page.evaluate(unlabelled) == 0
    assert page.evaluate("document.documentElement.lang") == "en"
    page.close()
