"""References become steps with exactly their values, or are refused with the line and the mend."""

import json
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import numpy as np
import pytest

from assistant.entrypoints.new_exercise import Asked, answered, new_exercise
from assistant.errors import UnreadableInput
from assistant.exercise.graph import Exercise
from assistant.settings import Settings
from assistant.tracing.inputs import parsed
from assistant.tracing.making import Made, make, save
from assistant.tracing.proposal import Wanted
from assistant.tracing.source import read_source

INPUTS = ("X: (n, m)", "W: (h, n)")


def made(folder: Path, code: str, *inputs: str, **wanted: object) -> Made:
    """The exercise of a function f."""
    file = folder / "f.py"
    file.write_text("import numpy as np\n" + code)
    described = [parsed(one) for one in inputs or INPUTS]
    return make(read_source(file, "f"), described, Wanted("c/f", "F", **wanted), [])


def steps(one: Made) -> list[str]:
    """The names of the steps."""
    exercise: Exercise = one.exercise
    return [step.name for step in exercise.steps(exercise.sample(np.random.default_rng(0)))]


FOLLOWED = {
    "fused": ("def f(X, W):\n    return np.tanh(np.dot(W, X)) / X.shape[1]", ["W_X", "tanh_W_X", "result"]),
    "dead": ("def f(X, W):\n    spare = X * 2\n    Z = W @ X\n    return Z", ["Z"]),
    "reassigned": ("def f(X, W):\n    W = W - 1\n    W = 2 * W\n    return W", ["W_1", "W"]),
    "augmented": ("def f(X, W):\n    Z = W @ X\n    Z -= 1\n    return Z", ["Z_1", "Z"]),
    "cache": ("def f(X, W):\n    cache = {'Z': W @ X}\n    Z = cache['Z']\n    A = Z**2\n    return A, cache", ["Z", "A"]),
    "helper": ("def g(z):\n    return np.exp(z) + 1\n\n\ndef f(X, W):\n    A = g(W @ X)\n    return A", ["z", "exp_z", "A"]),
    "helper's names": ("def g(X):\n    Z = X - 1\n    return Z * X\n\n\ndef f(X, W):\n    Z = W @ X\n    A = g(Z + 1)\n    return A, X", ["Z", "g_X", "g_Z", "A"]),
    "typed": ("def f(X: 'Array', W: float) -> int:\n    Z: list = W @ X\n    return Z", ["Z"]),
    "branch": ("def f(X, W):\n    Z = W @ X\n    if Z.shape[0] > 3:\n        Z = Z - 1\n    return Z", ["Z_1", "Z"]),
    "known loop": ("def f(X, W):\n    A = W @ X\n    for i in range(2):\n        A = A**2 + i\n    return A", ["A_1", "A_2", "A"]),
    "open loop": ("def f(X, W):\n    s = 0\n    for i in range(X.shape[1]):\n        s += np.sum(W @ X[:, i])\n    return s", ["s"]),
    "mask": ("def f(X, W):\n    Z = W @ X\n    Z[Z < 0] = 0\n    return Z", ["Z_1", "Z"]),
    "method": ("def f(X, W):\n    c = np.exp(W.dot(X)).mean()\n    return c", ["W_X", "exp_W_X", "c"]),
}  # fmt: skip


@pytest.mark.parametrize("name", FOLLOWED)
def test_a_function_becomes_its_steps(tmp_path: Path, name: str) -> None:
    code, names = FOLLOWED[name]

    assert steps(made(tmp_path, code)) == names


def test_a_helper_takes_no_name_of_an_input_and_no_line_of_another_cell(tmp_path: Path) -> None:
    cells = ["def g(X):\n    Z = X - 1\n    return Z", "def f(X, W):\n    Z = W @ X\n    Z = Z + g(Z)\n    return Z * X[:1]"]  # fmt: skip
    file = tmp_path / "f.ipynb"
    whole = [{"cell_type": "code", "source": one} for one in ["import numpy as np", *cells]]
    file.write_text(json.dumps({"cells": whole}))

    one = make(read_source(file, "f"), list(map(parsed, INPUTS)), Wanted("c/f", "F"), [])

    assert one.exercise.arguments == {"X": "X", "W": "W"}
    assert steps(one) == ["Z_1", "g_Z", "Z", "result"]


REFUSED = {
    "draw": ("def f(X, W):\n    return X * np.random.rand()", "line 3: random numbers are drawn"),
    "seed": ("def f(X, W):\n    np.random.seed(1)\n    return X", "line 3: random numbers are drawn"),
    "early": ("def f(X, W):\n    if X.shape[0] > 1:\n        return X\n    return W", "line 4: this returns from the middle"),
    "unknown": ("def f(X, W):\n    return X * scale", "line 3: `scale` is not known here"),
    "no return": ("def f(X, W):\n    Z = X", "f returns nothing"),
    "try": ("def f(X, W):\n    try:\n        Z = X\n    except ValueError:\n        Z = W\n    return Z", "line 3: a statement of the kind `try`"),
    "in place": ("def f(X, W):\n    X.sort()\n    return X", "line 3: this changes something in place"),
    "shapes": ("def f(X, W):\n    return X @ W + 1", "the function fails: ValueError"),
}  # fmt: skip


@pytest.mark.parametrize("name", REFUSED)
def test_what_no_graph_can_hold_is_refused_with_its_line(tmp_path: Path, name: str) -> None:
    code, sentence = REFUSED[name]
    inputs = ("X: (n, m)", "W: (h, n)")

    with pytest.raises(UnreadableInput) as refused:
        made(tmp_path, code, *inputs)

    assert sentence in str(refused.value)
    assert "\n" not in str(refused.value)


def test_the_values_of_the_steps_are_those_of_the_function(tmp_path: Path) -> None:
    one = made(tmp_path, FOLLOWED["fused"][0])
    inputs = one.exercise.sample(np.random.default_rng(9))

    expected = np.tanh(np.dot(inputs["W"], inputs["X"])) / inputs["X"].shape[1]

    np.testing.assert_array_equal(one.exercise.run(inputs)["result"], expected)


def test_a_dot_of_two_numbers_stays_a_dot(tmp_path: Path) -> None:
    one = made(
        tmp_path, "def f(a, X):\n    Z = np.dot(a, X)\n    return Z", "a: number", "X: (n, m)"
    )

    assert "np.dot(a, X)" in one.text


def test_a_false_gradient_is_refused(tmp_path: Path) -> None:
    code = "def f(w):\n    loss = np.sum(w**2)\n    dw = {} * w\n    return loss, dw"
    wanted = {"loss": "loss", "gradients": {"dw": "w"}}

    assert made(tmp_path, code.format(2), "w: (n,)", **wanted).exercise.gradients == {"dw": "w"}
    with pytest.raises(UnreadableInput, match="dw is not the derivative of the loss by w"):
        made(tmp_path, code.format(3), "w: (n,)", **wanted)


def test_a_file_that_is_there_is_not_written_over(tmp_path: Path) -> None:
    one = made(tmp_path, FOLLOWED["dead"][0])
    save(one, tmp_path, again=False)

    with pytest.raises(UnreadableInput, match="--again"):
        save(one, tmp_path, again=False)
    assert save(one, tmp_path, again=True).read_text() == one.text


@pytest.mark.parametrize(
    "said", ["X", "X: (n, m", "X: (n, m) purple", "X: one-hot rows 3", "X: from 1", "X: = 1 +"]
)
def test_an_input_that_says_nothing_is_refused_in_one_sentence(said: str) -> None:
    with pytest.raises(UnreadableInput) as refused:
        parsed(said).drawn  # noqa: B018

    assert len(str(refused.value).splitlines()) == 1


DRAWN = {
    "y: (n,) one of -1, 1": "rng.choice([-1, 1], size=(n,))",
    "kind: one of ReLU, Tanh": "rng.choice(['ReLU', 'Tanh']).item()",
    "y: (m,) labels K": "rng.permuted(np.arange(m) % K)",
    "k: (m, 1) integer from 3 to 6": "rng.integers(3, 6 + 1, size=(m, 1))",
    "k: Integer from 3 to 6": "int(rng.integers(3, 6 + 1))",
}


@pytest.mark.parametrize("said", DRAWN)
def test_an_input_keeps_its_shape_its_numbers_and_its_capitals(said: str) -> None:
    assert parsed(said).drawn == DRAWN[said]


def test_a_folder_that_cannot_be_written_is_said(tmp_path: Path) -> None:
    one = made(tmp_path, FOLLOWED["dead"][0])

    with pytest.raises(UnreadableInput, match="cannot be written"):
        save(one, tmp_path / "f.py", again=False)


@pytest.mark.parametrize("broken", ["{", "[1]", '{"g": 3}'])
def test_broken_facts_are_said_and_nothing_is_written(tmp_path: Path, broken: str) -> None:
    one = made(tmp_path, FOLLOWED["dead"][0])
    (tmp_path / "c").mkdir()
    (tmp_path / "c" / "facts.json").write_text(broken)

    with pytest.raises(UnreadableInput, match="facts"):
        save(one, tmp_path, again=False)

    assert not (tmp_path / "c" / "f.py").exists()


def test_a_function_that_computes_nothing_is_refused(tmp_path: Path) -> None:
    with pytest.raises(UnreadableInput, match="computes nothing"):
        made(tmp_path, "def f(X):\n    return X", "X: (n, m)")


def test_an_answer_that_cannot_be_read_is_asked_again() -> None:
    said, shown = iter(["(n, m", "(n, m) positive"]), []

    def ask(question: str) -> str:
        shown.append(question)
        return next(said)

    assert answered(parsed("X: (k, m)"), ask).kind == "positive"
    assert len(shown) == 2
    assert "cannot be read" in shown[1] or "write for example" in shown[1]


@pytest.mark.parametrize("id", ["dls-c1-w3/backward_propagation", "c/f"])
def test_an_id_of_ours_and_a_folder_that_is_a_file_are_refused(tmp_path: Path, id: str) -> None:
    (tmp_path / "file").touch()

    with pytest.raises(UnreadableInput, match=r"is an exercise of ours|cannot be written"):
        new_exercise(Asked(id, folder=tmp_path / "file"), Settings())


def test_an_id_of_another_folder_of_the_author_is_refused(tmp_path: Path) -> None:
    first, second = tmp_path / "first", tmp_path / "second"
    settings = Settings(exercises=(first, second))
    new_exercise(Asked("c/f", folder=second), settings)

    assert new_exercise(Asked("c/f", folder=second, again=True), settings)
    with pytest.raises(UnreadableInput, match=f"c/f is an exercise in {second} already"):
        new_exercise(Asked("c/f"), settings)


ENDLESS = {
    "on drawn inputs": ("    while True:\n        e = e / 2", "", r"line [56]: the function on drawn inputs has not ended"),
    "in its call": ("    while e >= 0:\n        e = e / 2", "f(0.5, np.ones((2, 3)))", r"line 9: this call has not ended"),
}  # fmt: skip


@pytest.mark.parametrize("name", ENDLESS)
def test_a_loop_without_an_end_is_said_with_its_line_in_any_thread(
    tmp_path: Path, name: str
) -> None:
    loop, call, sentence = ENDLESS[name]
    asked = decaying(tmp_path, loop, call)

    with ThreadPoolExecutor() as threads, pytest.raises(UnreadableInput, match=sentence):
        threads.submit(new_exercise, asked, Settings()).result()


def test_a_mistake_that_keeps_a_loop_from_ending_is_left_out(tmp_path: Path) -> None:
    asked = decaying(tmp_path, "    while e > 0.1:\n        e = e * r", "f(0.5, np.ones((2, 3)))")

    assert "Recorded calls: 1; mistakes known by numbers: " in new_exercise(asked, Settings())


def decaying(folder: Path, loop: str, call: str) -> Asked:
    """The command for a function with a loop, and a call beside it."""
    file = folder / "f.py"
    head = "import numpy as np\ndef f(s, X):\n    r = 1 - s\n    e = np.sum(X**2)\n"
    file.write_text(f"{head}{loop}\n    return e\n\n{call}\n")
    inputs = ("s: from 0.2 to 0.8", "X: (n, m)")
    return Asked("c/f", file, inputs=inputs, folder=folder / "own", seconds=0.5)
