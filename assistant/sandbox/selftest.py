"""Tries to break out of real workers before any student's code is run: all must be refused."""

from typing import TYPE_CHECKING, Any

from assistant.errors import SandboxUnavailable
from assistant.sandbox.channel import Zygote
from assistant.sandbox.conversation import Conversation
from assistant.sandbox.outcome import Outcome

if TYPE_CHECKING:
    from assistant.settings import Settings

FORBIDDEN = {
    "open a file": "open('/etc/passwd')",
    "write a file": "open('/tmp/gradmentor', 'w')",
    "look at a path": "__import__('os').stat('/etc/passwd')",
    "list a folder": "__import__('os').listdir('/')",
    "change its folder": "__import__('os').chdir('/tmp')",
    "open a socket": "__import__('socket').socket()",
    "fork": "__import__('os').fork()",
    "start a program": "__import__('os').execv('/bin/true', ['true'])",
    "send a signal": "__import__('os').kill(__import__('os').getppid(), 0)",
    "start a thread": "__import__('threading').Thread(target=print).start()",
    "load a library": "__import__('ctypes').CDLL('libssl.so.3')",
    "share memory": "__import__('os').memfd_create('x')",
}
REFUSALS = "(PermissionError, OSError, RuntimeError, BlockingIOError)"
ATTEMPT = """
try:
    {act}
except BaseException as error:
    if type(error) not in {refusals}:
        print({what!r}, type(error).__name__)
else:
    print({what!r})
"""
WORKING = """
import numpy as np
a = np.random.randn(128, 128)
if not np.allclose(np.linalg.svd(a @ a.T)[1].sum(), np.trace(a @ a.T)):
    print("wrong linear algebra")
"""
TRACE = "import ctypes; ctypes.CDLL(None).ptrace(0, 0, 0, 0)"
MEMORY = "import numpy\nnumpy.ones(1 << 40)"
TIME = "import time\ntime.sleep(60)"
SHORT, LONG = 0.1, 10.0  # seconds


def prove(zygote: Zygote, settings: "Settings") -> None:
    """Raises SandboxUnavailable, naming the holes, where a worker of this zygote has one.

    Raises ConnectionError where the zygote was killed meanwhile, which says nothing of holes.
    """
    found = holes(zygote, settings)
    if found and zygote.gone:
        raise ConnectionError("the zygote is gone")
    if found:
        raise SandboxUnavailable(
            f"No code is run: this machine cannot confine it ({', '.join(found)}). "
            "Use Linux 5.13 or later, or a container with its default profile."
        )


def holes(zygote: Zygote, settings: "Settings") -> list[str]:
    """What the workers let through, or could not do; empty when all is well."""
    attempts = [
        ATTEMPT.format(what=what, act=act, refusals=REFUSALS) for what, act in FORBIDDEN.items()
    ]
    tried = once(zygote, settings, "\n".join([*attempts, WORKING]), LONG)
    if zygote.failed:
        return ["a worker could not be locked down"]
    found = [f"could {line}" for line in tried.stdout.splitlines()]
    if tried.kind != "returned":
        found.append(f"the test itself ended as {tried.kind}")
    if once(zygote, settings, TRACE, LONG).kind != "refused":
        found.append("could trace a process")
    if once(zygote, settings, MEMORY, LONG).kind != "out-of-memory":
        found.append("the limit of memory does not hold")
    if once(zygote, settings, TIME, SHORT).kind != "timed-out":
        found.append("the limit of time does not hold")
    return found


def once(zygote: Zygote, settings: "Settings", source: str, wall: float) -> Outcome:
    """One snippet in one worker of this zygote."""
    try:
        worker = zygote.spawn()
    except ConnectionError:
        return Outcome("killed")
    try:
        job: dict[str, Any] = {"source": source}
        return Conversation(settings, zygote, worker, None).hold(job, wall)
    finally:
        worker.kill()
