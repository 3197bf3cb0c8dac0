"""What operators are given: a unit that systemd takes, and settings that are all there."""

import os
import re
import shutil
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from assistant.database import open_database
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


def test_the_steps_of_the_readme_restore_a_copy_after_a_crash(tmp_path: Path) -> None:
    backup = re.findall(r"`(sqlite3 gradmentor\.db [^`]+)`", README)
    steps = re.findall(r"```bash\n(rm -f gradmentor\.db[^`]+)```", README)
    assert (len(backup), len(steps)) == (1, 1)
    program = shutil.which("sqlite3")
    if program is None:
        pytest.skip("the command sqlite3 is not here")
    crash(tmp_path, backup[0])
    assert (tmp_path / "gradmentor.db-wal").stat().st_size > 0
    subprocess.run(["sh", "-ec", steps[0]], cwd=tmp_path, check=True)

    engine = open_database(f"sqlite:///{tmp_path}/gradmentor.db")
    with engine.connect() as connection:
        assert connection.exec_driver_sql("PRAGMA integrity_check").scalar() == "ok"
        assert connection.exec_driver_sql("SELECT count(*) FROM heartbeat").scalar() == 1
    engine.dispose()


def crash(folder: Path, backup: str) -> None:
    """Keep one row, back up while it runs, keep many more, and end as a power cut does."""
    program = f"""
import os, signal, subprocess
from assistant.database import open_database
engine = open_database("sqlite:///gradmentor.db")
def write(first, last):
    with engine.begin() as connection:
        for number in range(first, last):
            connection.exec_driver_sql("INSERT INTO heartbeat VALUES (?, 1.0)", (f"name {{number}}" * 50,))
write(0, 1)
subprocess.run({backup!r}, shell=True, check=True)
write(1, 2000)
os.kill(os.getpid(), signal.SIGKILL)
"""
    path = {**os.environ, "PYTHONPATH": str(FOLDER.parent)}
    done = subprocess.run([sys.executable, "-c", program], cwd=folder, env=path)
    assert done.returncode == -signal.SIGKILL


def test_a_shell_reads_the_example_of_the_settings() -> None:
    file = FOLDER / "gradmentor.env.example"
    told = subprocess.run(
        ["sh", "-ec", f"set -a; . {file}; echo $GRADMENTOR_FORUM_CATEGORIES"],
        capture_output=True,
        text=True,
    )

    assert (told.stdout, told.stderr) == ("7, 9\n", "")
