"""Whoever waits hears the stages in their order, and may call the diagnosis off."""

import pytest

from assistant.types import Post
from assistant.watching import CalledOff, Stage, watched
from assistant.wiring import Assistant
from tests.stories import RIGHT


def test_the_stages_are_told_in_their_order(assistant: Assistant) -> None:
    told: list[Stage] = []
    with watched(told.append):
        assistant.answer(Post(code=RIGHT))
    assert told == ["reading", "running", "trying", "weighing", "writing"]
    assistant.answer(Post(text="thanks"))
    assert len(told) == 5


def test_a_watcher_may_call_it_off(assistant: Assistant) -> None:
    def watcher(stage: Stage) -> None:
        if stage == "trying":
            raise CalledOff("Nobody waits.")

    with watched(watcher), pytest.raises(CalledOff):
        assistant.answer(Post(code=RIGHT))
