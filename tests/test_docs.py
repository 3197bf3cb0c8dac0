"""The README names every command, every option of the contract, and every setting."""

from pathlib import Path

import pytest

from assistant.entrypoints.cli import app
from assistant.settings import Settings

README = (Path(__file__).parents[1] / "README.md").read_text()
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
