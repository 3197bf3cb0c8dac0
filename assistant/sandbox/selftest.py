"""Tries to break out of a real worker before any student's code is run: all must be refused."""

from typing import TYPE_CHECKING

from assistant.errors import SandboxUnavailable
from assistant.sandbox.parent import Sandbox

if TYPE_CHECKING:
    from assistant.settings import Settings

FORBIDDEN = {
    "open a file": "open('/etc/passwd')",
    "write a file": "open('/tmp/gradmentor', 'w')",
    "look at a path": "import os; os.stat('/etc/passwd')",
    "list a folder": "import os; os.listdir('/')",
    "open a socket": "import socket; socket.socket()",
    "fork": "import os; os.fork()",
    "start a program": "import os; os.execv('/bin/true', ['true'])",
    "send a signal": "import os; os.kill(os.getppid(), 0)",
    "start a thread": "import threading; threading.Thread(target=print).start()",
    "trace a process": "import ctypes; ctypes.CDLL(None).ptrace(0, 0, 0, 0)",
}
WORKING = """
import numpy as np
a = np.random.randn(128, 128)
assert np.allclose(np.linalg.svd(a @ a.T)[1].sum(), np.trace(a @ a.T))
"""
STOPPED = {
    "memory": ("import numpy\nnumpy.ones(1 << 40)", {"out-of-memory"}),
    "time": ("import time\ntime.sleep(60)", {"timed-out"}),
}


def checked(settings: "Settings") -> Sandbox:
    """A sandbox that passed its test. Raises SandboxUnavailable, with the hole, if it did not."""
    sandbox = Sandbox(settings)
    holes = failures(sandbox)
    if holes:
        sandbox.close()
        raise SandboxUnavailable(
            f"No code is run: this machine cannot confine it ({', '.join(holes)}). "
            "Use Linux 5.13 or later, or a container with its default profile."
        )
    return sandbox


def failures(sandbox: Sandbox) -> list[str]:
    """What the sandbox let through, or could not do; empty when all is well."""
    found = []
    for what, source in FORBIDDEN.items():
        outcome = sandbox.run({"source": source})
        escaped = outcome.kind == "returned" or (
            outcome.raised is not None
            and outcome.raised.type not in ("PermissionError", "RuntimeError", "OSError")
        )
        if escaped:
            found.append(f"could {what}")
    if sandbox.run({"source": WORKING}).kind != "returned":
        found.append("linear algebra fails")
    for what, (source, kinds) in STOPPED.items():
        if sandbox.run({"source": source}, wall=0.3).kind not in kinds:
            found.append(f"the limit of {what} does not hold")
    return found
