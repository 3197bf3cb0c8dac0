"""Exercises of an operator's own folder: all doors know them, broken ones are one sentence."""

import os
import subprocess
import sys
from pathlib import Path

import httpx
import pytest

from assistant.entrypoints.app import create_app
from assistant.library.exercises import load_shelf, shelf_of
from assistant.library.soundness import unsound
from assistant.settings import Settings
from assistant.wiring import build
from tests.entrypoints.browsing import served

OWN = Path(__file__).parents[2] / "knowledge_base" / "exercises"
SCALED = '''"""Centred and scaled features."""

import numpy as np

from assistant.exercise.graph import Exercise


def sample(rng):
    n, m = rng.permutation([2, 3, 4, 5])[:2].tolist()
    return {"X": rng.normal(size=(m, n))}


exercise = Exercise(
    id="my-course/scaled", title="Scaled", arguments={"X": "X"}, returns="Z", sample=sample
)


@exercise.step
def mu(X):
    return np.mean(X, axis=0, keepdims=True)


@exercise.step
def spread(X):
    return np.std(X, axis=0, keepdims=True)


@exercise.step
def Z(X, mu, spread):
    return (X - mu) / spread
'''
BROKEN = {
    "no_syntax": ("def", "SyntaxError"),
    "imports": ("import socket", "it imports socket."),
    "exits": ("raise SystemExit(3)", "SystemExit"),
    "nothing": ('"""Nothing."""', "it defines no `exercise`."),
    "elsewhere": (SCALED, "its place says 'my-course/elsewhere'"),
}
CODE = """def scaled(X):
    mu = np.mean(X, axis=1, keepdims=True)
    Z = (X - mu) / np.std(X, axis=0, keepdims=True)
    return Z
"""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """One good exercise among broken ones."""
    course = tmp_path / "outside" / "my-course"
    course.mkdir(parents=True)
    (course / "scaled.py").write_text(SCALED)
    for name, (text, _) in BROKEN.items():
        (course / f"{name}.py").write_text(text)
    return course.parent


def test_each_broken_file_is_one_sentence_and_the_others_are_there(folder: Path) -> None:
    shelf = load_shelf(OWN, [folder])

    assert "my-course/scaled" in shelf.exercises
    assert len(shelf.troubles) == len(BROKEN)
    for name, (_, reason) in BROKEN.items():
        said = [one for one in shelf.troubles if f"{name}.py" in one]
        assert len(said) == 1
        assert reason in said[0]
        assert "\n" not in said[0]


def test_an_id_of_ours_cannot_be_taken(tmp_path: Path) -> None:
    course = tmp_path / "dls-c1-w2"
    course.mkdir()
    (course / "sigmoid.py").write_text(SCALED)

    shelf = load_shelf(OWN, [tmp_path])

    assert shelf.files["dls-c1-w2/sigmoid"].is_relative_to(OWN)
    assert "already" in shelf.troubles[0]


@pytest.mark.parametrize(
    "facts",
    ["{", "[1]", '{"scaled": {"cases": [{"variant": "a", "args": ["X"], "expected": {}}]}}'],
)
def test_broken_facts_leave_the_exercise_without_them(folder: Path, facts: str) -> None:
    (folder / "my-course" / "facts.json").write_text(facts)

    shelf = load_shelf(OWN, [folder])

    assert "my-course/scaled" in shelf.exercises
    assert "my-course/scaled" not in shelf.facts
    assert len(shelf.troubles) == len(BROKEN) + 1


def test_a_folder_that_is_not_there_is_one_sentence(tmp_path: Path) -> None:
    assert load_shelf(OWN, [tmp_path / "none"]).troubles == (
        f"{tmp_path / 'none'}: there is no such folder of exercises.",
    )


def test_the_setting_takes_several_folders(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("GRADMENTOR_EXERCISES", os.pathsep.join(["/a", "/b"]))

    assert Settings().exercises == (Path("/a"), Path("/b"))


def test_a_false_gradient_is_found(folder: Path) -> None:
    text = SCALED.replace('returns="Z"', 'returns="Z", loss="mu", gradients={"Z": "X"}')
    (folder / "my-course" / "scaled.py").write_text(text.replace("axis=0, keepdims=True)", ")"))

    shelf = load_shelf(OWN, [folder])
    one = {"my-course/scaled": shelf.exercises["my-course/scaled"]}
    found = list(unsound(type(shelf)(one, {}, {})))

    assert found == ["my-course/scaled: Z is not the derivative of the loss by X."]


def test_the_service_starts_beside_broken_files_and_finds_a_mistake(
    folder: Path, tmp_path: Path
) -> None:
    settings = Settings(exercises=(folder,), database=f"sqlite:///{tmp_path}/a.db")
    with build(settings) as assistant, served(create_app(assistant)) as address:
        page = httpx.get(f"{address}/exercises/my-course/scaled", timeout=30)
        listed = httpx.get(f"{address}/exercises")
        case = {"id": "a", "code": CODE}
        found = httpx.post(f"{address}/api/diagnose", json=case, timeout=60).json()

    assert page.status_code == 200
    assert "my-course" in listed.text
    assert found["exercise"] == "my-course/scaled"
    assert [(one["line"], one["cause"]) for one in found["faults"]] == [(2, "wrong-axis")]


def test_commands_say_what_is_broken_and_go_on(folder: Path) -> None:
    environment = {**os.environ, "GRADMENTOR_EXERCISES": str(folder)}
    command = [sys.executable, "-m", "assistant", "exercises"]

    done = subprocess.run(command, capture_output=True, text=True, env=environment)

    assert done.returncode == 0
    assert "my-course/scaled  Scaled" in done.stdout
    assert len(done.stderr.strip().splitlines()) == len(BROKEN)


def test_the_checks_of_ours_hold_for_those_outside(folder: Path) -> None:
    shelf = shelf_of(Settings(exercises=(folder,)))
    outside = {"my-course/scaled": shelf.exercises["my-course/scaled"]}

    assert list(unsound(type(shelf)(outside, shelf.facts, shelf.files))) == []
