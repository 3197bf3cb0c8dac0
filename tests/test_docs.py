"""The README names every command and every setting; what the pages show runs."""

import re
import shlex
from pathlib import Path

import pytest

from assistant.entrypoints.cli import app
from assistant.settings import Settings
from assistant.wiring import Assistant
from tests.entrypoints.commanding import gradmentor
from tests.openapi import FILE, described

README = (Path(__file__).parents[1] / "README.md").read_text()
PAGES = sorted((Path(__file__).parents[1] / "docs").glob("*.md"))
SHOWN = [
    line
    for page in PAGES
    if page.stem != "exercises"  # its commands rest on files made on the way: `test_guide.py`
    for block in re.findall(r"```bash\n(.*?)```", page.read_text(), re.DOTALL)
    for line in block.splitlines()
]
COMMANDS = [c.name or (c.callback.__name__ if c.callback else "") for c in app.registered_commands]


@pytest.mark.parametrize("command", COMMANDS)
def test_every_command_is_in_the_readme(command: str) -> None:
    assert f"gradmentor {command}" in README


@pytest.mark.parametrize("setting", Settings.model_fields)
def test_every_setting_is_in_the_readme(setting: str) -> None:
    assert f"`{setting}`" in README


def test_the_readme_opens_with_the_two_commands() -> None:
    start = README.index("```bash")
    assert README[start : start + 120].splitlines()[1].startswith("python3 dev.py serve")
    assert README[start : start + 200].splitlines()[2].startswith("python3 dev.py test")


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_the_python_of_a_page_runs(page: Path) -> None:
    """The blocks of a page are one program, as a reader types them."""
    variables: dict[str, object] = {}
    for block in re.findall(r"```python\n(.*?)```", page.read_text(), re.DOTALL):
        exec(compile(block, page.name, "exec"), variables)


@pytest.mark.parametrize("line", SHOWN)
def test_a_command_of_a_page_ends_well(line: str) -> None:
    said, _, piped = line.rpartition(" | ")
    command = shlex.split(piped)
    given = " ".join(shlex.split(said)[1:])

    done = gradmentor(*command[1:], given=given)

    assert command[0] == "gradmentor"
    assert done.returncode == 0, done.stderr
    assert done.stdout


def test_the_description_of_the_service_is_the_committed_one(assistant: Assistant) -> None:
    """Else `PYTHONPATH=. python tests/openapi.py` writes it anew."""
    assert FILE.read_text() == described(assistant)
