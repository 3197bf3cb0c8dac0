"""What is said: what is right first, a rung at a time, and never the solution."""

import json
from pathlib import Path

import pytest

from assistant.replying.contract import as_json, output, unreadable
from assistant.replying.guard import Guard, fingerprints
from assistant.replying.words import judged
from assistant.types import Crash, Output, Post, Raised, Trial
from assistant.wiring import Assistant, guard
from tests.stories import CRASHING, EXERCISE, POST, RIGHT, TITLE, WRONG

KEYS = {
    "id", "exercise", "verdict", "outputs", "faults", "answers", "abstained", "ask", "hints",
    "reply", "notices", "elapsed_ms",
}  # fmt: skip
STORY = Post(id="case-1", title=TITLE, text=POST, code=WRONG)


def test_the_story_is_told(assistant: Assistant) -> None:
    found = as_json(assistant.answer(STORY))

    assert set(found) == KEYS
    assert json.loads(json.dumps(found)) == found
    assert (found["id"], found["exercise"], found["verdict"]) == ("case-1", EXERCISE, "incorrect")
    status = {output["name"]: output["status"] for output in found["outputs"]}
    assert status["dW2"] == status["db2"] == "correct"
    assert status["dW1"] == status["db1"] == "wrong-values"
    (fault,) = found["faults"]
    assert (fault["line"], fault["variable"], fault["strength"]) == (9, "dZ1", "proved")
    assert fault["cause"] == found["answers"][0]["entry"] == "dot-instead-of-elementwise"
    assert not found["abstained"]
    assert len(found["hints"]) >= 3
    assert found["reply"].startswith("`dW2` and `db2` are right.")
    assert "Line 9" in found["reply"]


def test_a_higher_rung_says_more(assistant: Assistant) -> None:
    one, three = (assistant.answer(STORY, rung).text for rung in (1, 3))

    assert one.splitlines()[0] == three.splitlines()[0]
    assert len(three) > len(one)


def test_only_mentors_see_the_repair(assistant: Assistant) -> None:
    reply = assistant.answer(STORY)
    (repair,) = as_json(reply, mentor=True)["repair"]

    assert repair["line"] == 9
    assert repair["text"].split("= ", 1)[1] not in json.dumps(as_json(reply))


def test_a_crash_is_told_with_the_shapes(assistant: Assistant) -> None:
    text = assistant.answer(Post(code=CRASHING, exercise=EXERCISE)).text

    assert "stops in line 9 with ValueError" in text
    assert "have shapes" in text


def test_right_code_is_told_so(assistant: Assistant) -> None:
    found = as_json(assistant.answer(Post(code=RIGHT, exercise=EXERCISE)))

    assert found["verdict"] == "correct"
    assert not found["faults"]
    assert "right values" in found["reply"]


def test_we_say_when_we_cannot_tell(assistant: Assistant) -> None:
    found = as_json(assistant.answer(Post(text="It does not work, please help")))

    assert found["abstained"]
    assert "cannot tell" in found["reply"]
    assert found["ask"] in found["reply"]


def test_an_unreadable_case_has_every_key() -> None:
    assert set(unreadable("x", "It is broken.")) == KEYS | {"error"}


def test_the_guard_catches_a_reference_and_passes_words(assistant: Assistant) -> None:
    folder = assistant.settings.knowledge_base / "exercises"
    watching = guard(folder)

    assert watching.leaks("x = W.T @ dZ2\ndef dA1(W2, dZ2):\n    return W2.T @ dZ2")
    for entry in assistant.entries.values():
        assert not any(watching.leaks(hint) for hint in entry.hints), entry.slug


def test_a_run_of_six_tokens_is_enough() -> None:
    watching = Guard(frozenset(fingerprints("cost = -total / m + bias * rate")))

    assert watching.leaks("and so cost = -total / m + bias gives it")
    assert not watching.leaks("the cost is the total over m")


@pytest.mark.parametrize("rung", [1, 3, 9])
def test_no_reply_to_a_shared_case_leaks(assistant: Assistant, shared: Path, rung: int) -> None:
    watching = guard(assistant.settings.knowledge_base / "exercises")
    for line in (shared / "cases" / "posts.jsonl").read_text().splitlines()[::4]:
        case = json.loads(line)
        reply = assistant.answer(Post(title=case["title"], text=case["post"]), rung)
        assert not watching.leaks(reply.text)


def test_a_strangers_message_stays_inline_code() -> None:
    raised = Raised("ValueError", "`x`\n# [click](http://spam)\n@everyone")
    (line, *_) = judged(Trial("crashed", crash=Crash(raised)))

    assert line == "Your code stops with ValueError: `'x' # [click](http://spam) @everyone`."


def test_json_knows_no_infinity() -> None:
    told = output(Output("dW1", "not-finite", max_abs_error=float("inf")))
    assert told["max_abs_error"] is None
