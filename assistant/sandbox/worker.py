"""A worker: closes what it inherited, locks itself in, and only then reads its job."""

import gc
import json
import os
import random
import signal
import sys
from collections.abc import Callable
from typing import Any, NoReturn

import numpy as np

from assistant.sandbox import lockdown
from assistant.sandbox.inside import perform
from assistant.sandbox.values import HEADER, dumps, loads

JOB, FRAMES, TEXT = 100, 101, 1
_write, _read, _exit = os.write, os.read, os._exit


def confine(fds: list[int], settings: dict[str, Any], zygote: int) -> None:
    """Fix the descriptors, then put up the layers. Raises OSError if one of them fails."""
    signal.set_wakeup_fd(-1)
    signal.signal(signal.SIGCHLD, signal.SIG_DFL)
    for source, target in zip(fds, (JOB, FRAMES, TEXT), strict=True):
        os.dup2(source, target)
    os.dup2(TEXT, 2)
    os.closerange(3, JOB)
    os.closerange(FRAMES + 1, 4096)
    sys.stdout = open(TEXT, "w", encoding="utf-8", errors="replace", closefd=False)  # noqa: SIM115
    sys.stderr = sys.stdout
    lockdown.prctl(lockdown.SET_PDEATHSIG, signal.SIGKILL)
    if os.getppid() != zygote:
        _exit(1)
    lockdown.prctl(lockdown.SET_DUMPABLE, 0)
    lockdown.prctl(lockdown.SET_NO_NEW_PRIVS, 1)
    lockdown.limit(settings["cpu_seconds"], settings["address_space"])
    if settings["landlock"]:
        lockdown.landlock()
    lockdown.seccomp()


def serve(warm: Callable[[], None]) -> NoReturn:
    """Warm up, wait for the job, do it, send one last frame, and end."""
    warm()
    job = read_frame()
    np.random.seed(0)
    random.seed(0)
    gc.enable()
    last = attempt(job)
    try:
        sys.stdout.flush()
    except BaseException:
        last["flushed"] = False
    write_frame(last)
    for descriptor in (1, 2, FRAMES):
        os.close(descriptor)  # the end of file reaches the service before memory is torn down
    _exit(0)


def attempt(job: dict[str, Any]) -> dict[str, Any]:
    """Do the job; an exception that gets here is told by type and text."""
    try:
        return {"done": perform(job, ask)}
    except MemoryError:
        return {"memory": True}
    except BaseException as error:
        try:
            text = str(error)[:500]
        except BaseException:
            text = ""
        return {"raised": [type(error).__name__, text]}


def ask(name: str, args: tuple[Any, ...], kwargs: dict[str, Any]) -> Any:
    """Have an earlier function of the assignment computed outside."""
    write_frame({"ask": [name, args, kwargs]})
    return read_frame()


def read_frame() -> Any:
    """The next frame from the service."""
    (length,) = HEADER.unpack(read_exactly(HEADER.size))
    return loads(read_exactly(length))


def read_exactly(count: int) -> bytes:
    """That many bytes; the end of the pipe is the end of the worker."""
    parts = b""
    while len(parts) < count:
        part = _read(JOB, min(count - len(parts), 1 << 20))
        if not part:
            _exit(0)
        parts += part
    return parts


def write_frame(value: dict[str, Any]) -> None:
    """Send one frame; what cannot be encoded is sent as such."""
    try:
        body = dumps(value)
    except (ValueError, RecursionError, TypeError):
        body = json.dumps({"raised": ["ValueError", "the result cannot be sent"]}).encode()
        body = dumps(json.loads(body))
    data = HEADER.pack(len(body)) + body
    while data:
        data = data[_write(FRAMES, data) :]
