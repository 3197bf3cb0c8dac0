"""Drafts: begun from a case, written on, run in the sandbox, never in the knowledge base by themselves."""

from pathlib import Path

import pytest
import re2
from sqlalchemy.engine import Engine

from assistant.errors import UnreadableInput
from assistant.library.entries import parse
from assistant.mentoring.acts import Acts
from assistant.mentoring.details import detailed
from assistant.mentoring.drafts import Draft, Drafts, begun, checked, general
from assistant.sandbox import Sandbox
from assistant.types import Post, Reply
from assistant.wiring import Assistant
from tests.mentoring.conftest import story
from tests.stories import CRASHING

ESCAPE = """+++
title = "Reading a file"
kind = "mistake"
topics = []
+++

## Symptom
s
## Why
w
## Hints
1. A?
2. B.
3. C.
## Wrong
```python
open("{file}", "w").write("out")
```
## Right
```python
assert 1 + 1 == 3
```
"""


def text_from(reply: Reply, post: Post) -> str:
    """The first text of a draft."""
    kept = detailed(post, reply)
    return begun(kept["diagnosis"], kept["findings"])


def test_a_draft_from_a_case_reads_as_an_entry_and_holds_nothing_of_the_student(
    reply: Reply, sandbox: Sandbox
) -> None:
    text = text_from(reply, story())

    entry = parse("new-one", text)
    assert entry.exercises == ("dls-c1-w3/backward_propagation",)
    assert "`dW1`: wrong values." in entry.symptom
    assert "np." not in text
    assert "A1" not in text


def test_a_crash_begins_a_draft_with_its_signature(assistant: Assistant, sandbox: Sandbox) -> None:
    post = Post(text="ValueError: shapes (4,3) and (4,3) not aligned", code=CRASHING)

    entry = parse("new-one", text_from(assistant.answer(post), post))

    assert entry.signatures[0].type == "ValueError"
    assert entry.signatures[0].pattern.search("shapes (4,3) and (4,30) not aligned: 3 != 4")


@pytest.mark.parametrize(
    ("message", "other"),
    [
        ("name 'kim' is not defined", "name 'W1' is not defined"),
        ("operands (3,4) (5,)", "operands (30,4) (1,)"),
    ],
)
def test_a_message_becomes_a_pattern_for_its_kind(message: str, other: str) -> None:
    pattern = general(message)

    assert re2.fullmatch(pattern, message)
    assert re2.fullmatch(pattern, other)
    assert "kim" not in pattern


def test_a_draft_is_written_on_and_both_texts_are_kept(engine: Engine) -> None:
    drafts = Drafts(engine)
    drafts.add(Draft("one", "ana", "first"), "token", "kim")
    drafts.save(Draft("one", "bo", "second"))
    drafts.save(Draft("one", "bo", "second"))

    found = drafts.load("one")
    assert found is not None
    assert (found.who, found.text) == ("bo", "second")
    made, written = Acts(engine).since(0)
    assert (made.what, made.about, made.student) == ("drafted", "token", "kim")
    assert (written.who, written.before, written.after) == ("bo", "first", "second")


@pytest.mark.parametrize("slug", ["", "../x", "a b", "x" * 101, "one"])
def test_a_bad_or_taken_slug_is_said(engine: Engine, slug: str) -> None:
    drafts = Drafts(engine)
    drafts.add(Draft("one", "ana", "text"))
    with pytest.raises(UnreadableInput):
        drafts.add(Draft(slug, "ana", "text"))


def test_its_code_runs_in_the_sandbox_alone(sandbox: Sandbox, tmp_path: Path) -> None:
    file = f"{tmp_path}/out"
    problems = checked(Draft("one", "ana", ESCAPE.format(file=file)), sandbox)

    assert [one.partition(":")[2].split()[0] for one in problems] == ["Right"]
    assert not Path(file).exists()


def test_what_cannot_be_read_or_run_is_said(sandbox: Sandbox) -> None:
    assert "cannot be read" in checked(Draft("one", "ana", "+++\nbroken"), sandbox)[0]
    assert "not run" in checked(Draft("one", "ana", ESCAPE), None)[0]
