"""A mentor's day in a real browser, with and without scripts, by mouse and by keyboard."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page

from tests.conftest import ROOT
from tests.entrypoints.mentor.conftest import ANA

AXE = ROOT / "tests" / "vendor" / "axe.min.js"


@pytest.fixture(params=[(True, 360, "dark"), (False, 1440, "light")], ids=["phone", "no scripts"])
def page(browser: Browser, request: pytest.FixtureRequest) -> Iterator[Page]:
    """A browser of its own, on a phone with scripts or on a desk without."""
    scripts, width, scheme = request.param
    context = browser.new_context(
        java_script_enabled=scripts, viewport={"width": width, "height": 800}, color_scheme=scheme
    )
    one = context.new_page()
    one.set_default_timeout(20_000)
    yield one
    context.close()


def narrow(page: Page) -> bool:
    """Nothing scrolls sideways but what has its own bar."""
    return bool(page.locator("html").evaluate("e => e.scrollWidth <= e.clientWidth"))


def test_a_mentor_is_led_to_the_sign_in_and_back_to_the_evidence(
    page: Page, place: str, token: str
) -> None:
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.goto(f"{place}/mentor/r/{token}")
    page.get_by_label("Your token").fill("a guess")
    page.get_by_role("button", name="Sign in").click()
    assert "not the token" in page.get_by_role("alert").inner_text()
    page.get_by_label("Your token").fill(ANA)
    page.keyboard.press("Enter")

    page.wait_for_url(f"**/mentor/r/{token}")
    assert "proved" in page.locator("table.records").first.inner_text()
    assert page.locator("tr.wrong .at").inner_text().endswith("9")
    assert narrow(page)
    assert all(url.startswith(place) for url in asked)


def test_a_mentor_edits_corrects_looks_back_and_leaves(page: Page, place: str, token: str) -> None:
    page.goto(f"{place}/mentor")
    page.get_by_label("Your token").fill(ANA)
    page.get_by_role("button", name="Sign in").click()
    page.get_by_label("A result that a student shared").fill(f"{place}/r/{token}")
    page.get_by_role("button", name="Open").click()

    page.get_by_label("Markdown, to edit and to copy").fill("Look at **dZ1** once more.")
    page.get_by_role("button", name="Keep this reply").click()
    assert page.locator(".preview strong").inner_text() == "dZ1"

    page.get_by_role("combobox", name="The cause").fill("wrong-axis")
    page.get_by_label("Keep the code as well").check()
    page.get_by_role("button", name="Keep this case").click()
    assert "the case is kept" in page.get_by_role("status").inner_text()

    page.get_by_role("link", name="Week").click()
    assert page.locator("tr", has_text="corrected").locator("td").inner_text() != "0"
    assert narrow(page)
    page.get_by_role("button", name="Sign out").click()
    page.goto(f"{place}/mentor/summary")
    assert page.get_by_label("Your token").is_visible()


def test_a_draft_is_begun_tried_and_mended(page: Page, place: str, token: str) -> None:
    slug = f"a-browser-draft-{page.viewport_size['width']}"  # type: ignore[index]
    page.goto(f"{place}/mentor/r/{token}")
    page.get_by_label("Your token").fill(ANA)
    page.get_by_role("button", name="Sign in").click()
    page.get_by_label("The mistake in a student's words").fill(slug)
    page.get_by_role("button", name="Begin a draft").click()
    page.wait_for_url(f"**/mentor/drafts/{slug}")
    text = page.get_by_label("The entry").input_value()

    page.get_by_label("The entry").fill(text.replace("assert True", "assert False"))
    page.get_by_role("button", name="Keep and try").click()
    assert "Right fails" in page.get_by_role("status").inner_text()
    assert narrow(page)


def test_everything_has_a_label_and_axe_finds_nothing_grave(
    browser: Browser, place: str, token: str
) -> None:
    one = browser.new_page()
    one.goto(f"{place}/mentor/r/{token}")
    one.get_by_label("Your token").fill(ANA)
    one.get_by_role("button", name="Sign in").click()
    for path in ("", f"/r/{token}", "/summary"):
        one.goto(f"{place}/mentor{path}")
        unlabelled = "[...document.querySelectorAll('input:not([type=hidden]),textarea')].filter(e => !e.labels.length).length"
        twice = "(ids => ids.length - new Set(ids).size)([...document.querySelectorAll('[id]')].map(e => e.id))"
        assert one.evaluate(unlabelled) == 0
        assert one.evaluate(twice) == 0
        assert one.locator("h1").count() == 1
        one.evaluate(AXE.read_text())
        found = one.evaluate("axe.run().then(found => found.violations)")
        grave = [v["id"] for v in found if v["impact"] in ("serious", "critical")]
        assert grave == [], path
    one.close()
