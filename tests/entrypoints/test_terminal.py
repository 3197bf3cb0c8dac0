"""The command on a terminal: a graph with standings, arrays, the faulty line; plain text in a pipe."""

import io
import os
import pty
import subprocess
import sys
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from rich.console import Console

from assistant.entrypoints.plain import told, visible
from assistant.entrypoints.standing import graph_of
from assistant.entrypoints.terminal import shown
from assistant.entrypoints.terminal.arrays import pattern
from assistant.entrypoints.terminal.graph import MOST, tree
from assistant.replying.contract import as_json
from assistant.types import Post, Reply
from assistant.wiring import Assistant
from tests.stories import CRASHING, EXERCISE, POST, RIGHT, TITLE, WRONG


def screen(assistant: Assistant, reply: Reply, rung: int = 1, *, mentor: bool = False) -> str:
    """What a person sees, without the colours."""
    console = Console(record=True, width=100, file=io.StringIO(), highlight=False)
    shown(reply, as_json(reply, mentor=mentor), assistant.exercises, rung, console)
    return console.export_text()


@pytest.fixture(scope="module")
def wrong(assistant: Assistant) -> Reply:
    """The story."""
    return assistant.answer(Post(title=TITLE, text=POST, code=WRONG), 2)


def test_the_story_on_a_terminal(assistant: Assistant, wrong: Reply) -> None:
    text = screen(assistant, wrong, 2, mentor=True)

    for part in (f"{EXERCISE}: incorrect", "✓ is right", "✗ has wrong values", "dW1, wrong cells", "✗ dZ1", "~ dW1", "✓ dW2", "❱  9", "a question", "where to look", "more with --rung", "differs", "reply for the forum"):  # fmt: skip
        assert part in text
    assert "the idea" not in text


def test_the_steps_stand_where_the_code_computes_them(assistant: Assistant, wrong: Reply) -> None:
    standing = graph_of(assistant.exercises[EXERCISE], wrong.diagnosis).standing

    assert standing["dZ1"] == "wrong"
    assert {standing[name] for name in ("dZ2", "dW2", "db2", "m", "dZ2_sum")} == {"right"}
    assert {standing[name] for name in ("dW1", "db1", "dZ1_XT", "dZ1_sum")} == {"depends"}
    assert {standing[name] for name in ("dA1", "dtanh1")} == {"absent"}


def test_right_code_has_no_wrong_step(assistant: Assistant) -> None:
    reply = assistant.answer(Post(code=RIGHT))

    assert set(graph_of(assistant.exercises[EXERCISE], reply.diagnosis).standing.values()) == {"right"}  # fmt: skip
    assert "✗ dZ1" not in screen(assistant, reply)


def test_a_crash_and_a_post_without_code_are_shown_too(assistant: Assistant) -> None:
    crash = screen(assistant, assistant.answer(Post(code=CRASHING)))
    words = screen(assistant, assistant.answer(Post(text="Something fails in week 3.")))

    assert "crashed" in crash
    assert "❱  9" in crash
    assert "no exercise recognised: not-run" in words
    assert "What would settle it" in words


@pytest.mark.parametrize(
    ("shape", "where", "grid"),
    [
        ([2, 3], [[0, 1], [1, 2]], ["·■·", "··■"]),
        ([3], [[2]], ["··■"]),
        ([], [[]], ["■"]),
        ([1, 2, 2], [[0, 1, 0]], ["··", "■·"]),
    ],
)
def test_wrong_cells_are_marked(shape: list[int], where: list[list[int]], grid: list[str]) -> None:
    lines = drawn(shape, where)
    assert lines == grid


def test_what_is_not_told_is_not_claimed() -> None:
    cells = [[int(i), int(j)] for i, j in np.argwhere(np.ones((4, 5)))[:12]]

    assert drawn([4, 5], cells) == ["■■■■■", "■■■■■", "■■???", "?????"]
    assert drawn([20, 60], [[0, 0]])[0] == "■" + "·" * 23 + " …"
    assert drawn([20, 60], [[0, 0]])[-1] == "…"


def drawn(shape: list[int], where: list[list[int]]) -> list[str]:
    """The grid of an output."""
    output: dict[str, Any] = {"name": "x", "actual_shape": shape, "where": where}
    return [line.strip() for line in pattern(output).plain.splitlines()[1:]]


def test_every_exercise_has_a_tree_of_bounded_length(assistant: Assistant) -> None:
    reply = assistant.answer(Post(text="help"))
    for exercise in assistant.exercises.values():
        console = Console(record=True, width=200, file=io.StringIO())
        console.print(tree(exercise.id, graph_of(exercise, reply.diagnosis)))
        lines = console.export_text().splitlines()
        assert 3 <= len(lines) <= 4 * MOST, exercise.id


def test_a_text_cannot_steer_the_terminal(assistant: Assistant) -> None:
    evil = "\x1b]0;owned\x07"
    reply = assistant.answer(Post(text=f"{evil} AssertionError", code=f"{WRONG}\n# {evil}"))

    assert "\x1b" not in told(reply, as_json(reply))
    assert "\x07" not in screen(assistant, reply)
    assert visible("a\tb\n\x1bc\x9b") == "a\tb\n\N{REPLACEMENT CHARACTER}c\N{REPLACEMENT CHARACTER}"  # fmt: skip


def test_a_person_sees_progress_and_colours_and_a_pipe_sees_text(tmp_path: Path) -> None:
    code = tmp_path / "code.py"
    code.write_text(WRONG)
    command = [sys.executable, "-m", "assistant", "diagnose", str(code)]
    piped = subprocess.run(command, capture_output=True, text=True, timeout=120, check=True)
    seen = on_a_terminal(command)

    assert piped.stdout.startswith(f"{EXERCISE}: incorrect")
    assert "\x1b" not in piped.stdout
    assert piped.stderr == ""
    assert "comparing" in seen
    assert "\x1b[" in seen
    assert "dZ1" in seen


def on_a_terminal(command: list[str]) -> str:
    """What a command prints on a real terminal."""
    ours, theirs = pty.openpty()
    environment = {**os.environ, "TERM": "xterm-256color", "COLUMNS": "100"}
    child = subprocess.Popen(command, stdin=theirs, stdout=theirs, stderr=theirs, env=environment)
    os.close(theirs)
    parts = []
    try:
        while part := os.read(ours, 65536):
            parts.append(part)
    except OSError:  # Linux says so where the other end is closed
        pass
    assert child.wait(timeout=60) == 0
    os.close(ours)
    return b"".join(parts).decode()


def test_a_pipe_does_not_import_rich(tmp_path: Path) -> None:
    program = "import sys; sys.argv = ['gradmentor', 'diagnose', '-']\nfrom assistant.entrypoints.cli import main\ntry: main()\nexcept SystemExit: pass\nprint(*[name for name in sys.modules if name.split('.')[0] == 'rich'], file=sys.stderr)"
    done = subprocess.run([sys.executable, "-c", program], input="help", capture_output=True, text=True, check=True, timeout=120)  # fmt: skip

    assert done.stderr.strip() == ""
    assert "not-run" in done.stdout
