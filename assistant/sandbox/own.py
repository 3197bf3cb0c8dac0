"""The child of `--trust-my-own-code`: no fence, only limits.

Started as `python -I own.py SETTINGS`. The job comes by
standard input, frames go by standard output, and what the code prints goes by
standard error.
"""

import contextlib
import json
import os
import random
import sys
from typing import Any


def limit(settings: dict[str, Any]) -> None:
    """Processor time and memory, where the system knows such limits (not on Windows)."""
    try:
        import resource
    except ImportError:
        return
    seconds, size = settings["cpu_seconds"], settings["memory_bytes"]
    resource.setrlimit(resource.RLIMIT_CPU, (seconds, seconds + 1))
    with contextlib.suppress(ValueError, OSError):  # macOS knows the name but may refuse
        resource.setrlimit(resource.RLIMIT_AS, (size + (1 << 30), size + (1 << 30)))


def main() -> None:
    """Do one job."""
    settings = json.loads(sys.argv[1])
    sys.path.insert(0, settings["root"])
    import numpy as np

    from assistant.sandbox.line import Line

    line = Line(0, os.dup(1))
    os.dup2(2, 1)
    sys.stdout = sys.stderr = open(2, "w", encoding="utf-8", errors="replace", closefd=False)  # noqa: SIM115
    limit(settings)
    np.random.seed(0)
    random.seed(0)
    last = line.attempt(line.read())
    sys.stdout.flush()
    line.write(last)
    os._exit(0)


if __name__ == "__main__":
    main()
