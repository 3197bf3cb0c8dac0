"""Runs untrusted code: a warm fork server hands out single-use, locked-down workers.

Theory of operation. Three kinds of processes:

- the service (`parent.py`), trusted, which holds references and secrets;
- the zygote (`zygote.py`), started by exec with a clean environment, which has
  imported NumPy once, dropped its privileges, and forks workers on request;
- workers (`worker.py`), each locked down by `lockdown.py` before it reads the one
  job it will ever see, and killed by pidfd afterwards.

A worker has three pipes: jobs and answers in, frames out, text out (stdout and
stderr). Frames are JSON with raw arrays (`values.py`), capped before they are
parsed, and nothing in them is ever evaluated. The verdict is worked out in the
service, from inputs and references that never enter a worker, so that forging a
frame gains nothing. Every layer raises when it fails, and where the start-up
self-test (`selftest.py`) finds a hole, no code is run at all.
"""

from assistant.sandbox.outcome import Outcome, Runner
from assistant.sandbox.parent import Sandbox

__all__ = ["Outcome", "Runner", "Sandbox"]
