"""A worker: closes what it inherited, locks itself in, and only then reads its job."""

import gc
import os
import random
import signal
import sys
from collections.abc import Callable
from typing import Any, NoReturn

import numpy as np

from assistant.sandbox import lockdown
from assistant.sandbox.line import Line

JOB, FRAMES, TEXT = 100, 101, 1
_exit = os._exit


def confine(fds: list[int], settings: dict[str, Any], zygote: int) -> None:
    """Fix the descriptors, then put up the layers. Raises OSError if one of them fails."""
    signal.set_wakeup_fd(-1)
    signal.signal(signal.SIGCHLD, signal.SIG_DFL)
    for source, target in zip(fds, (JOB, FRAMES, TEXT), strict=True):
        os.dup2(source, target)
    os.dup2(TEXT, 2)
    os.closerange(3, JOB)
    os.closerange(FRAMES + 1, 4096)
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


def serve(warm: Callable[[], None] | None) -> NoReturn:
    """Warm up if there is time, wait for the job, do it, send one last frame, and end."""
    if warm is not None:
        warm()
    line = Line(JOB, FRAMES)
    job = line.read()
    np.random.seed(0)
    random.seed(0)
    gc.enable()
    last = line.attempt(job)
    try:
        sys.stdout.flush()
    except BaseException:
        last["flushed"] = False
    line.write(last)
    for descriptor in (1, 2, FRAMES):
        os.close(descriptor)  # the end of file reaches the service before memory is torn down
    _exit(0)
