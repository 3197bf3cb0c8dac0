"""The stories in a real browser: with scripts and without, on a phone and a desktop."""

import json
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.entrypoints.browsing import diagnosed, fill
from tests.stories import EXERCISE, NO_MEAN, POST, TITLE, WRONG

ENDLESS = "import time\nwhile True:\n    time.sleep(0.01)\n"
WAYS = [
    (True, 360, "light"),
    (True, 1440, "dark"),
    (False, 360, "dark"),
    (False, 1440, "light"),
]


def way_id(way: tuple[bool, int, str]) -> str:
    """A way of reading in words."""
    return f"{'scripts' if way[0] else 'no scripts'} {way[1]} {way[2]}"


def opened(browser: Browser, scripts: bool, width: int, scheme: str) -> Iterator[Page]:
    """A page that notes what it asks for, and complains of nothing."""
    context = browser.new_context(
        java_script_enabled=scripts,
        viewport={"width": width, "height": 800},
        color_scheme=scheme,  # type: ignore[arg-type]
    )
    one = context.new_page()
    one.set_default_timeout(15_000)
    errors: list[str] = []
    one.on("pageerror", lambda error: errors.append(str(error)))
    one.on("console", lambda said: errors.append(said.text) if said.type == "error" else None)
    yield one
    context.close()
    assert not [text for text in errors if "status of 4" not in text]


@pytest.fixture(params=WAYS[1:3], ids=way_id)
def page(browser: Browser, request: pytest.FixtureRequest) -> Iterator[Page]:
    """With scripts and without, wide and narrow."""
    yield from opened(browser, *request.param)


@pytest.fixture(params=WAYS, ids=way_id)
def any_page(browser: Browser, request: pytest.FixtureRequest) -> Iterator[Page]:
    """Every way of reading."""
    yield from opened(browser, *request.param)


@pytest.fixture
def scripted(browser: Browser) -> Iterator[Page]:
    """A phone with scripts."""
    yield from opened(browser, True, 360, "light")


def fits(page: Page) -> bool:
    """Nothing scrolls sideways but what has its own bar."""
    return page.viewport_size is None or bool(
        page.locator("main").evaluate(
            "e => document.documentElement.scrollWidth <= window.innerWidth"
        )
    )


def test_a_mentor_pastes_and_sees_the_line(any_page: Page, address: str) -> None:
    asked: list[str] = []
    any_page.on("request", lambda request: asked.append(request.url))
    diagnosed(any_page, address, title=TITLE, post="dW1 is wrong", code=NO_MEAN)

    expect(any_page.locator("h1")).to_have_text(
        "Not right yet: line 10 is wrong, 3 of 4 outputs are right."
    )
    expect(any_page.locator("#exercise")).to_have_text(EXERCISE)
    assert any_page.locator("tr.wrong pre").inner_text().strip().startswith("dW1 =")
    expect(any_page.locator(".pair")).to_contain_text(
        "Each wrong cell is m times what the formula gives."
    )
    assert all(url.startswith(address) for url in asked)
    assert fits(any_page)


def test_the_result_shows_instead_of_telling(any_page: Page, result: str) -> None:
    any_page.goto(result)
    assert any_page.locator(".outputs .correct").count() == 2
    assert any_page.locator(".outputs .wrong-values").count() == 2
    assert any_page.locator("tr.wrong pre").inner_text().strip().startswith("dZ1 =")
    assert (any_page.locator(".graph .wrong text").text_content() or "").split()[-1] == "dZ1"
    assert any_page.locator(".graph .depends text").count() == 4
    assert any_page.locator(".maps svg").count() == 4
    any_page.get_by_text("The idea", exact=True).click()
    assert "line 9" in any_page.get_by_label("Markdown to copy").input_value().lower()
    assert any_page.locator(".preview p").count() >= 2
    assert fits(any_page)


def test_a_notebook_is_sent_as_a_file(page: Page, address: str, tmp_path: Path) -> None:
    cells = [["import numpy as np\n"], NO_MEAN.splitlines(keepends=True)]
    made = [
        {"cell_type": "code", "source": one, "outputs": [], "metadata": {}, "execution_count": 1}
        for one in cells
    ]
    file = tmp_path / "Planar_data.ipynb"
    file.write_text(json.dumps({"cells": made, "metadata": {}, "nbformat": 4, "nbformat_minor": 4}))
    page.goto(address)
    page.locator("#file").set_input_files(file)
    page.get_by_role("button", name="Diagnose").click()
    page.wait_for_url("**/r/*")

    expect(page.locator(".fault")).to_contain_text("of cell 2")
    assert page.locator("tr.wrong pre").inner_text().strip().startswith("dW1 =")


def test_an_example_leads_to_a_result_in_two_clicks(page: Page, address: str) -> None:
    page.goto(address)
    page.get_by_role("link", name="Wrong values for dW1").click()
    page.wait_for_url("**example=wrong-values")
    page.get_by_role("button", name="Diagnose").click()
    page.wait_for_url("**/r/*")
    expect(page.locator("tr.wrong")).to_have_count(1)


def test_what_a_forum_adds_to_a_post_does_no_harm(page: Page, address: str) -> None:
    quoted = f'[quote="ann, post:1, topic:2"]\nuse L_model_backward and dA_prev\n[/quote]\n![a|690x300](upload://x.png)\n{POST}'
    diagnosed(page, address, title=TITLE, post=quoted)
    expect(page.locator("#exercise")).to_have_text(EXERCISE)
    assert page.locator("main img").count() == 0


def test_a_result_is_deleted_at_once(page: Page, address: str) -> None:
    result = diagnosed(page, address, title="thanks", post="it works now")
    assert page.get_by_label("Link to share with a mentor").input_value() == result
    page.get_by_role("button", name="Delete now").click()
    expect(page.locator("h1")).to_have_text("Deleted")
    answer = page.goto(result)
    assert answer is not None
    assert answer.status == 404


def test_the_knowledge_base_is_searched(page: Page, address: str) -> None:
    page.goto(f"{address}/kb")
    page.get_by_label("Search").fill("keepdims")
    page.get_by_label("Search").press("Enter")
    expect(page.get_by_role("status")).to_contain_text("keepdims")
    page.get_by_role("link", name="A sum that lost the axis it needs later").click()
    expect(page.locator("main")).to_contain_text("It ran here")
    assert fits(page)


def test_a_derivation_is_set_as_formulas(page: Page, address: str) -> None:
    page.goto(f"{address}/kb/why-dZ-is-A-minus-Y")
    assert page.locator(".derivation math mfrac").count() >= 4
    assert fits(page)


def test_an_exercise_shows_its_graph_and_its_values(page: Page, address: str) -> None:
    page.goto(f"{address}/exercises")
    page.locator(f'a[href="/exercises/{EXERCISE}"]').click()
    assert page.locator(".graph rect").count() == 13
    page.get_by_text("notebook (testCases_v2)").click()
    expect(page.locator("details[open] .points tbody tr").first).to_be_visible()
    expect(page.get_by_role("link", name="A sum or a join over the wrong axis")).to_be_visible()
    assert fits(page)


def test_an_empty_form_gets_a_sentence(page: Page, address: str) -> None:
    fill(page, address, title=" ")
    page.get_by_role("button", name="Diagnose").click()
    expect(page.locator("main")).to_contain_text("The form is empty; paste a post, code or both.")


def test_the_exercise_is_recognised_while_typing(scripted: Page, address: str) -> None:
    fill(scripted, address, code=WRONG)
    expect(scripted.locator("#recognised")).to_have_text(f"Recognised: {EXERCISE}")


def test_the_search_answers_while_typing(scripted: Page, address: str) -> None:
    scripted.goto(f"{address}/kb")
    scripted.get_by_label("Search").press_sequentially("overflow")
    expect(scripted.get_by_role("status")).to_contain_text("entries for “overflow”")
    assert scripted.url.endswith("q=overflow")


def test_progress_is_told_and_can_be_cancelled(scripted: Page, address: str) -> None:
    fill(scripted, address, code=ENDLESS)
    scripted.get_by_role("button", name="Diagnose").click()
    expect(scripted.locator("#progress")).to_have_text("Looking for code to run …")
    scripted.get_by_role("button", name="Cancel").click()
    expect(scripted.locator("#progress")).to_have_text("Cancelled; nothing is kept.")
    assert scripted.locator("#code").input_value() == ENDLESS
    expect(scripted.get_by_role("button", name="Diagnose")).to_be_enabled()


def test_the_reply_is_copied(scripted: Page, address: str) -> None:
    diagnosed(scripted, address, post="what does keepdims do?")
    scripted.context.grant_permissions(["clipboard-read", "clipboard-write"])
    scripted.locator('[data-copy="markdown"]').click()
    expect(scripted.locator('[data-copy="markdown"]')).to_have_text("Copied")
    copied = scripted.evaluate("navigator.clipboard.readText()")
    assert copied == scripted.get_by_label("Markdown to copy").input_value()


def test_the_keyboard_is_enough(page: Page, address: str) -> None:
    page.goto(f"{address}/?example=wrong-values")
    page.keyboard.press("Tab")
    assert page.locator(":focus").inner_text() == "Skip to the content"
    page.keyboard.press("Enter")
    for _ in range(12):
        page.keyboard.press("Tab")
        if page.locator("#diagnose:focus").count():
            break
    outline = page.locator(":focus").evaluate("e => getComputedStyle(e).outlineStyle")
    assert outline == "solid"
    page.keyboard.press("Enter")
    page.wait_for_url("**/r/*")
    for _ in range(20):
        page.keyboard.press("Tab")
        if page.locator("summary:focus", has_text="Where to look").count():
            break
    page.keyboard.press("Enter")
    expect(page.locator("details[open]", has_text="Where to look")).to_have_count(1)


def test_control_and_enter_send_the_form(scripted: Page, address: str) -> None:
    fill(scripted, address, post="what is dA_prev?")
    scripted.locator("#post").press("Control+Enter")
    scripted.wait_for_url("**/r/*")


def test_the_way_back_finds_what_was_typed(page: Page, address: str) -> None:
    diagnosed(page, address, title="back", code="x = 1")
    page.go_back()
    expect(page.locator("#code")).to_have_value("x = 1")
    page.get_by_role("button", name="Diagnose").click()
    page.wait_for_url("**/r/*")


def test_a_file_may_be_dropped_anywhere(scripted: Page, address: str) -> None:
    scripted.goto(address)
    scripted.evaluate(
        """() => {
            const dataTransfer = new DataTransfer();
            dataTransfer.items.add(new File(["x = 1"], "code.py"));
            document.querySelector("h1").dispatchEvent(
                new DragEvent("drop", { dataTransfer, bubbles: true, cancelable: true }));
        }"""
    )
    assert scripted.locator("#file").input_value().endswith("code.py")
    scripted.get_by_role("button", name="Diagnose").click()
    scripted.wait_for_url("**/r/*")
