"""Markup that would act if it were not escaped, through every field, in a real browser."""

import json
from collections.abc import Iterator
from pathlib import Path

import httpx
import pytest
from playwright.sync_api import Browser, Page

from assistant.entrypoints.pages.markdown import as_forum

PAYLOADS = (Path(__file__).parent / "payloads.txt").read_text().splitlines()
EVERYTHING = "\n\n".join(PAYLOADS)
ACTING = "script:not([src^='/static/']), iframe, object, embed, base, style, [onerror], [onload], [onclick], [onfocus], [ontoggle], main img:not([src='']), [href^='javascript'], [href^='data:'], main div[hx-get], main div[data-hx-get], link[href^='http'], meta[http-equiv], form[action^='http']"
FIELDS = ("title", "post", "code", "notebook", "file name", "file", "exercise", "q")


@pytest.fixture(scope="module")
def page(browser: Browser) -> Iterator[Page]:
    """One page for all; a dialog or a foreign request is noted in its `hacked`."""
    context = browser.new_context()
    one = context.new_page()
    one.add_init_script("window.alert = window.confirm = window.prompt = () => window.hacked = 1")
    yield one
    context.close()


def notebook(text: str) -> str:
    """A notebook with some text in its prose, its code, and its output."""
    code = {"cell_type": "code", "metadata": {}, "execution_count": 1, "source": f"x = 1\n# {text}"}
    code["outputs"] = [{"output_type": "stream", "name": "stdout", "text": text}]
    prose = {"cell_type": "markdown", "metadata": {}, "source": text}
    return json.dumps({"cells": [prose, code], "metadata": {}, "nbformat": 4, "nbformat_minor": 4})


def sent(client: httpx.Client, field: str, text: str) -> httpx.Response:
    """The answer to a form with the text in one of its fields."""
    fields, files = {"post": "what is dA_prev?"}, {"file": ("", b"")}
    if field == "notebook":
        fields["notebook"] = notebook(text)
    elif field == "file name":
        files = {"file": (text.replace('"', "%22") + ".py", b"x = 1")}
    elif field == "file":
        files = {"file": ("post.md", text.encode())}
    else:
        fields[field] = text
    return client.post("/diagnose", data=fields, files=files)


@pytest.mark.parametrize("field", FIELDS)
def test_nothing_that_is_pasted_acts(
    page: Page, client: httpx.Client, address: str, field: str
) -> None:
    page.goto(f"{address}/deleted")
    statuses = set()
    for text in [*PAYLOADS, EVERYTHING] if field in ("q", "exercise") else [EVERYTHING]:
        answer = (
            client.get("/kb", params={"q": text}) if field == "q" else sent(client, field, text)
        )
        statuses.add(answer.status_code)
        place = answer.headers.get("location")
        page.set_content(client.get(place).text if place else answer.text)  # so no policy helps
        assert page.evaluate("window.hacked") is None, text
        assert page.locator(ACTING).count() == 0, text
    assert statuses == {{"exercise": 422, "q": 200}.get(field, 303)}


def test_a_reply_that_quotes_does_not_act(page: Page, address: str) -> None:
    page.goto(f"{address}/deleted")
    for text in PAYLOADS:
        page.set_content(str(as_forum(text)))
        assert page.evaluate("window.hacked") is None, text
        assert page.locator(ACTING).count() == 0, text


@pytest.mark.parametrize("text", PAYLOADS)
def test_a_title_and_a_comment_are_shown_as_they_are(client: httpx.Client, text: str) -> None:
    answer = client.post("/diagnose", data={"title": text, "code": f"x = 1\n# {text}"})
    page = client.get(answer.headers["location"]).text
    assert "<script>" not in page
    assert "onerror=window.hacked=1>" not in page.replace("&gt;", "")


def test_a_name_in_the_code_that_reaches_the_picture_is_text(
    page: Page, client: httpx.Client, address: str
) -> None:
    code = "def L1(yhat, y):\n    raise ValueError('<img src=x onerror=window.hacked=1> $\\\\frac{1}{2}$')\n"
    answer = client.post("/diagnose", data={"code": code})
    page.goto(address + answer.headers["location"])
    assert page.locator(ACTING).count() == 0
    assert page.get_by_text("<img src=x onerror=window.hacked=1>").count() >= 1
