"""`gradmentor bench`: what we do as ratios to a plain subprocess, interleaved in the same run."""

import statistics
from typing import TYPE_CHECKING, Any

from assistant.entrypoints import bench_sandbox
from assistant.types import Post

if TYPE_CHECKING:
    from assistant.wiring import Assistant

ROUNDS = 11
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
    """Every row, each with its ratio to the plain subprocess of the same rounds."""
    sandboxed = bench_sandbox.rows(assistant.settings) if assistant.sandbox else []
    return {"rows": [*sandboxed, diagnosis(assistant)]}


def diagnosis(assistant: "Assistant") -> dict[str, Any]:
    """The median of a full diagnosis of a faulty function, interleaved with its baseline."""
    times: dict[str, list[float]] = {"plain": [], "full": []}
    assistant.answer(POST)  # warms everything
    for _ in range(ROUNDS):
        times["plain"].append(bench_sandbox.timed(bench_sandbox.plain))
        times["full"].append(bench_sandbox.timed(lambda: assistant.answer(POST)))
    full, plain = (statistics.median(times[name]) for name in ("full", "plain"))
    return {
        "name": "full diagnosis",
        "median_ms": round(1000 * full, 1),
        "ratio": round(full / plain, 3),
    }


def table(found: dict[str, Any]) -> str:
    """The rows for a terminal."""
    return "\n".join(line(row) for row in found["rows"])


def line(row: dict[str, Any]) -> str:
    """One row: its name, then each figure with what it is."""
    figures = [f"{name} {value}" for name, value in row.items() if name != "name"]
    return f"{row['name']:50}{', '.join(figures)}"
