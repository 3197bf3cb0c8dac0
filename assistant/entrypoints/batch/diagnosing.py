"""One case of a batch, diagnosed: whatever happens, there is a row."""

import json
import logging
from collections.abc import Mapping
from dataclasses import replace
from typing import Any, Protocol

from assistant.entrypoints.inputs import post_of_case, rung_of
from assistant.errors import UnreadableInput
from assistant.finding.numbers import posted_fingerprint
from assistant.replying.contract import as_json, unreadable
from assistant.types import Diagnosis, Post, Reply

OURS = "Something failed on our side with this case ({}); the others are not touched by it."
log = logging.getLogger(__name__)


class Answers(Protocol):
    """What a batch needs of the assistant."""

    def answer(self, post: Post, rung: int = 1) -> Reply:
        """The whole road for one post."""


def diagnose_one(assistant: Answers, id: str, case: Any) -> dict[str, Any]:
    """One case as it stands; what cannot be read is said in the object."""
    if isinstance(case, UnreadableInput):
        return unreadable(id, str(case))
    try:
        post = replace(post_of_case(case), id=id)
        return as_json(assistant.answer(post, rung_of(case)))
    except UnreadableInput as error:
        return unreadable(id, str(error))


def diagnosed(assistant: Answers, body: Mapping[str, Any]) -> str:
    """The row of a case as JSON, without its id: twins share it, words and all."""
    try:
        reply = assistant.answer(post_of_case(body), rung_of(body))
        return plain(as_json(reply) | {"fingerprint": fingerprint(reply.diagnosis) or None})
    except UnreadableInput as error:
        return failed(str(error))
    except Exception as error:  # one case must not stop the others
        log.exception("a case of a batch failed")
        return failed(OURS.format(type(error).__name__))


def fingerprint(diagnosis: Diagnosis) -> str:
    """What names the wrong numbers: of the run, or where there was none, of the post."""
    if diagnosis.trial.verdict != "not-run":
        return diagnosis.trial.fingerprint
    return posted_fingerprint(diagnosis.report)


def failed(sentence: str) -> str:
    """The full object of a case that could not be diagnosed."""
    return plain(unreadable("", sentence) | {"fingerprint": None})


def plain(row: dict[str, Any]) -> str:
    """JSON without the id."""
    del row["id"]
    return json.dumps(row, ensure_ascii=False)


def line(id: str, digest: str, row: str) -> str:
    """A line of the output: the row of a case with its id and its digest."""
    return f'{{"id": {json.dumps(id, ensure_ascii=False)}, "digest": "{digest}", {row[1:]}\n'
