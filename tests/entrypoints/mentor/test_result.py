"""The mentors' stories over HTTP: read the evidence, edit, correct, draft, look back."""

import json
import re
from html import unescape
from pathlib import Path

import httpx
import pytest
from sqlalchemy import select

from assistant.database import open_database
from assistant.entrypoints.cli.mentors import database
from assistant.entrypoints.results import Results
from assistant.mentoring.cases import Cases
from assistant.mentoring.details import DETAIL
from assistant.settings import Settings
from tests.entrypoints.mentor.conftest import acts, send
from tests.stories import EXERCISE, POST, TITLE, WRONG

REPAIR = "dZ1 = np.dot(W2.T, dZ2) * (1 - A1 * A1)"


def test_a_mentor_reads_the_evidence_and_a_student_never_the_repair(
    mentor: httpx.Client, student: httpx.Client, token: str, named: Settings
) -> None:
    give_repair(named, token)
    page = mentor.get("/mentor", params={"link": f"{mentor.base_url}/r/{token}?x#reply"})
    assert page.headers["location"] == f"/mentor/r/{token}"
    seen = mentor.get(page.headers["location"])
    theirs = student.get(f"/r/{token}").text

    for text in ("proved", "With this statement alone", "✗ differs", EXERCISE, "for your eyes"):
        assert text in seen.text
    assert REPAIR in unescape(seen.text)
    assert seen.headers["cache-control"] == "no-store"
    for secret in (REPAIR, "for your eyes", "✗ differs", '"repair"', '"table"'):
        assert secret not in unescape(theirs) + kept_for_students(named, token)


def give_repair(named: Settings, token: str) -> None:
    """Put in a repair; a busy machine may not have found one in its time."""
    here = DETAIL.c.token == token
    with open_database(named.database).begin() as connection:
        body = json.loads(connection.execute(select(DETAIL.c.body).where(here)).scalar_one())
        body["diagnosis"]["repair"] = [{"line": 9, "text": REPAIR}]
        connection.execute(DETAIL.update().where(here).values(body=json.dumps(body)))


def test_a_result_of_an_older_version_says_which_statements_are_right(
    mentor: httpx.Client, token: str, named: Settings
) -> None:
    here = DETAIL.c.token == token
    with open_database(named.database).begin() as connection:
        body = json.loads(connection.execute(select(DETAIL.c.body).where(here)).scalar_one())
        older = {**body, "diagnosis": {**body["diagnosis"], "table": [
            {"line": 7, "variable": name, "shape": [1, 3], "equals": [], "right": right}
            for name, right in (("dZ2", True), ("dZ1", False))
        ]}}  # fmt: skip
        connection.execute(DETAIL.update().where(here).values(body=json.dumps(older)))
    page = mentor.get(f"/mentor/r/{token}")
    with open_database(named.database).begin() as connection:
        connection.execute(DETAIL.update().where(here).values(body=json.dumps(body)))

    said = re.findall(r"<code>(dZ\d)</code></th><td class=\"said\">([^<]*)</td>", page.text)
    assert [(name, standing.strip()) for name, standing in said] == [
        ("dZ2", "✓ right"),
        ("dZ1", ""),
    ]


def kept_for_students(named: Settings, token: str) -> str:
    """The row that a student's page is made of."""
    return json.dumps(Results(open_database(named.database), 7).load(token))


def test_an_edited_reply_is_kept_with_who_and_when(mentor: httpx.Client, token: str) -> None:
    sent = send(mentor, f"/mentor/r/{token}/reply", reply="Have a look at **dZ1**.\r\n<b>x</b>")
    page = mentor.get(sent.headers["location"]).text

    assert "The reply is kept" in page
    assert "<strong>dZ1</strong>" in page
    assert "<b>x" not in page
    last = acts(mentor)[-1]
    assert (last["who"], last["what"], last["about"]) == ("ana", "edited", token)
    assert last["after"] == "Have a look at **dZ1**.\n<b>x</b>"
    assert "line 9" in last["before"].lower()


def test_what_a_student_deletes_is_gone_for_mentors_too(
    mentor: httpx.Client, student: httpx.Client, named: Settings
) -> None:
    place = student.post("/diagnose", data={"post": "dW1 is wrong"}).headers["location"]
    assert mentor.get(f"/mentor{place}").status_code == 200

    assert student.post(f"{place}/delete").headers["location"] == "/deleted"

    assert mentor.get(f"/mentor{place}").status_code == 404
    with open_database(named.database).connect() as connection:
        gone = DETAIL.c.token == place.removeprefix("/r/")
        assert connection.execute(select(DETAIL.c.token).where(gone)).first() is None


def test_the_same_reply_is_no_edit(mentor: httpx.Client, token: str) -> None:
    send(mentor, f"/mentor/r/{token}/reply", reply="again")
    before = acts(mentor)
    send(mentor, f"/mentor/r/{token}/reply", reply="again")
    assert acts(mentor) == before


def test_a_correction_is_a_case_for_evaluate(
    mentor: httpx.Client, token: str, named: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    fields = {"cause": "wrong-axis", "lines": "9", "title": TITLE, "post": POST, "code": WRONG}
    sent = send(mentor, f"/mentor/r/{token}/wrong", **fields)
    send(mentor, f"/mentor/r/{token}/wrong", **fields, keep_code="on")

    assert "the case is kept" in mentor.get(sent.headers["location"]).text
    monkeypatch.setenv("GRADMENTOR_DATABASE", named.database)
    bare, full = list(Cases(database()).all())[-2:]
    assert "code" not in bare
    assert (full["code"], full["lines"], full["cause"]) == (WRONG.strip("\n"), [9], "wrong-axis")
    assert full["exercise"] == EXERCISE
    last = acts(mentor)[-1]
    assert (last["who"], last["what"], last["cause"]) == ("ana", "corrected", "wrong-axis")
    assert last["before"]
    summary = mentor.get("/mentor/summary").text
    assert re.search(r"corrected</th><td>2", summary)
    assert re.search(r"answered</th><td>1", summary)
    assert 'href="/kb/wrong-axis"' in summary


def test_an_entry_begins_as_a_draft_and_changes_no_content(
    mentor: httpx.Client, token: str, named: Settings
) -> None:
    sent = send(mentor, f"/mentor/r/{token}/draft", slug="a-new-mistake")
    place = sent.headers["location"]
    assert place == "/mentor/drafts/a-new-mistake"
    file = mentor.get(f"{place}/file")
    assert "`dW1`: wrong values." in file.text
    assert 'filename="a-new-mistake.md"' in file.headers["content-disposition"]

    def tried(text: str) -> str:
        return mentor.get(send(mentor, place, text=text).headers["location"]).text

    line = next(one for one in file.text.splitlines() if one.startswith("raise"))
    better = file.text.replace(line, "raise ValueError('shapes \"(1,2) (1,2) not aligned\"')")
    assert "no signature of this entry matches it" in tried(file.text)
    assert "Wrong fails and Right runs" in tried(better)
    assert "cannot be read" in tried("+++")
    assert "a-new-mistake" in mentor.get("/mentor").text
    assert mentor.get("/kb/a-new-mistake").status_code == 404
    assert not Path(named.knowledge_base, "entries", "a-new-mistake.md").exists()


@pytest.mark.parametrize(
    ("path", "fields", "status"),
    [
        ("/mentor/r/{}/draft", {"slug": "sign-error"}, 422),
        ("/mentor/r/{}/draft", {"slug": "../x"}, 422),
        ("/mentor/r/{}/wrong", {"cause": "two words"}, 422),
        ("/mentor/r/{}/wrong", {"cause": "x\0"}, 422),
        ("/mentor/r/nothing-here/reply", {"reply": "x"}, 404),
        ("/mentor/drafts/nothing", {"text": "x"}, 404),
        ("/mentor/r/{}/reply", {"reply": "x" * 2_000_001}, 413),
    ],
)
def test_what_cannot_be_done_is_one_sentence(
    mentor: httpx.Client, token: str, path: str, fields: dict[str, str], status: int
) -> None:
    answer = send(mentor, path.format(token), **fields)

    assert answer.status_code == status
    assert "<h1>" in answer.text


@pytest.mark.parametrize("path", ["/mentor?link=https://x.example/", "/mentor/summary?week=x"])
def test_what_is_no_link_or_week_is_said(mentor: httpx.Client, path: str) -> None:
    assert mentor.get(path).status_code == 422


def test_what_is_pasted_is_text_for_mentors_too(
    mentor: httpx.Client, student: httpx.Client
) -> None:
    danger = "<script>alert(1)</script>"
    sent = {"title": danger, "post": f"</textarea>{danger}", "code": f"x = 1  # </pre>{danger}"}
    place = student.post("/diagnose", data=sent).headers["location"]

    assert "<script" not in mentor.get(f"/mentor{place}").text
