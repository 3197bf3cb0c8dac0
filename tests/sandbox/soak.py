"""A long soak: `python tests/sandbox/soak.py [--runs 20000]`, one run in twenty hostile.

Every twentieth run is an attack; the zygote is killed from outside every 997 runs and
a waiting worker every 499. Each honest run must give its own right answer. Prints
what went wrong, the longest run, and the memory of the service and of the zygote at
each tenth of the way.
"""

import argparse
import contextlib
import json
import os
import signal
import time
from pathlib import Path
from typing import Any

from assistant.sandbox import Sandbox
from assistant.settings import Settings
from tests.sandbox.attacks import own

HONEST = "import numpy as np\nprint(int(np.dot([{n}, 1], [2, 3])))"
PAGE = os.sysconf("SC_PAGE_SIZE") / 2**20


def resident(pid: int) -> float:
    """MiB of resident memory."""
    return round(int(Path(f"/proc/{pid}/statm").read_text().split()[1]) * PAGE, 1)


def soak(runs: int) -> dict[str, Any]:
    """The whole soak."""
    hostile = [one for one in own() if one.bites != "hang"]
    wrong, sizes, longest = [], [], 0.0
    with Sandbox(Settings()) as sandbox:
        sandbox.run({"source": HONEST.format(n=0)})
        before = len(os.listdir("/proc/self/fd"))
        for n in range(runs):
            if n % 20 == 19:
                sandbox.run({"source": hostile[n // 20 % len(hostile)].code}, wall=0.3)
                continue
            disturb(sandbox, n)
            start = time.monotonic()
            outcome = sandbox.run({"source": HONEST.format(n=n)})
            longest = max(longest, time.monotonic() - start)
            if outcome.stdout != f"{2 * n + 3}\n":
                wrong.append([n, outcome.kind, outcome.stdout[:80], outcome.message])
            if n % max(runs // 10, 1) == 0:
                sizes.append((resident(os.getpid()), resident(sandbox.pool.zygote.process.pid)))
        descriptors = len(os.listdir("/proc/self/fd")) - before
    return {
        "runs": runs,
        "wrong": wrong,
        "longest_s": round(longest, 3),
        "service_and_zygote_mib": sizes,
        "more_descriptors": descriptors,
    }


def disturb(sandbox: Sandbox, n: int) -> None:
    """Now and then kill the zygote, or the worker that waits to be next."""
    with contextlib.suppress(ProcessLookupError, IndexError):
        if n % 997 == 500:
            os.kill(sandbox.pool.zygote.process.pid, signal.SIGKILL)
        if n % 499 == 250:
            os.kill(sandbox.pool.idle[0][1].pid, signal.SIGKILL)


def main() -> None:
    """Print what the soak found as JSON."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--runs", type=int, default=20000)
    print(json.dumps(soak(parser.parse_args().runs)))


if __name__ == "__main__":
    main()
