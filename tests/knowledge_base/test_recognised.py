"""Each right solution is recognised as its exercise by its name and parameters alone."""

from collections import Counter
from pathlib import Path

import pytest

from assistant.library.exercises import load_exercises, load_facts
from assistant.reading import read
from assistant.reading.recognise import Catalogue
from assistant.types import Post
from assistant.wiring import catalogue

ROOT = Path(__file__).parents[2]
FILES = sorted((ROOT / "tests" / "solutions").glob("*/*/*.py"))


@pytest.fixture(scope="module")
def known() -> Catalogue:
    """What reading knows of the exercises."""
    folder = ROOT / "knowledge_base" / "exercises"
    return catalogue(load_exercises(folder), load_facts(folder))


def test_a_solution_is_recognised_unless_another_course_has_the_same_definition(
    known: Catalogue,
) -> None:
    alike = Counter(
        (one.rpartition("/")[2], frozenset(names)) for one, names in known.signatures.items()
    )
    missed = []
    for file in FILES:
        id = f"{file.parents[1].name}/{file.parent.name}"
        unique = alike[file.parent.name, frozenset(known.signatures[id])] == 1
        found = read(Post(code=file.read_text()), catalogue=known).exercise
        if found != id and (unique or found is not None):
            missed.append(f"{file.relative_to(ROOT)}: {found}")
    assert not missed
