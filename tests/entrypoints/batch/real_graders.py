"""nbgrader and otter-grader themselves, from PyPI, with our feedback on what they graded.

`PYTHONPATH=. python tests/entrypoints/batch/real_graders.py [--environment FOLDER]
[--only nbgrader|otter]` makes an
environment of its own, or takes one that is there, and prints what was found as JSON. `otter
grade` needs Docker; `otter run` grades the same way in this environment.
"""

import argparse
import json
import subprocess
import sys
import tempfile
import venv
from pathlib import Path
from typing import Any

from tests.stories import NO_MEAN, RIGHT

ROOT = Path(__file__).parents[3]
PACKAGES = ("nbgrader==0.9.6", "otter-grader==7.0.0")
STUDENTS = {"ana": NO_MEAN, "bo": RIGHT}
CHECK = """W2, A1 = np.ones((1, 4)), np.full((4, 3), 0.5)
cache = {"A1": A1, "A2": np.full((1, 3), 0.5)}
X, Y = np.ones((2, 3)), np.array([[0, 1, 1]])
found = backward_propagation({"W2": W2}, cache, X, Y)
assert abs(found["dW1"][0, 0] + 0.125) < 1e-9
"""
OTTER_TEST = """OK_FORMAT = True
test = {"name": "q1", "points": 2, "suites": [{"cases": [{"code": r'''
>>> found = backward_propagation({"W2": np.ones((1, 4))}, {"A1": np.full((4, 3), 0.5), "A2": np.full((1, 3), 0.5)}, np.ones((2, 3)), np.array([[0, 1, 1]]))
>>> bool(abs(found["dW1"][0, 0] + 0.125) < 1e-9)
True
'''}]}]}
"""


def cell(source: str, grade: dict[str, Any] | None = None) -> dict[str, Any]:
    """A code cell, with nbgrader's mark where it is graded."""
    one = {"cell_type": "code", "source": source, "outputs": [], "execution_count": None}
    return {**one, "metadata": {"nbgrader": {"schema_version": 3, **grade}} if grade else {}}


def notebook(code: str) -> str:
    """The assignment with some code in it."""
    answer = {"grade": False, "grade_id": "backward", "locked": False, "solution": True}
    test = {"grade": True, "grade_id": "test", "locked": True, "points": 2, "solution": False}
    cells = [
        cell("import numpy as np"),
        cell(code, {**answer, "task": False}),
        cell(CHECK, {**test, "task": False}),
    ]
    kernel = {"name": "python3", "display_name": "Python 3", "language": "python"}
    metadata = {"kernelspec": kernel, "language_info": {"name": "python"}}
    found = {"nbformat": 4, "nbformat_minor": 4, "metadata": metadata, "cells": cells}
    return json.dumps(found)


def run(*command: str | Path, cwd: Path) -> None:
    """Run a program; what it says is shown where it fails."""
    done = subprocess.run(
        list(map(str, command)), cwd=cwd, capture_output=True, text=True, check=False
    )
    if done.returncode:
        sys.exit(f"{command}: {done.stdout[-3000:]}{done.stderr[-3000:]}")


def ours(*arguments: str | Path) -> None:
    """Our own command."""
    run(sys.executable, "-m", "assistant", "batch", *arguments, cwd=ROOT)


def nbgrader(programs: Path, course: Path) -> dict[str, Any]:
    """An assignment is made, handed in, graded, and gets its feedback, then ours."""
    (course / "source" / "week3").mkdir(parents=True)
    (course / "source" / "week3" / "planar.ipynb").write_text(notebook(RIGHT))
    (course / "nbgrader_config.py").write_text(
        "c = get_config()\nc.CourseDirectory.course_id = 'x'\n"
    )
    run(programs / "nbgrader", "generate_assignment", "week3", "--create", cwd=course)
    for student, code in STUDENTS.items():
        place = course / "submitted" / student / "week3"
        place.mkdir(parents=True)
        (place / "planar.ipynb").write_text(notebook(code))
    run(programs / "nbgrader", "autograde", "week3", "--create", cwd=course)
    run(programs / "nbgrader", "generate_feedback", "week3", cwd=course)
    ours("--nbgrader", course, "--report", course / "report.html")
    pages = {s: course / "feedback" / s / "week3" / "planar.html" for s in STUDENTS}
    told = {student: page.read_text() for student, page in pages.items()}
    return {
        "nbgrader's points are still there": all("Score:" in page for page in told.values()),
        "the fault is named to ana": "line 10" in told["ana"].partition('id="gradmentor"')[2],
        "bo is right": "Right: every output" in told["bo"],
        "report": (course / "report.html").is_file(),
    }


def otter(programs: Path, folder: Path) -> dict[str, Any]:
    """Two notebooks are graded by a generated autograder, then get our feedback."""
    (folder / "tests").mkdir(parents=True)
    (folder / "tests" / "q1.py").write_text(OTTER_TEST)
    run(programs / "otter", "generate", "-t", "tests", "-o", "autograder.zip", cwd=folder)
    scores = {}
    (folder / "handed-in").mkdir()
    for student, code in STUDENTS.items():
        file = folder / "handed-in" / f"{student}.ipynb"
        file.write_text(notebook(code))
        (folder / student).mkdir()
        run(programs / "otter", "run", file, "-a", "autograder.zip", "-o", student, cwd=folder)
        results = json.loads((folder / student / "results.json").read_text())
        scores[student] = sum(one.get("score", 0) for one in results["tests"])
    ours("--otter", folder / "handed-in")
    told = {s: (folder / "handed-in/feedback" / f"{s}.hints.md").read_text() for s in STUDENTS}
    return {
        "otter's scores": scores,
        "the fault is named to ana": "line 10" in told["ana"],
        "bo is right": "Right: every output" in told["bo"],
    }


def main() -> None:
    """Print what became of both."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--environment", type=Path)
    parser.add_argument("--only", choices=["nbgrader", "otter"])
    asked = parser.parse_args()
    with tempfile.TemporaryDirectory() as name:
        environment = asked.environment or Path(name) / "environment"
        if not environment.exists():
            venv.create(environment, with_pip=True)
            run(environment / "bin" / "pip", "install", "-q", *PACKAGES, cwd=ROOT)
        programs = environment.resolve() / "bin"
        graders = {"nbgrader": nbgrader, "otter": otter}
        chosen = [asked.only] if asked.only else list(graders)
        found = {one: graders[one](programs, Path(name) / one) for one in chosen}
    print(json.dumps(found, indent=2))


if __name__ == "__main__":
    main()
