"""Times of a diagnosis and of a sandboxed run as ratios to a plain subprocess, interleaved."""

import statistics
import subprocess
import sys
import time
from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from assistant.types import Post

if TYPE_CHECKING:
    from assistant.wiring import Assistant

ROUNDS = 11
WORK = """
import numpy as np
X, W = np.ones((3, 7)), np.ones((5, 3))
A = np.tanh(W @ X)
dW = ((A - 1) * (1 - A ** 2)) @ X.T / 7
"""
CODE = """def backward_propagation(parameters, cache, X, Y):
    m = X.shape[1]
    W2, A1, A2 = parameters["W2"], cache["A1"], cache["A2"]
    dZ2 = A2 - Y
    dW2 = np.dot(dZ2, A1.T) / m
    db2 = np.sum(dZ2, axis=1, keepdims=True) / m
    dZ1 = np.dot(W2.T, dZ2) * (1 - A1)
    dW1 = np.dot(dZ1, X.T) / m
    db1 = np.sum(dZ1, axis=1, keepdims=True) / m
    return {"dW1": dW1, "db1": db1, "dW2": dW2, "db2": db2}
"""
POST = Post(
    title="Week 3 exercise 6, wrong values for dW1",
    text="dW2 and db2 are right, and the test says: AssertionError: Wrong values for dW1",
    code=CODE,
    exercise="dls-c1-w3/backward_propagation",
)


def measured(assistant: "Assistant") -> dict[str, Any]:
    """Median milliseconds of each row, and the ratios to the baseline of the same run."""
    rows: dict[str, Callable[[], object]] = {
        "plain subprocess": plain,
        "full diagnosis": lambda: assistant.answer(POST),
    }
    if assistant.sandbox is not None:
        sandbox = assistant.sandbox
        rows["sandboxed run"] = lambda: sandbox.run({"source": WORK})
    times: dict[str, list[float]] = {name: [] for name in rows}
    for round in range(ROUNDS + 1):
        for name, work in rows.items():
            start = time.perf_counter()
            work()
            if round:  # the first round warms everything
                times[name].append((time.perf_counter() - start) * 1000)
    base = statistics.median(times["plain subprocess"])
    return {
        "rounds": ROUNDS,
        "rows": [
            {"name": name, "median_ms": round_to(each), "ratio": round_to(each, base, 3)}
            for name, each in times.items()
        ],
    }


def plain() -> None:
    """The same NumPy work in a new interpreter."""
    subprocess.run([sys.executable, "-c", WORK], check=True)  # noqa: S603 -- our own snippet


def round_to(times: list[float], base: float = 1.0, digits: int = 1) -> float:
    """The median in units of `base`."""
    return round(statistics.median(times) / base, digits)


def table(found: dict[str, Any]) -> str:
    """The rows for a terminal."""
    lines = [f"{r['name']:18}{r['median_ms']:>9} ms  ratio {r['ratio']}" for r in found["rows"]]
    return "\n".join([*lines, f"medians of {found['rounds']} interleaved rounds"])
