"""Many cases at once, in order; a case that cannot be read still gives a full object."""

from collections.abc import Iterable, Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from typing import Any, Protocol

from assistant.entrypoints.inputs import post_of_case, rung_of
from assistant.errors import UnreadableInput
from assistant.replying.contract import as_json, unreadable
from assistant.types import Post, Reply


class Answers(Protocol):
    """What a batch needs of the assistant."""

    def answer(self, post: Post, rung: int = 1) -> Reply:
        """The whole road for one post."""


def diagnose_all(
    assistant: Answers, cases: Iterable[tuple[str, Any]], jobs: int = 1
) -> Iterator[dict[str, Any]]:
    """One object for each case, in the order of the input."""
    if jobs <= 1:
        yield from (diagnose_one(assistant, id, case) for id, case in cases)
        return
    with ThreadPoolExecutor(jobs) as pool:
        yield from pool.map(lambda pair: diagnose_one(assistant, *pair), cases)


def diagnose_one(assistant: Answers, id: str, case: Any) -> dict[str, Any]:
    """One case; what cannot be read is said in the object."""
    if isinstance(case, UnreadableInput):
        return unreadable(id, str(case))
    try:
        post = replace(post_of_case(case), id=id)
        return as_json(assistant.answer(post, rung_of(case)))
    except UnreadableInput as error:
        return unreadable(id, str(error))
