"""The mentors' stories over HTTP: sign in, read, edit, correct, draft, look back, sign out."""

import csv
import io
import json
import re
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from html import unescape
from pathlib import Path

import httpx
import pytest
import uvicorn
from sqlalchemy import select

from assistant.database import open_database
from assistant.entrypoints.app import create_app
from assistant.entrypoints.cli.mentors import database
from assistant.entrypoints.results import Results
from assistant.mentoring.cases import Cases
from assistant.mentoring.details import DETAIL
from assistant.mentoring.tokens import new_token
from assistant.settings import Settings
from assistant.wiring import Assistant
from tests.stories import EXERCISE, POST, TITLE, WRONG

ANA, LINE = new_token("ana")
CASE = {"id": "case-1", "code": WRONG, "post": POST}
REPAIR = "dZ1 = np.dot(W2.T, dZ2) * (1 - A1 * A1)"


@contextmanager
def served(assistant: Assistant, named: Settings) -> Iterator[str]:
    """A service of its own."""
    mine = Assistant(named, assistant.road, assistant.exercises, assistant.confinement, assistant.known)  # fmt: skip
    server = uvicorn.Server(uvicorn.Config(create_app(mine), port=0, log_level="error", ws="none"))
    thread = threading.Thread(target=server.run)
    thread.start()
    while not server.started:
        time.sleep(0.02)
    yield f"http://127.0.0.1:{server.servers[0].sockets[0].getsockname()[1]}"
    server.should_exit = True
    thread.join()


@pytest.fixture(scope="module")
def named(tmp_path_factory: pytest.TempPathFactory) -> Settings:
    """Settings with one named mentor."""
    folder = tmp_path_factory.mktemp("mentors")
    return Settings(database=f"sqlite:///{folder}/one.db", mentors=(LINE,), mentor_token="old one")


@pytest.fixture(scope="module")
def place(assistant: Assistant, named: Settings) -> Iterator[str]:
    """A service that knows Ana."""
    with served(assistant, named) as address:
        yield address


@pytest.fixture
def student(place: str) -> Iterator[httpx.Client]:
    """Somebody."""
    with httpx.Client(base_url=place, timeout=60) as one:
        yield one


@pytest.fixture
def mentor(place: str) -> Iterator[httpx.Client]:
    """Ana, signed in."""
    with httpx.Client(base_url=place, timeout=60) as one:
        assert one.post("/mentor/sign-in", data={"token": ANA}).status_code == 303
        yield one


@pytest.fixture(scope="module")
def token(place: str) -> str:
    """The token of a result that a student made."""
    sent = {"title": TITLE, "post": POST, "code": WRONG}
    answer = httpx.post(f"{place}/diagnose", data=sent, timeout=60)
    return answer.headers["location"].removeprefix("/r/")


def secret(client: httpx.Client) -> str:
    """The secret that the forms of a session hold."""
    found = re.search(r'name="csrf" value="([^"]+)"', client.get("/mentor").text)
    assert found
    return found[1]


def send(client: httpx.Client, path: str, **fields: str) -> httpx.Response:
    """Send a form of ours."""
    return client.post(path, data={"csrf": secret(client), **fields})


def acts(client: httpx.Client) -> list[dict[str, str]]:
    """All acts."""
    return list(csv.DictReader(io.StringIO(client.get("/mentor/acts.csv").text, newline="")))


def test_the_cookie_is_out_of_reach_of_scripts_and_other_sites(student: httpx.Client) -> None:
    plain = student.post("/mentor/sign-in", data={"token": ANA, "next": "/mentor/summary"})
    behind = student.post("/mentor/sign-in", data={"token": ANA}, headers={"X-Forwarded-Proto": "https"})  # fmt: skip

    cookie = plain.headers["set-cookie"]
    assert plain.headers["location"] == "/mentor/summary"
    assert cookie.startswith("mentor=")
    assert "HttpOnly" in cookie
    assert "SameSite=lax" in cookie
    assert "Secure" not in cookie
    assert behind.headers["set-cookie"].startswith("__Host-mentor=")
    assert "Secure" in behind.headers["set-cookie"]


@pytest.mark.parametrize("next", ["https://evil.example", "//evil.example", "/\\evil", "/x?y", "javascript:1", "/" + "a" * 5000 + "!"])  # fmt: skip
def test_signing_in_leads_to_no_other_place(student: httpx.Client, next: str) -> None:
    answer = student.post("/mentor/sign-in", data={"token": ANA, "next": next})
    assert answer.headers["location"] == "/mentor"


def test_a_wrong_token_is_said_and_opens_nothing(student: httpx.Client) -> None:
    answer = student.post("/mentor/sign-in", data={"token": LINE})

    assert answer.status_code == 403
    assert "not the token" in answer.text
    assert "set-cookie" not in answer.headers
    assert "no-store" in answer.headers["cache-control"]


def test_another_site_signs_nobody_in(student: httpx.Client) -> None:
    headers = {"Sec-Fetch-Site": "cross-site"}
    answer = student.post("/mentor/sign-in", data={"token": ANA}, headers=headers)
    assert answer.status_code == 403


@pytest.mark.parametrize("path", ["", "/r/{}", "/summary", "/acts.csv", "/drafts/x"])
def test_a_stranger_sees_nothing(student: httpx.Client, token: str, path: str) -> None:
    address = "/mentor" + path.format(token)
    person = student.get(address, headers={"Accept": "text/html"})

    assert student.get(address).status_code == 401
    assert person.status_code == 303
    assert person.headers["location"] == f"/mentor/sign-in?next={address}"


def test_the_old_token_still_opens_the_api(student: httpx.Client, mentor: httpx.Client) -> None:
    def repair(client: httpx.Client, **headers: str) -> httpx.Response:
        return client.post("/api/diagnose?mentor", json=CASE, headers=headers)

    assert "repair" in repair(student, Authorization="Bearer old one").json()
    assert "repair" in repair(student, Authorization=f"Bearer {ANA}").json()
    assert "repair" in repair(mentor).json()
    assert repair(student).status_code == 401
    assert repair(student, Authorization="Basic x").status_code == 401
    assert repair(student, Authorization="Bearer x").status_code == 403
    assert repair(mentor, Authorization="Bearer x").status_code == 403


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
    assert "Line 9" in last["before"]


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
    assert re.search(r"corrected</th><td class=\"number\">2", summary)
    assert re.search(r"answered</th><td class=\"number\">1", summary)
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
    assert "what no signature of the entry matches" in tried(file.text)
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


@pytest.mark.parametrize("path", ["r/{}/reply", "r/{}/wrong", "r/{}/draft", "drafts/x", "sign-out"])
def test_every_form_needs_the_secret_of_the_session(
    mentor: httpx.Client, student: httpx.Client, token: str, path: str
) -> None:
    address = "/mentor/" + path.format(token)
    fields = {"csrf": secret(mentor)}
    elsewhere = {"Sec-Fetch-Site": "cross-site"}

    assert mentor.post(address, data={"csrf": "x"}).status_code == 403
    assert mentor.post(address).status_code == 403
    assert mentor.post(address, data=fields, headers=elsewhere).status_code == 403
    assert student.post(address, data=fields).status_code == 401
    assert mentor.get("/mentor").status_code == 200


def test_signing_out_ends_the_session_everywhere(mentor: httpx.Client) -> None:
    cookie = mentor.cookies["mentor"]
    assert send(mentor, "/mentor/sign-out").status_code == 303

    assert "mentor" not in mentor.cookies
    assert mentor.get("/mentor", headers={"Cookie": f"mentor={cookie}"}).status_code == 401


def test_who_guesses_too_often_has_to_wait(assistant: Assistant, named: Settings) -> None:
    with served(assistant, named) as address, httpx.Client(base_url=address) as guesser:
        seen = [guesser.post("/mentor/sign-in", data={"token": str(n)}).status_code for n in range(31)]  # fmt: skip
        right = guesser.post("/mentor/sign-in", data={"token": ANA})

    assert seen == [403] * 30 + [429]
    assert right.status_code == 429
    assert right.headers["retry-after"] == "600"


def test_a_session_works_in_another_worker(
    mentor: httpx.Client, assistant: Assistant, named: Settings
) -> None:
    with served(assistant, named) as address:
        cookie = {"Cookie": f"mentor={mentor.cookies['mentor']}"}
        assert httpx.get(f"{address}/mentor", headers=cookie).status_code == 200


def test_what_is_pasted_is_text_for_mentors_too(
    mentor: httpx.Client, student: httpx.Client
) -> None:
    danger = "<script>alert(1)</script>"
    sent = {"title": danger, "post": f"</textarea>{danger}", "code": f"x = 1  # </pre>{danger}"}
    place = student.post("/diagnose", data=sent).headers["location"]

    assert "<script" not in mentor.get(f"/mentor{place}").text


def test_the_privacy_page_says_what_is_stored_and_how_long(student: httpx.Client) -> None:
    page = student.get("/privacy").text

    for text in ("7 days", "180 days", "12 hours", "without name"):
        assert text in page
