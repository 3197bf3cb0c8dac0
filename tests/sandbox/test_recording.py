"""Every assignment is recorded, and a substituted value takes its place."""

from typing import Any

import numpy as np
import pytest

from assistant.sandbox import Sandbox


def run(sandbox: Sandbox, source: str, **extra: Any) -> dict[str, Any]:
    """One call of `f(x=3.0)` in a real worker."""
    job = {"source": source, "function": "f", "calls": [{"arguments": {"x": 3.0}}], "record": True}
    outcome = sandbox.run(job | extra)
    assert outcome.kind == "returned", outcome
    return dict(outcome.result)


BODIES = [
    ("y = x + 1", {"y": [4.0]}),
    ("y = z = x", {"y": [3.0]}),
    ("y: float = x", {"y": [3.0]}),
    ("y, z = x, x + 1", {"y": [3.0], "z": [4.0]}),
    ("y = x; y += 2", {"y": [3.0, 5.0]}),
    ("y = [(z := x)]", {"z": [3.0]}),
    ("d = {}; d['k'] = x", {"d['k']": [3.0]}),
    ("y = 0\n    for i in range(3):\n        y = y + i", {"y": [0, 0, 1, 3], "i": [0, 1, 2]}),
    ("def g(v):\n        w = v * 2\n        return w\n    y = g(x)", {"w": [6.0], "y": [6.0]}),
    ("if x > 1:\n        y = 1\n    else:\n        y = 2", {"y": [1]}),
]


@pytest.mark.parametrize(("body", "expected"), BODIES)
def test_assignments_are_recorded(
    sandbox: Sandbox, body: str, expected: dict[str, list[Any]]
) -> None:
    result = run(sandbox, f"def f(x):\n    {body}\n    return x")
    names = {site["id"]: site["name"] for site in result["sites"]}
    seen: dict[str, list[Any]] = {}
    for _, site, value in result["records"]:
        seen.setdefault(names[site], []).append(value)

    assert {name: seen.get(name) for name in expected} == expected


def test_an_array_is_copied_when_it_is_recorded(sandbox: Sandbox) -> None:
    source = "def f(x):\n    a = np.zeros(2)\n    a[0] = x\n    return a"
    result = run(sandbox, source)
    arrays = [value for *_, value in result["records"] if isinstance(value, np.ndarray)]

    assert arrays[0].tolist() == [0, 0]
    assert arrays[-1].tolist() == [3, 0]


def test_a_substituted_statement_is_not_evaluated(sandbox: Sandbox) -> None:
    source = "def f(x):\n    y = x / 0\n    return y + 1"
    site = next(s for s in run(sandbox, source)["sites"] if s["name"] == "y")

    result = run(sandbox, source, puts={site["id"]: [[10.0]]})

    assert result["results"][0]["value"] == 11.0


def test_a_crash_names_the_expression_and_the_shapes(sandbox: Sandbox) -> None:
    source = "def f(x):\n    a = np.ones((4, 3))\n    b = 1 + np.dot(a, a)\n    return b"

    crash = run(sandbox, source)["results"][0]["crash"]

    assert crash["line"] == 3
    assert crash["expression"] == "np.dot(a, a)"
    assert [shape for _, shape in crash["operands"]] == ["(4, 3)", "(4, 3)"]


def test_an_earlier_function_is_answered_outside(sandbox: Sandbox) -> None:
    job = {
        "source": "def f(x):\n    return double(x) + 1",
        "function": "f",
        "calls": [{"arguments": {"x": 3.0}}],
        "stubs": {"double": False},
    }

    outcome = sandbox.run(job, answer=lambda name, args, kwargs: ("returned", args[0] * 2, None))

    assert outcome.result["results"][0]["value"] == 7.0


@pytest.mark.parametrize(
    "source",
    [
        "%matplotlib inline\n!pip list\ndef f(x):\n    return x",
        "import matplotlib.pyplot as plt\ndef f(x):\n    return x",
        "def f(x):\n    return x\nf(undefined)\nwhile True: pass",
        "def f(y):\n    return y",
        "def f(x, parameters):\n    return x",
    ],
)
def test_a_pasted_cell_runs(sandbox: Sandbox, source: str) -> None:
    assert run(sandbox, source)["results"][0]["value"] == 3.0


def test_each_counterfactual_gets_the_arguments_as_they_were(sandbox: Sandbox) -> None:
    source = "def f(x):\n    y = 1\n    x += y\n    return x"
    asked = {
        "calls": [{"arguments": {"x": np.zeros(2)}}],
        "counterfactuals": [{0: [[float(value)]]} for value in (2, 3)],
        "seconds": 1.0,
    }

    runs = run(sandbox, source, **asked)["runs"]

    assert [one["results"][0]["value"].tolist() for one in runs] == [[2.0, 2.0], [3.0, 3.0]]
    assert [one["records"][0] for one in runs] == [[0, 0, 2.0], [0, 0, 3.0]]


def test_no_counterfactual_is_begun_after_its_time(sandbox: Sandbox) -> None:
    source = "def f(x):\n    y = 1\n    return x + y"

    runs = run(sandbox, source, counterfactuals=[{0: [[1.0]]}] * 3, seconds=0.0)["runs"]

    assert len(runs) == 1
