"""What runs inside a locked-down worker: standard library and NumPy only.

`perform` takes one job, plain data, and gives plain data back. A job holds

- `source`, the student's code, and `context`, other cells of the same post;
- `function` and `calls`: the function on trial and the arguments of each call;
- `stubs`: names of earlier functions that are answered outside, by `ask`;
- `given`: helpers of the course, our own implementations in `course.py`;
- `cases`: what the course's test case functions give, by their names;
- `record`, `puts`, `edits`: what is recorded, substituted, tried at a statement.

Without `function` the source is executed as a program, or with `gradient_of`
its gradient is checked by differences of its loss.
"""

from collections.abc import Callable
from typing import Any

from assistant.sandbox.inside.gradient import gradient_check
from assistant.sandbox.inside.modules import install
from assistant.sandbox.inside.program import run_program
from assistant.sandbox.inside.trial import on_trial

Ask = Callable[[str, tuple[Any, ...], dict[str, Any]], Any]


def perform(job: dict[str, Any], ask: Ask) -> dict[str, Any]:
    """Do one job; what the student's code raises is part of the result."""
    install(job.get("cases", {}), job.get("source", ""))
    if job.get("function"):
        return on_trial(job, ask)
    if "gradient_of" in job:
        return {"gradient": gradient_check(job)}
    return run_program(job)
