"""What operators are given: a unit that systemd takes, and settings that are all there."""

import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from assistant.settings import Forum, Settings

FOLDER = Path(__file__).parents[2] / "operating"
README = (FOLDER.parent / "README.md").read_text()


def test_systemd_takes_the_unit(tmp_path: Path) -> None:
    program = shutil.which("systemd-analyze")
    if program is None:
        pytest.skip("systemd-analyze is not here")
    unit = (FOLDER / "gradmentor.service").read_text()
    here = tmp_path / "gradmentor.service"
    here.write_text(unit.replace("/opt/gradmentor/bin/gradmentor", "/bin/true"))
    done = subprocess.run([program, "verify", str(here)], capture_output=True, text=True)

    assert "gradmentor.service:" not in done.stderr


@pytest.mark.parametrize("name", ["gradmentor.env.example", "compose.yaml", "Dockerfile"])
def test_every_setting_that_is_named_is_one(name: str) -> None:
    named = re.findall(r"GRADMENTOR_([A-Z_]+)", (FOLDER / name).read_text())
    known = {*Settings.model_fields, *(f"forum_{one}" for one in Forum.model_fields)}

    assert named
    assert {one.lower() for one in named} <= known


@pytest.mark.parametrize("setting", Forum.model_fields)
def test_every_setting_of_the_forum_is_in_the_readme(setting: str) -> None:
    assert f"`{setting}`" in README


def test_without_a_forum_its_engine_is_not_even_imported() -> None:
    look = "import sys, assistant.entrypoints.app; print('dbos' in sys.modules)"
    done = subprocess.run([sys.executable, "-c", look], capture_output=True, text=True, check=True)

    assert done.stdout == "False\n"
