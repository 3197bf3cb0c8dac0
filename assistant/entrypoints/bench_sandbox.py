"""The sandbox's rows of the benchmark: ratios to a plain subprocess doing the same work."""

import os
import shutil
import statistics
import subprocess
import sys
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

from assistant.sandbox import Sandbox
from assistant.sandbox.channel import Zygote
from assistant.settings import Settings

Row = dict[str, Any]
WORK = """
import numpy as np
X, W = np.ones((3, 7)), np.ones((5, 3))
A = np.tanh(W @ X)
dW = ((A - 1) * (1 - A ** 2)) @ X.T / 7
"""
STEP = """
def step(X, Y, W1, b1, W2, b2):
    m = X.shape[1]
    Z1 = np.dot(W1, X) + b1
    A1 = np.tanh(Z1)
    Z2 = np.dot(W2, A1) + b2
    A2 = 1 / (1 + np.exp(-Z2))
    dZ2 = A2 - Y
    dW2 = np.dot(dZ2, A1.T) / m
    db2 = np.sum(dZ2, axis=1, keepdims=True) / m
    dZ1 = np.dot(W2.T, dZ2) * (1 - np.power(A1, 2))
    dW1 = np.dot(dZ1, X.T) / m
    db1 = np.sum(dZ1, axis=1, keepdims=True) / m
    return dW1, db1, dW2, db2
"""
BUBBLEWRAP = ["bwrap", "--unshare-all", "--die-with-parent", "--ro-bind", "/", "/"]
ENVIRONMENT = {**os.environ, "OPENBLAS_NUM_THREADS": "1"}
ROUNDS, RUNS = 25, 12  # plain subprocesses, and sandboxed runs beside each


def rows(settings: Settings) -> list[Row]:
    """Every row, the baseline first."""
    alone = settings.model_copy(update={"sandbox_workers": 0})
    with Sandbox(settings) as pooled, Sandbox(alone) as forked:
        return [*latencies(pooled, forked), *throughputs(pooled, forked), *limits(forked, settings)]


def plain(prefix: list[str] | None = None) -> None:
    """The same NumPy work in a new interpreter, in a fence if one is given."""
    command = [*(prefix or []), sys.executable, "-I", "-c", WORK]
    subprocess.run(command, check=True, env=ENVIRONMENT)


def latencies(pooled: Sandbox, forked: Sandbox) -> list[Row]:
    """Median and 99th percentile of a run, interleaved, over the median of the plain one."""

    def from_pool() -> object:
        return pooled.run({"source": WORK})

    works: dict[str, tuple[Callable[[], object], int]] = {
        "plain subprocess": (plain, 1),
        "sandboxed run, from the pool": (from_pool, RUNS),
        "sandboxed run, forked on demand": (lambda: forked.run({"source": WORK}), RUNS),
    }
    if shutil.which("bwrap"):
        works["bubblewrap"] = (lambda: plain(BUBBLEWRAP), 1)
    times: dict[str, list[float]] = {name: [] for name in works}
    for _ in range(ROUNDS):
        for name, (work, runs) in works.items():
            for _ in range(runs):
                times[name].append(timed(work))
                if work is from_pool:
                    time.sleep(0.01)  # as visitors come: the pool refills between two of them
    base = statistics.median(times["plain subprocess"])
    return [latency(name, each, base) for name, each in times.items()]


def latency(name: str, times: list[float], base: float) -> Row:
    """One row; a 99th percentile needs a hundred runs."""
    found = {"name": name, "median_ms": round(1000 * statistics.median(times), 2)}
    found["ratio"] = round(statistics.median(times) / base, 4)
    if len(times) >= 100:
        found["p99_ratio"] = round(statistics.quantiles(times, n=100)[98] / base, 4)
    return found


def throughputs(pooled: Sandbox, forked: Sandbox) -> list[Row]:
    """Runs per second with two clients, over that of plain subprocesses; medians of rounds."""
    works: dict[str, tuple[Callable[[], object], int]] = {
        "2 clients, plain subprocess": (plain, 8),
        "2 clients, pool": (lambda: pooled.run({"source": WORK}), 150),
        "2 clients, on demand": (lambda: forked.run({"source": WORK}), 150),
    }
    rates: dict[str, list[float]] = {name: [] for name in works}
    for _ in range(3):
        for name, (work, runs) in works.items():
            with ThreadPoolExecutor(2) as clients:
                seconds = timed(lambda: list(clients.map(lambda _: work(), range(runs))))  # noqa: B023
            rates[name].append(runs / seconds)
    base = statistics.median(rates["2 clients, plain subprocess"])
    return [
        {"name": name, "per_second": round(rate, 1), "ratio": round(rate / base, 2)}
        for name, rate in ((name, statistics.median(each)) for name, each in rates.items())
    ]


def limits(forked: Sandbox, settings: Settings) -> list[Row]:
    """The start of a zygote, an idle worker's memory, the overshoot of time, recording."""
    start = time.perf_counter()
    zygote = Zygote(settings)
    ready = time.perf_counter() - start
    worker = zygote.spawn(waits=True)
    time.sleep(0.3)
    private = private_memory(worker.pid)
    worker.kill()
    zygote.close()
    over = [timed(lambda: forked.run({"source": "while True: pass"}, wall=0.5)) for _ in range(5)]
    return [
        {"name": "zygote ready", "seconds": round(ready, 3)},
        {"name": "idle worker, private memory", "mib": private},
        {"name": "overshoot of the wall limit, worst of 5", "seconds": round(max(over) - 0.5, 3)},
        {"name": "recording of a backprop step, over not recording", "ratio": recording()},
    ]


def private_memory(pid: int) -> float | None:
    """MiB that only this process uses; None where that cannot be read."""
    try:
        lines = Path(f"/proc/{pid}/smaps_rollup").read_text(encoding="ascii").splitlines()
    except OSError:
        return None
    kib = [int(line.split()[1]) for line in lines if line.startswith("Private_")]
    return round(sum(kib) / 1024, 2)


def recording() -> float:
    """Time of a step with its locals recorded over time without, both in this process."""
    import ast

    import numpy as np

    from assistant.sandbox.inside.recording import MOST_ELEMENTS, Recorder, instrument

    m, rng = 400, np.random.default_rng(0)
    sizes = {"X": (12, m), "Y": (1, m), "W1": (20, 12), "b1": (20, 1), "W2": (1, 20), "b2": (1, 1)}
    values = {name: rng.normal(size=size) for name, size in sizes.items()}
    recorder = Recorder({})
    _, tree = instrument(ast.parse(STEP), recorder.puts)
    names: dict[str, Any] = {"np": np, "__rec__": recorder.record, "__put__": recorder.put}
    exec(compile(ast.fix_missing_locations(tree), "step", "exec"), names)  # noqa: S102
    bare: dict[str, Any] = {"np": np}
    exec(compile(STEP, "step", "exec"), bare)  # noqa: S102
    times: dict[bool, list[float]] = {True: [], False: []}
    for _ in range(200):
        recorder.records.clear()
        recorder.room = MOST_ELEMENTS
        recorder.start(0)
        times[True].append(timed(lambda: names["step"](**values)))
        times[False].append(timed(lambda: bare["step"](**values)))
    return round(statistics.median(times[True]) / statistics.median(times[False]), 2)


def timed(work: Callable[[], object]) -> float:
    """Seconds of one call."""
    start = time.perf_counter()
    work()
    return time.perf_counter() - start
