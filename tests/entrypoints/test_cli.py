"""The command: its output and its status, once for each way out as a real process."""

import json
import zipfile
from pathlib import Path

import nbformat
import pytest

from tests.entrypoints.commanding import gradmentor, process
from tests.stories import EXERCISE, POST, TITLE, WRONG


@pytest.fixture
def files(tmp_path: Path) -> Path:
    """A post, its code, and a notebook."""
    (tmp_path / "post.md").write_text(f"{TITLE}\n\n{POST}")
    (tmp_path / "code.py").write_text(WRONG)
    cells = [nbformat.v4.new_markdown_cell("words"), nbformat.v4.new_code_cell(WRONG)]
    notebook = nbformat.v4.new_notebook(cells=cells)
    (tmp_path / "week3.ipynb").write_text(nbformat.writes(notebook))
    return tmp_path


def test_the_story_as_json(files: Path) -> None:
    done = process("diagnose", str(files / "post.md"), "--code", str(files / "code.py"), "--json")

    found = json.loads(done.stdout)
    assert done.returncode == 0
    assert found["exercise"] == EXERCISE
    assert [fault["line"] for fault in found["faults"]] == [9]


def test_the_story_for_a_reader(files: Path) -> None:
    done = gradmentor("diagnose", str(files / "post.md"), str(files / "code.py"), "--mentor")

    assert "line 9" in done.stdout.lower()
    assert "line 9: dZ1 =" in done.stdout


def test_a_notebook_counts_lines_in_its_cell(files: Path) -> None:
    found = json.loads(gradmentor("diagnose", str(files / "week3.ipynb"), "--json").stdout)

    assert [(fault["cell"], fault["line"]) for fault in found["faults"]] == [(1, 9)]


def test_standard_input_is_a_post() -> None:
    done = process("diagnose", "--json", given=f"{TITLE}\n\n{POST}")

    assert json.loads(done.stdout)["verdict"] == "not-run"


def test_unreadable_input_is_one_sentence_and_status_two(tmp_path: Path) -> None:
    bomb = tmp_path / "bomb.ipynb"
    with zipfile.ZipFile(bomb, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("zeros", b"\0" * 10**7)
    large, binary, empty = tmp_path / "large.md", tmp_path / "b.py", tmp_path / "e.ipynb"
    large.write_bytes(b"x" * 10**7)
    binary.write_bytes(bytes(range(256)))
    empty.write_text(nbformat.writes(nbformat.v4.new_notebook()))
    broken = tmp_path / "broken.ipynb"
    broken.write_text("{")
    for file in (bomb, large, binary, empty, broken, tmp_path / "none.md"):
        done = gradmentor("diagnose", str(file), "--json")
        assert done.returncode == 2, file
        assert done.stdout == ""
        assert len(done.stderr.strip().splitlines()) == 1, done.stderr


@pytest.mark.parametrize(
    ("arguments", "status"), [(("explain", "nothing"), 2), (("new-exercise", "x"), 2)]
)
def test_a_process_ends_with_the_status_and_one_sentence(
    arguments: tuple[str, ...], status: int
) -> None:
    done = process(*arguments)

    assert done.returncode == status
    assert done.stdout == ""
    assert len(done.stderr.strip().splitlines()) == 1, done.stderr


@pytest.mark.parametrize(
    ("arguments", "status"),
    [
        (("diagnose", "--exercise", "nothing", "--json"), 2),
        (("explain", "nothing"), 2),
        (("batch", "nothing.jsonl"), 2),
        (("checkpoints", "x"), 2),
        (("new-exercise", "x"), 2),
        (("run", "nothing.py"), 2),
        (("evaluate", "nothing.jsonl"), 2),
        (("evaluate", "--numbers", "3", "--baselines"), 2),
        (("evaluate", "nothing.jsonl", "--report", "nowhere/page.html"), 2),
        (("new-entry", "../x"), 2),
        (("new-entry", "none"), 2),
    ],
)
def test_what_cannot_be_done_is_said_in_one_sentence(
    arguments: tuple[str, ...], status: int
) -> None:
    done = gradmentor(*arguments, given="a post")

    assert done.returncode == status
    assert len(done.stderr.strip().splitlines()) == 1, done.stderr


def test_run_says_what_happened() -> None:
    found = json.loads(gradmentor("run", "--json", given="print(1)\n1 / 0").stdout)

    assert set(found) == {"outcome", "stdout", "exception", "message", "elapsed_ms"}
    assert (found["outcome"], found["stdout"]) == ("raised", "1\n")
    assert found["exception"] == {
        "type": "ZeroDivisionError",
        "message": "division by zero",
        "line": 2,
    }


def test_the_self_test_names_the_tier() -> None:
    assert "tier" in gradmentor("run", "--self-test").stdout


def test_exercises_and_entries_are_listed() -> None:
    assert EXERCISE in gradmentor("exercises").stdout
    assert "## Hints" in gradmentor("explain", "sign-error").stdout


@pytest.mark.usefixtures("knowledge")
def test_a_knowledge_base_that_holds_is_said_to_hold() -> None:
    done = process("check")
    assert done.returncode == 0, done.stderr


def test_an_entry_and_a_number_that_do_not_hold_are_named(knowledge: Path) -> None:
    gradmentor("new-entry", "broken-one")
    entry = knowledge / "entries" / "broken-one.md"
    entry.write_text(entry.read_text().replace("assert True", "assert False"))
    facts = knowledge / "exercises" / "dls-c1-w2" / "facts.json"
    facts.write_text(facts.read_text().replace("0.7310585786300049", "0.75"))

    done = gradmentor("check")

    assert done.returncode == 1
    assert "broken-one.md:" in done.stderr
    assert "dls-c1-w2/basic_sigmoid: " in done.stderr


def test_a_batch_keeps_the_order_and_says_what_is_broken(tmp_path: Path) -> None:
    cases = tmp_path / "cases.jsonl"
    lines = [
        json.dumps({"id": "a", "code": WRONG, "exercise": EXERCISE, "cause": "x", "lines": [9]}),
        "{broken",
        json.dumps({"id": "c", "post": 3}),
        json.dumps({"id": "d", "post": "thanks"}),
        json.dumps({"id": "e", "exercise": "dls-c9/none", "post": "help"}),
    ]
    cases.write_text("\n".join(lines))
    out = tmp_path / "out.jsonl"

    done = gradmentor("batch", str(cases), "-o", str(out), "--jobs", "2")

    found = [json.loads(line) for line in out.read_text().splitlines()]
    assert done.returncode == 0
    assert [one["id"] for one in found] == ["a", "line 2", "c", "d", "e"]
    assert ["error" in one for one in found] == [False, True, True, False, False]
    assert found[4]["notices"] == ["unknown-exercise"]
    evaluated = json.loads(gradmentor("evaluate", str(cases), "--json").stdout)
    assert evaluated["line_first"] == 1.0


def test_a_folder_is_a_batch(files: Path) -> None:
    found = [json.loads(line) for line in gradmentor("batch", str(files)).stdout.splitlines()]

    assert [one["id"] for one in found] == ["code.py", "post.md", "week3.ipynb"]


def test_checkpoints_are_the_courses_own_numbers() -> None:
    done = gradmentor("checkpoints", EXERCISE, "--variant", "testCases_v2", "--json")
    found = json.loads(done.stdout)
    values = {one["name"]: one for one in found["values"]}

    assert values["dW2"]["text"] == "[[ 0.00078841  0.01765429 -0.00084166 -0.01022527]]"
    assert values["dZ1"]["kind"] == "step"
    assert values["X"]["shape"] == [2, 3]


def test_checkpoints_of_an_unknown_variant_name_the_known_ones() -> None:
    done = gradmentor("checkpoints", EXERCISE, "--variant", "nothing")

    assert done.returncode == 2
    assert "testCases_v2" in done.stderr
