"""The command as a person uses it: killed, started again, changed in between, reported."""

import json
import os
import pty
import subprocess
import sys
from pathlib import Path

import pytest

from assistant.entrypoints.inputs import cases_of_folder
from tests.stories import EXERCISE, NO_MEAN, RIGHT

ROOT = Path(__file__).parents[3]


def python(*arguments: str, **settings: str) -> subprocess.CompletedProcess[str]:
    """A program of its own: it forks, and this process has threads."""
    command, environment = [sys.executable, *arguments], {**os.environ, **settings}
    return subprocess.run(command, cwd=ROOT, capture_output=True, text=True, env=environment)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A class of three: two have the same mistake, one file is no text."""
    folder = tmp_path / "class"
    folder.mkdir()
    (folder / "bo.py").write_text(NO_MEAN)
    (folder / "cy.py").write_text(NO_MEAN.replace("\n", "  \n"))
    (folder / "di.py").write_bytes(b"\x00\xff")
    return folder


def rows(file: Path) -> list[dict[str, object]]:
    """The rows of a file."""
    return [json.loads(line) for line in file.read_text().splitlines()]


def test_a_batch_killed_again_and_again_loses_nothing_and_does_nothing_twice() -> None:
    killing = "tests/entrypoints/batch/killing.py"
    few = ("--seeds", "1", "--count", "30", "--kills", "1")
    done = python(killing, *few, GRADMENTOR_WALL_SECONDS="2")

    assert done.returncode == 0, done.stderr
    found = json.loads(done.stdout)
    assert found.pop("killed_between") > 0
    assert found.pop("workers") == [
        "timed-out",
        "Diagnosing this case ended our process twice, for lack of memory perhaps.",
    ]
    assert set(found.values()) == {0}


def test_a_batch_goes_on_with_what_was_added_and_changed(folder: Path, tmp_path: Path) -> None:
    out = tmp_path / "out.jsonl"
    assert python("-m", "assistant", "batch", str(folder), "-o", str(out)).returncode == 0
    before = rows(out)
    (folder / "ana.py").write_text(RIGHT)
    (folder / "cy.py").write_text(RIGHT)
    done = python("-m", "assistant", "batch", str(folder), "-o", str(out), "--jobs", "2")

    assert (done.returncode, done.stdout, done.stderr) == (0, "", "")
    after = rows(out)
    assert [one["id"] for one in before] == ["bo.py", "cy.py", "di.py"]
    assert [one["id"] for one in after] == ["ana.py", "bo.py", "cy.py", "di.py"]
    assert [one["verdict"] for one in after] == ["correct", "incorrect", "correct", "not-run"]
    assert (after[1], after[3]) == (before[0], before[2])
    assert before[2]["error"] == "The input is binary; paste text, code or a notebook."
    assert {**before[0], "id": ""} == {**before[1], "id": ""}
    assert before[0]["exercise"] == EXERCISE


def test_the_results_are_not_written_over_the_input(tmp_path: Path) -> None:
    file = tmp_path / "cases.jsonl"
    file.write_text('{"id": "a", "post": "hello"}\n')

    done = python("-m", "assistant", "batch", str(file), "-o", str(file))

    assert (done.returncode, len(done.stderr.splitlines())) == (2, 1)
    assert rows(file) == [{"id": "a", "post": "hello"}]


def test_a_terminal_shows_progress_and_a_pipe_does_not(tmp_path: Path) -> None:
    file = tmp_path / "cases.jsonl"
    file.write_text('{"id": "a", "post": "hello"}\n{"id": "b", "post": "hello"}\n')
    ours, theirs = pty.openpty()
    command = [sys.executable, "-m", "assistant", "batch", str(file), "-o", str(tmp_path / "out")]

    done = subprocess.run(command, cwd=ROOT, stderr=theirs, stdout=subprocess.PIPE, check=True)
    os.close(theirs)
    shown = os.read(ours, 100_000).decode()
    os.close(ours)

    assert done.stdout == b""
    assert "diagnosing" in shown
    assert "2/2" in shown


@pytest.mark.parametrize("asked", [("class", "-o", "class/new.py"), ("class/bo.py",)])
def test_a_submission_is_no_file_of_results_and_no_list_of_cases(
    folder: Path, asked: tuple[str, ...]
) -> None:
    given = [one if one == "-o" else str(folder.parent / one) for one in asked]

    done = python("-m", "assistant", "batch", *given)

    assert (done.returncode, done.stdout, len(done.stderr.splitlines())) == (2, "", 1)
    assert not (folder / "new.py").exists()


def test_an_empty_notebook_is_a_row_with_an_error(tmp_path: Path) -> None:
    (tmp_path / "a.ipynb").write_text(" ")

    ((id, error),) = cases_of_folder(tmp_path, 100)

    assert (id, str(error)) == ("a.ipynb", "The notebook is empty.")
