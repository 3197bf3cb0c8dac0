"""The command on a terminal: a graph with standings, arrays, the faulty line; plain text in a pipe."""

import io
import os
import pty
import subprocess
import sys
from pathlib import Path

import pytest
from rich.console import Console

from assistant.entrypoints.plain import told, visible
from assistant.entrypoints.terminal import shown
from assistant.entrypoints.terminal.arrays import pattern
from assistant.entrypoints.terminal.graph import tree
from assistant.replying.contract import as_json
from assistant.types import Comparison, Post, Reply, StepState
from assistant.wiring import Assistant
from tests.stories import CRASHING, EXERCISE, POST, TITLE, WRONG


def screen(reply: Reply, rung: int = 1, *, mentor: bool = False) -> str:
    """What a person sees, without the colours."""
    console = Console(record=True, width=100, file=io.StringIO(), highlight=False)
    shown(reply, as_json(reply, mentor=mentor), rung, console)
    return console.export_text()


@pytest.fixture(scope="module")
def wrong(assistant: Assistant) -> Reply:
    """The story."""
    return assistant.answer(Post(title=TITLE, text=POST, code=WRONG), 2)


def test_the_story_on_a_terminal(assistant: Assistant, wrong: Reply) -> None:
    text = screen(wrong, 2, mentor=True)

    for part in (f"{EXERCISE}: incorrect", "✓ is right", "✗ has wrong values", "dW1 (", "✗ dZ1", "~ dW1", "✓ dW2", "❱  9", "a question", "where to look", "more with --rung", "differs", "reply for the forum"):  # fmt: skip
        assert part in text
    assert "the idea" not in text


def test_a_value_that_the_formula_does_not_have_is_not_said_to_differ(
    assistant: Assistant,
) -> None:
    spare = WRONG.replace("    dZ2 =", "    spare = 7.25 * W2\n    dZ2 =", 1)
    reply = assistant.answer(Post(code=spare, exercise=EXERCISE))
    rows = [one.split() for one in told(reply, as_json(reply, mentor=True)).splitlines()]
    by_name = {row[1]: row for row in rows if len(row) > 2}

    assert by_name["spare"][-2:] == ["not", "compared"]
    assert "differs" in by_name["dZ1"]
    assert "not compared" in screen(reply, mentor=True)


def test_a_crash_and_a_post_without_code_are_shown_too(assistant: Assistant) -> None:
    crash = screen(assistant.answer(Post(code=CRASHING)))
    words = screen(assistant.answer(Post(text="Something fails in week 3.")))

    assert "crashed" in crash
    assert "❱  9" in crash
    assert "no exercise recognised: not-run" in words
    assert "What would settle it" in words


def test_wrong_cells_are_marked_and_the_factor_is_told() -> None:
    one = Comparison("dW1", (2, 3), (2, 3), ((False, True, False), (True, True, False)), "m")

    assert pattern(one).plain == "dW1 (2, 3), wrong by the factor m\n  ·■·\n  ■■·\n"


def test_each_step_is_spelt_out_once_below_what_rests_on_it() -> None:
    steps = (
        StepState("a", ("X",), "right"),
        StepState("b", ("a",), "wrong"),
        StepState("c", ("b", "a"), "depends"),
        StepState("d", ("a",), "absent"),
    )
    console = Console(record=True, width=100, file=io.StringIO())
    console.print(tree("x", steps, ("c", "d", "unknown")))

    lines = [line.strip("│├└─ ") for line in console.export_text().splitlines()[2:]]
    assert lines == ["~ c", "✗ b", "✓ a  from X", "✓ a (above)", "○ d", "✓ a (above)"]


def test_a_text_cannot_steer_the_terminal(assistant: Assistant) -> None:
    evil = "\x1b]0;owned\x07"
    reply = assistant.answer(Post(text=f"{evil} AssertionError", code=f"{WRONG}\n# {evil}"))

    assert "\x1b" not in told(reply, as_json(reply))
    assert "\x07" not in screen(reply)
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
    assert "trying" in seen
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
