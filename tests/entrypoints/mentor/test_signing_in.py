"""Who gets in, by which way, with what cookie, and who does not."""

import httpx
import pytest

from assistant.settings import Settings
from assistant.wiring import Assistant
from tests.entrypoints.mentor.conftest import ANA, LINE, secret, send, served_by
from tests.stories import POST, WRONG

CASE = {"id": "case-1", "code": WRONG, "post": POST}


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
    with served_by(assistant, named) as address, httpx.Client(base_url=address) as guesser:
        seen = [guesser.post("/mentor/sign-in", data={"token": str(n)}).status_code for n in range(31)]  # fmt: skip
        right = guesser.post("/mentor/sign-in", data={"token": ANA})

    assert seen == [403] * 30 + [429]
    assert right.status_code == 429
    assert right.headers["retry-after"] == "600"


def test_a_session_works_in_another_worker(
    mentor: httpx.Client, assistant: Assistant, named: Settings
) -> None:
    with served_by(assistant, named) as address:
        cookie = {"Cookie": f"mentor={mentor.cookies['mentor']}"}
        assert httpx.get(f"{address}/mentor", headers=cookie).status_code == 200


def test_the_privacy_page_says_what_is_stored_and_how_long(student: httpx.Client) -> None:
    page = student.get("/privacy").text

    for text in ("7 days", "180 days", "12 hours", "without name"):
        assert text in page
