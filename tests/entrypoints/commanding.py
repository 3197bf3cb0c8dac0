"""The command, in this process where that tests the same, and as a process of its own."""

import io
import subprocess
import sys
from contextlib import redirect_stderr, redirect_stdout
from unittest.mock import patch

from assistant.entrypoints.cli import main

Done = subprocess.CompletedProcess[str]


def gradmentor(*arguments: str, given: str = "") -> Done:
    """The command's output and status, from its own `main`."""
    out, error = (io.TextIOWrapper(io.BytesIO(), "utf-8", newline="") for _ in range(2))
    stdin = io.TextIOWrapper(io.BytesIO(given.encode()), "utf-8")
    status: object = 0
    with (
        patch.object(sys, "argv", ["gradmentor", *arguments]),
        patch.object(sys, "stdin", stdin),
        redirect_stdout(out),
        redirect_stderr(error),
    ):
        try:
            main()
        except SystemExit as end:
            status = end.code or 0
    return subprocess.CompletedProcess(arguments, int(str(status)), written(out), written(error))


def written(stream: io.TextIOWrapper) -> str:
    """All that was written to a stream."""
    stream.flush()
    stream.seek(0)
    return stream.read()


def process(*arguments: str, given: str = "") -> Done:
    """The same in a process of its own, as the outside calls it."""
    command = [sys.executable, "-m", "assistant", *arguments]
    done = subprocess.run(command, input=given.encode(), capture_output=True, timeout=60)
    out, error = done.stdout.decode(), done.stderr.decode()
    return subprocess.CompletedProcess(command, done.returncode, out, error)
