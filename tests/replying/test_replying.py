"""What is said: what is right first, a rung at a time, and never the solution."""

import json
from dataclasses import replace
from pathlib import Path
from typing import get_args

import pytest

from assistant.replying.contract import as_json, output, unreadable
from assistant.replying.phrases import NOTICED, SENTENCES, Voice
from assistant.replying.words import course, faulty, judged
from assistant.types import Crash, Diagnosis, Fault, Form, Output, Post, Raised, Trial, nowhere
from assistant.wiring import Assistant, guard, shelf_of
from tests.stories import CRASHING, EXERCISE, POST, RIGHT, TITLE, WRONG

KEYS = {
    "id", "exercise", "verdict", "outputs", "faults", "answers", "abstained", "ask", "hints",
    "reply", "notices", "elapsed_ms", "threads",
}  # fmt: skip
STORY = Post(id="case-1", title=TITLE, text=POST, code=WRONG)
FORMS: tuple[Form, ...] = get_args(Form)
LINK = "https://forum.example/try"


@pytest.fixture(scope="module")
def diagnosis(assistant: Assistant) -> Diagnosis:
    """The story, held on trial once."""
    return assistant.answer(STORY).diagnosis


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
    right, *_ = found["reply"].splitlines()
    assert "`dW2` and `db2`" in right
    assert "`dZ2`" in right
    assert "line 9" in found["reply"]
    assert "every check pass" in found["reply"]


@pytest.mark.parametrize("form", FORMS)
def test_a_higher_rung_says_more(assistant: Assistant, diagnosis: Diagnosis, form: Form) -> None:
    one, two, three = (assistant.road.write(diagnosis, rung, form, nowhere) for rung in (1, 2, 3))

    assert one.text.splitlines()[0] == three.text.splitlines()[0]
    assert one.hints == two.hints == three.hints
    for rung, reply in enumerate((one, two, three), start=1):
        assert [hint in reply.text for hint in one.hints[:3]] == [n < rung for n in range(3)]


@pytest.mark.parametrize(
    ("form", "holds", "lacks"),
    [
        ("forum", ["[details=", "[/details]", "*next hint*", "*person*", f"]({LINK})"], ["--rung"]),
        ("web", [f"]({LINK})", "1. "], ["[details", "*person*", "--rung"]),
        ("terminal", ["1. ", "--rung 3"], ["[details", "*person*", "https://"]),
    ],
)
def test_each_form_is_written_for_its_door(
    assistant: Assistant, diagnosis: Diagnosis, form: Form, holds: list[str], lacks: list[str]
) -> None:
    text = assistant.road.write(diagnosis, 2, form, lambda _: LINK).text

    assert not [part for part in holds if part not in text]
    assert not [part for part in lacks if part in text]


def test_without_an_address_there_is_no_link(assistant: Assistant, diagnosis: Diagnosis) -> None:
    assert "](" not in assistant.road.write(diagnosis, 1, "forum", nowhere).text


@pytest.mark.parametrize(("rung", "promised"), [(1, True), (2, True), (3, False), (9, False)])
def test_the_last_rung_promises_no_other(
    assistant: Assistant, diagnosis: Diagnosis, rung: int, promised: bool
) -> None:
    assert ("*more*" in assistant.road.write(diagnosis, rung, "forum", nowhere).text) == promised


def test_an_idea_ends_with_its_derivation(assistant: Assistant) -> None:
    asked = Post(text="Why is dZ = A - Y in the last layer?")

    assert "$$" not in assistant.answer(asked, 2).text
    told = assistant.answer(asked, 9).text.splitlines()
    assert told.count("$$") >= 2
    assert not [line for line in told if "$$" in line and line != "$$"]


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
    assert "mentor" in found["reply"]
    assert found["ask"] in found["reply"]


def test_two_shapes_are_told_though_the_cause_is_open(assistant: Assistant) -> None:
    text = "ValueError: shapes (1,7) and (1,7) not aligned: 7 (dim 1) != 1 (dim 0)"

    reply = assistant.answer(Post(text=f"My cost fails, with this:\n{text}"))

    assert reply.diagnosis.abstained
    assert "both have one row, and a product needs a column on one side." in reply.text
    assert "what are the shapes" not in reply.text


def test_a_wrong_category_is_told_with_the_right_one(assistant: Assistant) -> None:
    text = "Machine Learning Specialization, course 1: there is no week 4. My back_prop fails."

    assert "course 2, week 4" in assistant.answer(Post(text=text)).text


@pytest.mark.parametrize(
    ("exercise", "told"),
    [
        ("dls-c1-w4a/linear_backward", "Deep Learning Specialization, course 1, week 4"),
        ("mls-c1-w3/compute_cost", "Machine Learning Specialization, course 1, week 3"),
        ("another", ""),
        (None, ""),
    ],
)
def test_a_course_has_a_name(exercise: str | None, told: str) -> None:
    assert course(exercise) == told


def test_code_in_public_is_a_kind_sentence(assistant: Assistant) -> None:
    text = assistant.answer(Post(text=f"dW1 is wrong\n```python\n{WRONG}```")).text

    assert any(sentence in text for sentence in NOTICED["code-in-public"])


@pytest.mark.parametrize("proved", [True, False])
@pytest.mark.parametrize("others", [0, 1])
@pytest.mark.parametrize(
    ("variable", "where", "ends"),
    [
        ("cost", "ine 3, which computes `cost`", {",", "."}),
        ("return", "he return statement in line 3", {"", "."}),
    ],
)
def test_a_clause_about_a_line_ends_with_a_comma_before_a_verb(
    variable: str, where: str, ends: set[str], others: int, proved: bool
) -> None:
    fault = Fault(None, 3, 3, variable, proved=proved)
    trial = Trial("incorrect", faults=(fault, *[fault] * others))
    told = {faulty(fault, trial, Voice.of(Post(text=str(n)))) for n in range(60)}

    assert {one.partition(where)[2].partition(" ")[0] for one in told} == ends


def test_an_unreadable_case_has_every_key() -> None:
    assert set(unreadable("x", "It is broken.")) == KEYS | {"error"}


@pytest.mark.parametrize("form", FORMS)
def test_the_same_post_gets_the_same_reply_and_another_one_other_words(
    assistant: Assistant, diagnosis: Diagnosis, form: Form
) -> None:
    posts = [replace(STORY, id=str(number)) for number in range(40)]
    told = [replace(diagnosis, report=replace(diagnosis.report, post=post)) for post in posts]
    texts = [assistant.road.write(one, 1, form, nowhere).text for one in told]

    assert texts == [assistant.road.write(one, 1, form, nowhere).text for one in told]
    assert len(set(texts)) >= 36


@pytest.mark.parametrize("key", [*SENTENCES, *NOTICED])
def test_every_wording_is_said_to_someone(key: str) -> None:
    several = {**SENTENCES, **NOTICED}[key]
    voices = [Voice.of(Post(text=str(n))) for n in range(200)]

    assert {voice.choose(key, several) for voice in voices} == set(several)


def test_no_reply_to_a_shared_case_leaks(assistant: Assistant, shared: Path) -> None:
    watching = guard(shelf_of(assistant.settings).files.values())
    for line in (shared / "cases" / "posts.jsonl").read_text().splitlines()[::4]:
        case = json.loads(line)
        own = f"{case['title']}\n{case['post']}"
        found = assistant.answer(Post(title=case["title"], text=case["post"])).diagnosis
        for rung in (1, 3, 9):
            text = assistant.road.write(found, rung, "forum", nowhere).text
            assert not watching.leaks(text, own), (case["id"], rung)


def test_json_knows_no_infinity() -> None:
    told = output(Output("dW1", "not-finite", max_abs_error=float("inf")))
    assert told["max_abs_error"] is None


def test_a_strangers_message_stays_inline_code() -> None:
    raised = Raised("ValueError", "`x`\n# [click](http://spam)\n@everyone")
    (line, *_) = judged(Trial("crashed", crash=Crash(raised)), Voice(""))

    assert line == "Your code stops with ValueError: `'x' # [click](http://spam) @everyone`."
