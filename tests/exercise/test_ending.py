"""Loops of an operator's exercise are bounded wherever it is run: no question waits for ever."""

import json
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import numpy as np
import pytest

from assistant.exercise.dictionary import Dictionary, dictionary
from assistant.exercise.ending import NotEnded, limited_to
from assistant.exercise.graph import Exercise
from assistant.library.exercises import load_exercise, load_shelf
from assistant.trial.inputs import instances
from assistant.trial.running import Student

SHRINKING = '''"""Halves until it is small enough."""

import numpy as np

from assistant.exercise.graph import Exercise


def sample(rng):
    return {"X": rng.normal(size=(2, 3)), "s": rng.choice([0.5, 0.5])}


exercise = Exercise(
    id="c/shrinking", title="Shrinking", arguments={"X": "X", "s": "s"}, returns="e", sample=sample
)


@exercise.step
def r(s):
    return 1 - s


@exercise.step
def total(X):
    return np.sum(X**2)


@exercise.step
def e(total, r):
    assert total > 0
    while total > 0.1:
        total = total * r
    return total
'''
LOOPS = {
    "while": "while True:\n            pass",
    "for": "for _ in iter(int, 1):\n            pass",
    "comprehension": "[None for _ in iter(int, 1)]",
}


def shrinking(folder: Path, text: str = SHRINKING) -> Exercise:
    file = folder / "c" / "shrinking.py"
    file.parent.mkdir()
    file.write_text(text)
    return load_exercise(file)


def known(exercise: Exercise) -> Dictionary:
    return dictionary(exercise, {"course": {"X": np.ones((2, 3)), "s": 0.5}})


def test_mistakes_that_keep_a_loop_from_ending_are_left_out_in_any_thread(tmp_path: Path) -> None:
    exercise = shrinking(tmp_path)

    with ThreadPoolExecutor() as threads:
        texts = {one.texts[0] for one in threads.submit(known, exercise).result().mistakes}

    assert "1 + s" not in texts
    assert "np.mean(X ** 2)" in texts


def test_an_assertion_in_a_step_that_a_mistake_breaks_is_no_failure_of_ours(tmp_path: Path) -> None:
    texts = {one.texts[0] for one in known(shrinking(tmp_path)).mistakes}

    assert "-np.sum(X ** 2)" not in texts
    assert "np.mean(X ** 2)" in texts


@pytest.mark.parametrize("name", LOOPS)
def test_each_kind_of_loop_is_ended(tmp_path: Path, name: str) -> None:
    exercise = shrinking(
        tmp_path,
        SHRINKING.replace("return 1 - s", f"if s > 1:\n        {LOOPS[name]}\n    return 1 - s"),
    )

    with pytest.raises(NotEnded), limited_to(0.1):
        exercise.run({"X": np.ones((2, 3)), "s": 2.0})


def test_what_follows_has_its_own_time(tmp_path: Path) -> None:
    exercise = shrinking(tmp_path)
    inputs = {"X": np.ones((2, 3)), "s": 0.5}
    with pytest.raises(NotEnded), limited_to(0.1):
        exercise.run(inputs | {"s": 0.0})

    assert exercise.run(inputs)["e"] == 6 / 64


def test_an_earlier_function_that_is_called_as_it_never_ends_raises_for_the_student(
    tmp_path: Path,
) -> None:
    exercise = shrinking(tmp_path)
    student = Student("", exercise, {"shrinking": exercise})

    kind, (type, message), _ = student.answer("shrinking", (np.ones((2, 3)), -1.0), {})

    assert (kind, type) == ("raised", "TimeoutError")
    assert "shrinking does not end" in message


def test_an_input_on_which_the_reference_goes_on_is_not_taken(tmp_path: Path) -> None:
    exercise = shrinking(tmp_path)

    course = [{"X": np.ones((2, 3)), "s": 0.5}, {"X": np.ones((2, 3)), "s": 0.0}]

    assert len(instances(exercise, course, np.random.default_rng(0))) == 4


def test_a_file_that_never_ends_is_one_sentence_and_the_others_are_there(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("assistant.library.exercises.LONGEST", 0.2)
    shrinking(tmp_path)
    (tmp_path / "c" / "endless.py").write_text("while True:\n    pass\n")
    case = {"inputs": [{"name": "X", "ones": [2, 3]}], "args": ["X", {"lit": 0.0}]}
    facts = {"shrinking": {"cases": [case]}}
    (tmp_path / "c" / "facts.json").write_text(json.dumps(facts))

    shelf = load_shelf(tmp_path / "none", [tmp_path])

    assert "c/shrinking" in shelf.exercises
    assert len(shelf.troubles) == 2
    assert "endless.py: it has not ended after 0.2 seconds" in shelf.troubles[0]
    assert "a case of c/shrinking has not ended" in shelf.troubles[1]
