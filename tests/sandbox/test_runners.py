"""One contract for every runner: the same job ends the same way."""

from collections.abc import Iterator

import numpy as np
import pytest

from assistant.sandbox import Runner, Sandbox
from assistant.sandbox.trusting import SAID, Trusting
from assistant.settings import Settings

ENDINGS = [
    ("print('hello')", "returned", ""),
    ("import sys\nsys.exit(0)", "returned", ""),
    ("1 / 0", "raised", ""),
    ("import sys\nsys.exit(3)", "raised", ""),
    ("def f(:", "raised", ""),
    ("import torch", "raised", "not available"),
    (
        "class E(Exception):\n    def __str__(self):\n        raise SystemExit\nraise E",
        "raised",
        "",
    ),
    ("while True:\n    pass", "timed-out", "time"),
    ("import time\ntime.sleep(60)", "timed-out", "time"),
    ("import numpy as np\nnp.ones(1 << 40)", "out-of-memory", "MiB"),
    ("x = 'a' * 10**11", "out-of-memory", "MiB"),
    ("print('x' * 10**6)", "killed", "printed"),
    ("import ctypes\nctypes.string_at(0)", "killed", "died"),
]
DOUBLE = {
    "source": "def double(x):\n    print('seen')\n    return 2 * earlier(x)",
    "function": "double",
    "calls": [{"arguments": {"x": np.arange(3.0)}, "seed": 0}],
    "stubs": {"earlier": False},
}


@pytest.fixture(scope="module", params=["sandbox", "trusting"])
def runner(request: pytest.FixtureRequest, settings: Settings) -> Iterator[Runner]:
    """Every runner there is."""
    with Sandbox(settings) if request.param == "sandbox" else Trusting(settings) as one:
        yield one


@pytest.mark.parametrize(("source", "kind", "word"), ENDINGS)
def test_each_ending_has_its_kind_and_its_sentence(
    runner: Runner, source: str, kind: str, word: str
) -> None:
    outcome = runner.run({"source": source}, wall=1.5)

    assert outcome.kind == kind
    assert word in outcome.message
    assert runner.run({"source": "print(6 * 7)"}).stdout == "42\n"


def test_an_exception_has_its_line_and_what_was_printed_is_kept(runner: Runner) -> None:
    outcome = runner.run({"source": "print('before')\ny = [2]\ny[1]"})

    assert outcome.raised is not None
    assert (outcome.raised.type, outcome.raised.line) == ("IndexError", 3)
    assert outcome.stdout == "before\n"


def test_an_earlier_function_is_answered_outside(runner: Runner) -> None:
    outcome = runner.run(DOUBLE, answer=lambda name, args, _: ["returned", args[0] + 1, None])

    np.testing.assert_array_equal(outcome.result["results"][0]["value"], [2.0, 4.0, 6.0])
    assert "seen" in outcome.stdout


def test_random_numbers_are_the_same_in_each_run(runner: Runner) -> None:
    job = {"source": "import numpy as np, random\nprint(np.random.rand(), random.random())"}

    assert runner.run(job).stdout == runner.run(job).stdout


def test_trusted_code_is_told_apart_each_time(
    settings: Settings, capsys: pytest.CaptureFixture[str]
) -> None:
    Trusting(settings)

    assert SAID in capsys.readouterr().err
