"""Folders as nbgrader and otter lay them out: a case for each function, feedback beside it."""

import json
import zipfile
from pathlib import Path

import pytest

from assistant.entrypoints.batch.cases import case_of
from assistant.entrypoints.batch.diagnosing import diagnosed
from assistant.entrypoints.batch.feedback import Feedback, parts_of
from assistant.entrypoints.batch.graders import Graded, Nbgrader, Otter, exercises_in
from assistant.errors import UnreadableInput
from assistant.wiring import Assistant, functions_of
from tests.stories import NO_MEAN, RIGHT

PREDICT = "def predict(parameters, X):\n    return None\n"
PAGE = "<html><body><p>12 of 20 points</p></body></html>"


def notebook(*cells: str) -> str:
    """The JSON of a notebook with these cells."""
    code = [
        {"cell_type": "code", "source": one, "outputs": [], "metadata": {}, "execution_count": None}
        for one in cells
    ]
    return json.dumps({"nbformat": 4, "nbformat_minor": 4, "metadata": {}, "cells": code})


def made(kind: type[Graded], folder: Path, assistant: Assistant) -> Graded:
    """A grader's folder."""
    feedback = Feedback(assistant.settings.templates, assistant.entries)
    return kind(folder, 10**6, functions_of(assistant.exercises), feedback)


def rows(source: Graded, assistant: Assistant) -> list[dict[str, object]]:
    """The rows of all its cases."""
    cases = [case_of(id, raw) for id, raw in source.cases()]
    return [
        {"id": one.id, "hints": [], "faults": [], "outputs": [], "ask": None, "error": one.error}
        if one.error
        else {"id": one.id, **json.loads(diagnosed(assistant, one.body))}
        for one in cases
    ]


@pytest.fixture
def course(tmp_path: Path) -> Path:
    """nbgrader's folder of two students; Ana's page is there."""
    for student, cells in (("ana", (NO_MEAN, PREDICT)), ("bo", ("import numpy as np", RIGHT))):
        place = tmp_path / "submitted" / student / "week3"
        place.mkdir(parents=True)
        (place / "planar.ipynb").write_text(notebook(*cells))
    page = tmp_path / "feedback" / "ana" / "week3" / "planar.html"
    page.parent.mkdir(parents=True)
    page.write_text(PAGE)
    return tmp_path


def test_every_function_of_a_notebook_is_a_case_of_its_course(
    course: Path, assistant: Assistant
) -> None:
    cases = [(id, raw["exercise"]) for id, raw in made(Nbgrader, course, assistant).cases()]

    assert cases == [
        ("ana/week3/planar.ipynb#backward_propagation", "dls-c1-w3/backward_propagation"),
        ("ana/week3/planar.ipynb#predict", "dls-c1-w3/predict"),
        ("bo/week3/planar.ipynb#backward_propagation", "dls-c1-w3/backward_propagation"),
    ]


def test_feedback_stands_beside_and_in_the_page_of_nbgrader(
    course: Path, assistant: Assistant
) -> None:
    source = made(Nbgrader, course, assistant)
    found = rows(source, assistant)
    source.finished(iter(found))
    first = (course / "feedback/ana/week3/planar.html").read_text()
    source.finished(iter(found))

    ana = (course / "feedback/ana/week3/planar.hints.md").read_text()
    assert "## `backward_propagation`" in ana
    assert "- Cell 1, line 10, `dW1`" in ana
    assert "## `predict`" in ana
    assert "np.dot" not in ana
    assert "12 of 20 points" in first
    assert first.count('<section id="gradmentor"') == 1
    assert first.endswith("</section>\n</body></html>")
    assert (course / "feedback/ana/week3/planar.html").read_text() == first
    assert "Right: every" in (course / "feedback/bo/week3/planar.hints.md").read_text()


def test_otters_notebooks_and_zip_files_are_read(tmp_path: Path, assistant: Assistant) -> None:
    (tmp_path / "ana.ipynb").write_text(notebook(RIGHT))
    with zipfile.ZipFile(tmp_path / "bo.zip", "w") as packed:
        packed.writestr(".OTTER_LOG", b"")
        packed.writestr("hw03.ipynb", notebook(NO_MEAN))
    (tmp_path / "cy.zip").write_bytes(b"no zip at all")
    source = made(Otter, tmp_path, assistant)

    found = rows(source, assistant)
    source.finished(iter(found))

    assert [one["id"] for one in found] == [
        "ana.ipynb#backward_propagation",
        "bo.zip#backward_propagation",
        "cy.zip",
    ]
    assert [one.get("verdict") for one in found] == ["correct", "incorrect", None]
    assert "cannot be unpacked" in (tmp_path / "feedback" / "cy.hints.md").read_text()
    assert "line 10" in (tmp_path / "feedback" / "bo.hints.md").read_text()


def test_a_folder_without_submissions_is_refused(tmp_path: Path, assistant: Assistant) -> None:
    with pytest.raises(UnreadableInput, match="submitted/<student>"):
        made(Nbgrader, tmp_path, assistant)


def test_a_function_that_the_course_of_the_others_lacks_is_a_case_of_its_own_course() -> None:
    text = notebook("def a():\n    pass\ndef b():\n    pass\ndef own():\n    pass\n")
    functions = {"a": ["c1/a", "c2/a"], "b": ["c1/b"], "own": ["mine/own"]}

    assert exercises_in(text, functions) == ["c1/a", "c1/b", "mine/own"]


def test_a_file_name_may_hold_the_sign_before_the_function() -> None:
    assert parts_of("ana/a#1.ipynb#predict") == ("ana/a#1.ipynb", "predict")
    assert parts_of("ana/a#1.ipynb") == ("ana/a#1.ipynb", "")
