"""The house stays small: sizes of files and functions, opening sentences, names, paths."""

import ast
import statistics
import subprocess
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
OURS = [ROOT / "dev.py", *sorted((ROOT / "assistant").rglob("*.py"))]
CONTENT = sorted((ROOT / "knowledge_base").rglob("*.py"))
TESTS = [f for f in sorted((ROOT / "tests").rglob("*.py")) if "solutions" not in f.parts]
ALL = [*OURS, *CONTENT, *TESTS]
FORBIDDEN = {"utils", "helpers", "manager", "common", "misc"}


def functions(file: Path) -> list[int]:
    """The lengths of all functions of a file, in lines."""
    nodes = ast.walk(ast.parse(file.read_text()))
    return [n.end_lineno - n.lineno + 1 for n in nodes if isinstance(n, ast.FunctionDef)]  # type: ignore[operator]


@pytest.mark.parametrize("file", ALL, ids=lambda f: str(f.relative_to(ROOT)))
def test_a_file_opens_with_a_sentence_and_is_small(file: Path) -> None:
    text = file.read_text()
    if file.name == "__init__.py" and not text:
        return
    assert ast.get_docstring(ast.parse(text))
    assert len(text.splitlines()) <= 300
    assert max(functions(file), default=0) <= 40
    assert file.stem not in FORBIDDEN


def test_the_medians_are_small() -> None:
    assert statistics.median(len(f.read_text().splitlines()) for f in OURS) <= 100
    assert statistics.median(length for f in OURS for length in functions(f)) <= 10


def test_nothing_names_a_path_of_one_machine() -> None:
    marks = ["/" + "work/", "farm" + "-", "../." + "library"]
    tracked = subprocess.run(["git", "ls-files"], cwd=ROOT, capture_output=True, text=True)
    names = tracked.stdout.split() or [str(f.relative_to(ROOT)) for f in ALL]
    for name in names:
        if name.endswith((".py", ".md", ".toml", ".html", "run")):
            text = (ROOT / name).read_text()
            assert not [mark for mark in marks if mark in text], name
