"""The mentor's page in a browser, without scripts: counts, clusters, links, and what to say."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from assistant.entrypoints.batch.cases import case_of
from assistant.entrypoints.batch.diagnosing import diagnosed, failed, line
from assistant.entrypoints.batch.report import write_report
from assistant.entrypoints.batch.rows import read_rows
from assistant.entrypoints.batch.tally import tally
from assistant.wiring import Assistant
from tests.entrypoints.test_accessibility import AXE, RUN
from tests.stories import EXERCISE, FORMULA, NO_MEAN, RIGHT

STRANGE = RIGHT.replace(FORMULA, "np.sin(np.dot(W2.T, dZ2)) * (0.37 - np.power(A1, 2))")
STRANGE_TOO = STRANGE.replace("dZ1", "dz_one")
HOSTILE = "<script>alert(1)</script>.py"
CLASS = {
    "ana": RIGHT,
    "bo": NO_MEAN,
    "cy": NO_MEAN,
    "di": NO_MEAN,
    "eve": STRANGE,
    "finn": STRANGE_TOO,
}


@pytest.fixture(scope="module")
def report(assistant: Assistant, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The page of a class of seven."""
    folder = tmp_path_factory.mktemp("report")
    known: dict[str, str] = {}
    with (folder / "rows.jsonl").open("w") as out:
        for id, code in CLASS.items():
            case = case_of(id, {"code": code, "exercise": EXERCISE})
            row = known.setdefault(case.digest, diagnosed(assistant, case.body))
            out.write(line(id, case.digest, row))
        out.write(line(HOSTILE, "d", failed("The input is binary.")))
    write_report(folder / "report.html", folder / "rows.jsonl", assistant)
    return folder / "report.html"


@pytest.fixture(params=["light", "dark"])
def page(browser: Browser, report: Path, request: pytest.FixtureRequest) -> Iterator[Page]:
    """The page on a phone, without scripts; nothing is asked for but the file."""
    context = browser.new_context(
        java_script_enabled=False,
        viewport={"width": 360, "height": 800},
        color_scheme=request.param,
    )
    one = context.new_page()
    asked: list[str] = []
    one.on("request", lambda request: asked.append(request.url))
    one.goto(report.as_uri())
    yield one
    context.close()
    assert {url.partition("#")[0] for url in asked} == {report.as_uri()}


def test_the_mentor_sees_what_is_right_which_mistakes_and_where(page: Page) -> None:
    expect(page.get_by_role("heading", level=1)).to_have_text("1 of 7 submissions are right")
    mistakes = page.get_by_role("region", name="Mistakes")
    expect(mistakes.locator("tbody tr")).to_have_count(1)
    expect(mistakes.locator("td.number")).to_have_text("3")
    graph = page.get_by_role("region", name=f"Where the mistakes are, in {EXERCISE}")
    expect(graph.locator("g.wrong text")).to_have_text(["dZ1 · 2", "dW1 · 3"])


def test_students_who_share_an_unlisted_bug_stand_together(page: Page) -> None:
    cluster = page.locator("#unlisted ~ .fault")

    expect(cluster).to_contain_text("2 students share a bug nobody listed")
    expect(cluster.locator("code").nth(1)).to_have_text("dW1")
    assert cluster.get_by_role("link").all_inner_texts() == ["eve", "finn"]


def test_a_link_leads_to_the_case(page: Page) -> None:
    page.get_by_role("link", name="finn").click()
    case = page.locator(".case:target")

    expect(case.locator("summary")).to_contain_text("finn")
    case.locator("summary").click()
    expect(case.locator("ol li").first).to_be_visible()
    expect(page.locator("#case-7")).to_contain_text(f"{HOSTILE} The input is binary.")


def test_the_announcement_asks_and_gives_nothing_away(page: Page) -> None:
    said = page.locator(".said").inner_text()

    assert said.startswith("Hello all, 1 of 7 submissions are right so far. Well done!")
    assert "3 of you met this at `dW1` in `backward_propagation`: " in said
    assert "2 of you have the same numbers in `backward_propagation`" in said
    assert "np." not in said


def test_nothing_is_wider_than_a_phone(page: Page) -> None:
    assert page.evaluate("document.documentElement.scrollWidth") <= 360


def test_axe_finds_nothing_serious(browser: Browser, report: Path) -> None:
    page = browser.new_page()
    page.goto(report.as_uri())
    page.evaluate("document.querySelectorAll('details').forEach(d => d.open = true)")
    page.evaluate(AXE)

    assert page.evaluate(RUN) == []
    page.close()


MINE = "dW1 = [[ 0.61273  -4.20518 ] [ 7.77121 3.14229 ]]"
THEIRS = "dW1 = [[ 0.00301023 -0.00747267] [ 0.00257968 -0.00641288]]"
POSTED = {
    "ana": f"My output is {MINE} and I do not see why.\n\nExpected output:\n{THEIRS}",
    "bo": f"Expected output:\n{THEIRS}\n\nI changed a lot, still I get {MINE}",
    "cy": f"Expected output:\n{THEIRS}\n\nI get {THEIRS}, and the grader says 0.",
    "di": "Expected output: dW1 = 0.5, and I get dW1 = 0.7",
}


def test_posts_with_the_same_wrong_numbers_stand_together(
    assistant: Assistant, tmp_path: Path
) -> None:
    out = tmp_path / "rows.jsonl"
    cases = [case_of(id, {"title": f"{id}: dW1", "post": post, "exercise": EXERCISE})
             for id, post in POSTED.items()]  # fmt: skip
    out.write_text(
        "".join(line(one.id, one.digest, diagnosed(assistant, one.body)) for one in cases)
    )
    write_report(tmp_path / "page.html", out, assistant)

    (cluster,) = tally(read_rows(out)).clusters

    assert [id for _, id in cluster.cases] == ["ana", "bo"]
    assert "the same wrong numbers printed in their posts." in (tmp_path / "page.html").read_text()


def test_the_step_of_a_proved_fault_without_a_cause_is_counted() -> None:
    fault = {"cause": None, "step": "dZ1", "variable": "dZ1", "strength": "proved"}
    row = {"id": "s", "exercise": EXERCISE, "verdict": "incorrect", "outputs": [], "answers": []}
    row |= {"faults": [fault | {"confidence": 0.99}], "abstained": False}

    assert tally([row]).exercises[EXERCISE].steps == {"dZ1": 1}
