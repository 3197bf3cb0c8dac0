"""Half an emoji comes in by every door, and nobody loses an answer by it."""

import json
from pathlib import Path
from typing import Any

import httpx
import pytest

from assistant.entrypoints.batch.diagnosing import diagnosed
from assistant.entrypoints.importing import imported
from assistant.forum.events import post_of
from assistant.scripting import diagnose
from assistant.settings import Settings
from assistant.wiring import Assistant
from tests.entrypoints.commanding import gradmentor
from tests.stories import POST, TITLE, WRONG

HALF = "\ud83d"
CELL: dict[str, Any] = {
    "cell_type": "code",
    "metadata": {},
    "execution_count": 1,
    "source": f"{WRONG}\n# {HALF}",
}
ERROR = {"output_type": "error", "ename": HALF, "evalue": HALF, "traceback": [HALF]}
CELLS = [CELL | {"outputs": [ERROR]}]
NOTEBOOK = json.dumps({"cells": CELLS, "metadata": {}, "nbformat": 4, "nbformat_minor": 4})
STORY = {"title": TITLE, "post": POST, "code": WRONG}
CASES = {
    "id": STORY | {"id": HALF},
    "title": STORY | {"title": TITLE + HALF},
    "post": STORY | {"post": POST + HALF},
    "code": STORY | {"code": f"{WRONG}\n# {HALF}"},
    "a text in the code": STORY | {"code": f"{WRONG}\nname = '{HALF}'"},
    "notebook": {"title": TITLE, "post": POST, "notebook": NOTEBOOK},
}


@pytest.mark.parametrize("case", CASES.values(), ids=CASES)
def test_the_api_and_a_batch_find_the_same_as_without_it(
    client: httpx.Client, assistant: Assistant, case: dict[str, Any]
) -> None:
    headers = {"content-type": "application/json"}
    answer = client.post("/api/diagnose", content=json.dumps(case), headers=headers)
    row = json.loads(diagnosed(assistant, case))

    assert answer.status_code == 200
    for found in (answer.json(), row):
        assert [fault["line"] for fault in found["faults"]] == [9]


def test_an_exercise_that_is_none_is_said(client: httpx.Client) -> None:
    body, headers = json.dumps({"exercise": HALF}), {"content-type": "application/json"}

    assert client.post("/api/diagnose", content=body, headers=headers).status_code == 422


def test_the_form_takes_a_notebook_and_its_page_is_shown(client: httpx.Client) -> None:
    answer = client.post("/diagnose", data={"post": POST, "notebook": NOTEBOOK})

    assert client.get(answer.headers["location"]).status_code == 200


def test_the_form_takes_halves_as_bytes(client: httpx.Client) -> None:
    kind = {"content-type": "application/x-www-form-urlencoded"}

    assert client.post("/diagnose", content="post=%ED%A0%BD", headers=kind).status_code == 303


def test_the_command_reads_a_notebook(tmp_path: Path) -> None:
    (tmp_path / "one.ipynb").write_text(NOTEBOOK)
    done = gradmentor("diagnose", str(tmp_path / "one.ipynb"), "--json")

    assert [fault["line"] for fault in json.loads(done.stdout)["faults"]] == [9]


def test_a_script_gives_a_post() -> None:
    assert diagnose(HALF + POST, WRONG).json["faults"][0]["line"] == 9


def test_a_topic_is_imported_and_so_are_the_others(tmp_path: Path) -> None:
    posts = [{"post_number": n, "raw": f"{n} {HALF}", "accepted_answer": n == 2} for n in (1, 2)]
    plain = {"archetype": "regular", "visible": True, "post_stream": {"posts": posts}}
    halves = plain | {"id": 1, "title": f"dW1 {HALF}", "slug": HALF}
    (tmp_path / "topics.json").write_text(json.dumps([halves, plain | {"id": 2, "title": "db1"}]))
    settings = Settings(threads=tmp_path / "threads")

    found = imported(settings, tmp_path / "topics.json", "https://forum.example", print)

    assert found == {"new": 2, "known": 0}


def test_a_post_of_the_forum_is_read() -> None:
    found = post_of({"raw": HALF, "topic_title": HALF, "username": HALF})

    assert (found.raw, found.title, found.author) == ("\ufffd", "\ufffd", "\ufffd")
