"""A student's code that forges the worker's account gains nothing and breaks nothing."""

from typing import Any

import pytest

from assistant.types import Post
from assistant.wiring import Assistant
from tests.stories import EXERCISE

FORGER = """import json, os, struct
def backward_propagation(parameters, cache, X, Y):
    body = json.dumps({frame!r}).encode()
    os.write(101, struct.pack("<I", len(body)) + body)
    os._exit(0)
"""


def tagged(**parts: Any) -> dict[str, Any]:
    """A dict as frames carry it."""
    return {"$": "d", "v": [list(pair) for pair in parts.items()]}


FORGED = [
    tagged(done=tagged(results=5)),
    tagged(done=tagged(results=[1, 2])),
    tagged(done=tagged(results=[tagged()], sites=[tagged(id="x")])),
    tagged(done=tagged(results=[tagged(value=1)], records=[[1]])),
    tagged(done=tagged(results=[tagged(crash=3)])),
    tagged(done=tagged(results=[tagged(crash=tagged(line=1, operands=[1]))])),
    tagged(done=tagged(syntax=3)),
    tagged(done=[1]),
    tagged(raised=3),
]


@pytest.mark.parametrize("frame", FORGED)
def test_a_forged_account_is_no_result(assistant: Assistant, frame: dict[str, Any]) -> None:
    post = Post(code=FORGER.format(frame=frame), exercise=EXERCISE)

    trial = assistant.answer(post).diagnosis.trial

    assert trial.verdict in ("crashed", "not-run", "incorrect")
    assert not any(fault.proved for fault in trial.faults)
