"""The routes of the contract, their statuses and their bodies."""

import json

import httpx
import pytest

from tests.stories import EXERCISE, NO_MEAN, POST, RIGHT, TITLE, WRONG

CASE = {"id": "case-1", "title": TITLE, "post": POST, "code": WRONG}


def test_a_case_in_a_diagnosis_out(client: httpx.Client) -> None:
    found = client.post("/api/diagnose", json=CASE).json()

    assert found["id"] == "case-1"
    assert found["exercise"] == EXERCISE
    assert [fault["line"] for fault in found["faults"]] == [9]
    assert "repair" not in found


def test_the_mentor_view_needs_the_token(client: httpx.Client) -> None:
    def status(**headers: str) -> int:
        return client.post("/api/diagnose?mentor", json=CASE, headers=headers).status_code

    assert status() == 401
    assert status(Authorization="Bearer guess") == 403
    right = {"Authorization": "Bearer for-the-tests"}
    assert client.post(
        "/api/diagnose?mentor", json={**CASE, "code": NO_MEAN}, headers=right
    ).json()["repair"]


@pytest.mark.parametrize(
    ("kind", "body", "status"),
    [
        ("text/plain", "{}", 415),
        ("application/json", "{broken", 422),
        ("application/json", "[1]", 422),
        ("application/json", '{"id": 3}', 422),
        ("application/json", '{"post": "a\\u0000b", "rung": "x"}', 422),
        ("application/json", '{"exercise": "nothing"}', 422),
        ("application/json", '{"notebook": "{}"}', 422),
        ("application/json", "[" * 5000, 422),
        ("application/json", "x" * 2_000_001, 413),
    ],
)
def test_bad_input_is_a_problem(client: httpx.Client, kind: str, body: str, status: int) -> None:
    answer = client.post("/api/diagnose", content=body, headers={"content-type": kind})

    assert answer.status_code == status
    assert answer.headers["content-type"] == "application/problem+json"
    assert {"type", "title", "status", "detail"} == set(answer.json())
    assert answer.json()["detail"]


@pytest.mark.parametrize(
    ("path", "status"),
    [
        ("/", 200),
        ("/kb", 200),
        ("/kb/where-dA-prev-comes-from", 200),
        ("/kb/nothing", 404),
        ("/r/nothing", 404),
        ("/kb?q=axis", 200),
        ("/exercises", 200),
        ("/exercises/dls-c1-w3/backward_propagation", 200),
        ("/exercises/dls-c1-w3/nothing", 404),
        ("/deleted", 200),
        ("/queue", 401),
        ("/start/nothing", 404),
        ("/nothing", 404),
        ("/api/exercises", 200),
        ("/api/entries/sign-error", 200),
        ("/api/entries/nothing", 404),
        ("/healthz", 200),
        ("/readyz", 200),
        ("/metrics", 200),
        ("/static/style.css", 200),
    ],
)
def test_every_route_answers_with_safe_headers(
    client: httpx.Client, path: str, status: int
) -> None:
    answer = client.get(path)

    assert answer.status_code == status
    assert "default-src 'none'" in answer.headers["content-security-policy"]
    assert answer.headers["x-content-type-options"] == "nosniff"


@pytest.mark.parametrize("path", ["/webhooks/discourse", "/webhooks/generic"])
def test_without_a_secret_a_webhook_says_so_and_is_not_switched_off(
    client: httpx.Client, path: str
) -> None:
    answer = client.post(path, json={})

    assert answer.status_code == 503
    assert "secret" in answer.json()["detail"]


def test_the_form_leads_to_a_private_result(client: httpx.Client) -> None:
    answer = client.post("/diagnose", data={"title": TITLE, "post": POST, "code": NO_MEAN})

    assert answer.status_code == 303
    page = client.get(answer.headers["location"]).text
    assert EXERCISE in page
    assert 'class="wrong"' in page


def test_of_a_random_input_the_page_shows_the_pattern_alone(client: httpx.Client) -> None:
    fitted = RIGHT.replace(
        "np.sum(dZ2, axis=1, keepdims=True)", "np.sum(dZ2) * np.ones((len(W2), 1))"
    )
    page = client.get(client.post("/diagnose", data={"code": fitted}).headers["location"]).text

    assert "wrong cells, on a random input" in page
    assert "the formula</figcaption>" not in page


@pytest.mark.parametrize(
    ("fields", "verdict"),
    [
        ({"code": RIGHT}, "Right: every output matches"),
        ({"code": "x = 1\nprint(y)\n"}, "The code stops in line 2 with NameError."),
        ({"code": RIGHT.replace("A2 - Y", "A2 -")}, "The code stops in line 6 with SyntaxError."),
        (
            {"post": f"```\n{NO_MEAN}```"},
            "Not right yet: line 10 is wrong, 3 of 4 outputs are right.",
        ),
        ({"post": "what is dA_prev?"}, "Nothing was run: this rests on the text."),
    ],
)
def test_the_verdict_is_one_line(
    client: httpx.Client, fields: dict[str, str], verdict: str
) -> None:
    page = client.get(client.post("/diagnose", data=fields).headers["location"]).text
    assert verdict in page.partition("<h1")[2].partition("</h1>")[0]


def test_what_is_pasted_is_shown_as_text(client: httpx.Client) -> None:
    title = "<script>alert(1)</script>"
    answer = client.post("/diagnose", data={"title": title, "code": "x = 1  # <b>"})

    page = client.get(answer.headers["location"]).text
    assert "<script>" not in page
    assert "# <b>" not in page


@pytest.mark.parametrize(
    ("name", "content", "status"),
    [
        ("code.py", NO_MEAN.encode(), 303),
        ("post.md", POST.encode(), 303),
        ("broken.ipynb", b"{}", 422),
        ("binary.py", b"\x00\x01", 422),
        ("large.py", b"x" * 2_100_000, 413),
    ],
)
def test_a_file_may_be_sent(client: httpx.Client, name: str, content: bytes, status: int) -> None:
    answer = client.post("/diagnose", data={"title": ""}, files={"file": (name, content)})
    assert answer.status_code == status


@pytest.mark.parametrize(
    "data", [{}, {"post": "  "}, {"post": "a\0b"}, {"post": "x", "exercise": "no"}]
)
def test_an_unusable_form_is_one_sentence(client: httpx.Client, data: dict[str, str]) -> None:
    answer = client.post("/diagnose", data=data, files={"file": ("", b"")})
    assert answer.status_code == 422
    assert "<h1>" in answer.text


def test_verdicts_are_counted(client: httpx.Client) -> None:
    client.post("/api/diagnose", content=json.dumps({"id": "x", "post": "thanks"}), headers={"content-type": "application/json"})  # fmt: skip
    assert 'gradmentor_diagnoses_total{verdict="not-run"}' in client.get("/metrics").text


def test_code_that_is_too_long_is_not_run(client: httpx.Client) -> None:
    found = client.post("/api/diagnose", json={"id": "1", "code": "x = 1\n" * 20_000}).json()

    assert (found["verdict"], found["notices"]) == ("not-run", ["code-too-long"])
