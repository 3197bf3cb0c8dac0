"""The guide to exercises is true: its files, its commands and what they say, in order."""

import os
import re
import shlex
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

GUIDE = Path(__file__).parents[1] / "docs" / "exercises.md"
BLOCK = re.compile(r"(?:`([\w.]+)`:\n\n)?```(\w+)\n(.*?)```", re.DOTALL)


def blocks() -> Iterator[tuple[str, str, str]]:
    """Name of the file, language and text of each block."""
    yield from BLOCK.findall(GUIDE.read_text())


@pytest.mark.usefixtures("knowledge")
def test_the_guide_does_what_it_says(tmp_path: Path) -> None:
    environment, said = dict(os.environ), ""
    for name, language, text in blocks():
        if name:
            (tmp_path / name).write_text(text)
        elif language == "bash":
            said = ""
            for line in text.splitlines():
                if line.startswith("export "):
                    key, _, value = line.removeprefix("export ").partition("=")
                    environment[key] = value
                    continue
                said += run(line, tmp_path, environment)
        elif language == "text":
            written = "".join(one.read_text() for one in tmp_path.glob("exercises/*/*.py"))
            for line in text.strip().splitlines():
                assert line in said or line in written, line


def run(line: str, folder: Path, environment: dict[str, str]) -> str:
    """One command of the guide; it must succeed."""
    command, *rest = shlex.split(line)
    assert command == "gradmentor"
    root = str(GUIDE.parents[1])
    done = subprocess.run(
        [sys.executable, "-m", "assistant", *rest],
        cwd=folder,
        env={**environment, "PYTHONPATH": root},
        capture_output=True,
        text=True,
        stdin=subprocess.DEVNULL,
    )
    assert done.returncode == 0, f"{line}\n{done.stdout}{done.stderr}"
    return done.stdout


def test_each_kind_of_input_in_the_table_is_understood() -> None:
    from assistant.tracing.inputs import parsed

    table = GUIDE.read_text().partition("## What an input may be")[2].partition("They may")[0]
    written = re.findall(r"`(\w[\w.]*: [^`]+)`", table)

    assert len(written) > 15
    for one in written:
        assert parsed(one).drawn
