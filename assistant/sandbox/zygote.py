"""The fork server: imports once, drops its privileges, and forks locked-down workers on request.

Started as `python -I zygote.py SOCKET SETTINGS`; never forked from the service,
whose memory holds secrets and references.
"""

import array
import contextlib
import gc
import json
import os
import platform
import select
import signal
import socket
import sys
from typing import Any

NOBODY = 65534
PRELOADED = [
    "abc",
    "array",
    "base64",
    "bisect",
    "calendar",
    "cmath",
    "collections",
    "contextlib",
    "copy",
    "csv",
    "dataclasses",
    "datetime",
    "decimal",
    "enum",
    "fractions",
    "functools",
    "hashlib",
    "heapq",
    "inspect",
    "io",
    "itertools",
    "json",
    "linecache",
    "math",
    "numbers",
    "operator",
    "pprint",
    "queue",
    "random",
    "re",
    "statistics",
    "string",
    "struct",
    "textwrap",
    "threading",
    "time",
    "timeit",
    "traceback",
    "types",
    "typing",
    "unittest",
    "uuid",
    "warnings",
    "weakref",
    "zlib",
    "numpy",
    "numpy.fft",
    "numpy.linalg",
    "numpy.ma",
    "numpy.polynomial",
    "numpy.random",
    "numpy.testing",
    "encodings.idna",
    "encodings.latin_1",
    "encodings.ascii",
    "encodings.utf_16",
]
WARM_UP = """
import numpy as np
def f(X, W, b):
    Z = np.dot(W, X) + b
    A = np.tanh(Z)
    g = (A - 1) @ X.T / X.shape[1]
    return {"g": g, "s": np.sum(g, axis=1, keepdims=True)}
"""


def warm() -> None:
    """Run a small job of the usual kind, so that no page of it is touched for the first time."""
    import numpy as np

    from assistant.sandbox.inside import perform
    from assistant.sandbox.values import dumps, loads

    ones = np.ones((3, 4))
    call = {"arguments": {"X": ones, "W": ones[:, :3], "b": ones[:, :1]}, "seed": 0}
    job = {"source": WARM_UP, "function": "f", "calls": [call], "record": True}
    loads(dumps(perform(loads(dumps(job)), lambda *_: None)))
    repr(ones)
    np.linalg.norm(ones)


def drop_privileges() -> None:
    """Become nobody, for good, when started as root."""
    if os.getuid() == 0:
        os.setgroups([])
        os.setresgid(NOBODY, NOBODY, NOBODY)
        os.setresuid(NOBODY, NOBODY, NOBODY)
    if os.getuid() == 0 or os.geteuid() == 0:
        raise OSError("privileges could not be dropped")


def layers(settings: dict[str, Any]) -> str:
    """Enter the namespaces where that is allowed, look for Landlock: the tier A, B or C."""
    from assistant.sandbox import lockdown

    lockdown.prctl(lockdown.SET_DUMPABLE, 1)  # so that /proc/self/uid_map is ours to write
    settings["landlock"] = lockdown.landlock_abi() > 0
    lockdown.assembled(platform.machine())  # once, for all workers
    inside = False
    with contextlib.suppress(OSError):
        lockdown.enter_namespaces(os.getuid(), os.getgid())
        inside = True
    lockdown.prctl(lockdown.SET_DUMPABLE, 0)
    if not settings["landlock"]:
        return "C"
    return "A" if inside else "B"


def address_space() -> int:
    """Bytes of virtual memory of this process."""
    with open("/proc/self/statm") as file:
        return int(file.read().split()[0]) * os.sysconf("SC_PAGE_SIZE")


def fork_worker(
    control: socket.socket, fds: list[int], settings: dict[str, Any], waits: bool
) -> None:
    """One worker, warmed if it will wait for its job; its pid and pidfd go to the service."""
    zygote = os.getpid()
    pid = os.fork()
    if pid == 0:
        live(fds, settings, zygote, waits)
    for descriptor in fds:
        os.close(descriptor)
    handle = os.pidfd_open(pid)
    rights = (socket.SOL_SOCKET, socket.SCM_RIGHTS, array.array("i", [handle]))
    control.sendmsg([json.dumps({"pid": pid}).encode()], [rights])
    os.close(handle)


def live(fds: list[int], settings: dict[str, Any], zygote: int, waits: bool) -> None:
    """The life of a worker: confined or not at all."""
    from assistant.sandbox import worker

    try:
        worker.confine(fds, settings, zygote)
    except BaseException:
        os._exit(97)
    worker.serve(warm if waits else None)


def reap(control: socket.socket) -> None:
    """Tell the service how workers ended."""
    while True:
        try:
            pid, status = os.waitpid(-1, os.WNOHANG)
        except ChildProcessError:
            return
        if not pid:
            return
        control.send(json.dumps({"exit": pid, "status": status}).encode())


def serve(control: socket.socket, settings: dict[str, Any]) -> None:
    """Fork on request until the service closes its end."""
    readable, wakeup = os.pipe()
    os.set_blocking(readable, False)
    os.set_blocking(wakeup, False)
    signal.signal(signal.SIGCHLD, lambda *_: None)
    signal.set_wakeup_fd(wakeup)
    poll = select.poll()
    poll.register(control, select.POLLIN)
    poll.register(readable, select.POLLIN)
    while True:
        for descriptor, _ in poll.poll():
            if descriptor == readable:
                with contextlib.suppress(BlockingIOError):
                    os.read(readable, 512)
                reap(control)
                continue
            message, rights, *_ = control.recvmsg(64, socket.CMSG_SPACE(12))
            if not message:
                return
            fds = array.array("i")
            fds.frombytes(rights[0][2][:12])
            fork_worker(control, list(fds), settings, message == b"wait")


def main() -> None:
    """Import, drop, enclose, say ready, serve."""
    control = socket.socket(fileno=int(sys.argv[1]))
    settings = json.loads(sys.argv[2])
    sys.path.insert(0, settings["root"])
    for name in PRELOADED:
        __import__(name)
    warm()
    __import__("assistant.sandbox.worker")
    # Made once: in a worker the same number is the pipe of its text.
    sys.stdout = open(1, "w", encoding="utf-8", errors="replace", closefd=False)  # noqa: SIM115
    drop_privileges()
    tier = layers(settings)
    settings["address_space"] = address_space() + settings["memory_bytes"]
    if len(os.listdir("/proc/self/task")) != 1:
        raise OSError("the zygote has threads, so that it cannot fork safely")
    gc.collect()
    gc.freeze()
    control.send(json.dumps({"ready": tier}).encode())
    with contextlib.suppress(ConnectionError):
        serve(control, settings)


if __name__ == "__main__":
    main()
