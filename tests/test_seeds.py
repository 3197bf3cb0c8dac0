"""No question of the four documents of the beginning stays open."""

import re
from pathlib import Path

import pytest

from assistant.types import Post, Strength
from assistant.wiring import Assistant
from tests.seeds import AT_ONCE, QUESTIONS, Question

README = (Path(__file__).parents[1] / "README.md").read_text()
PUBLISHED = 3
FUNCTION = re.compile(r"(?ms)^def (\w+)\(.*?(?=^\S(?<!d)|\Z)")
asked = pytest.mark.parametrize("question", QUESTIONS, ids=lambda one: one.name)


def document(shared: Path, number: int) -> list[str]:
    """The lines of a document."""
    return sorted((shared / "seeds").iterdir())[number].read_text().splitlines()


def literally(shared: Path, number: int, lines: tuple[int, int]) -> Post:
    """Some lines of a document as they stand, under its title."""
    text = document(shared, number)
    title = "" if number == PUBLISHED else text[0]
    return Post(title=title, text="\n".join(text[lines[0] - 1 : lines[1]]))


def answered(assistant: Assistant, post: Post, question: Question) -> None:
    """The first answer is the right one, needs no person, and its first hint is in the reply."""
    reply = assistant.answer(post)
    assert not reply.diagnosis.abstained
    assert reply.diagnosis.answers[0].entry == question.slug
    assert question.says in reply.hints[0]
    assert reply.hints[0] in reply.text


@asked
def test_the_question_is_answered(assistant: Assistant, question: Question) -> None:
    answered(assistant, Post(title=question.title, text=question.post), question)


@pytest.mark.parametrize("question", [q for q in QUESTIONS if q.lines], ids=lambda one: one.name)
def test_the_question_is_answered_as_it_stands(
    assistant: Assistant, shared: Path, question: Question
) -> None:
    assert question.lines is not None
    answered(assistant, literally(shared, question.document, question.lines), question)


@pytest.mark.parametrize("question", [q for q in QUESTIONS if q.code], ids=lambda one: one.name)
def test_the_code_of_the_question_is_proved(assistant: Assistant, question: Question) -> None:
    diagnosis = assistant.answer(Post(code=question.code, exercise=question.exercise)).diagnosis
    if isinstance(question.proved, str):
        assert diagnosis.trial.verdict == question.proved
        return
    first = diagnosis.faults[0]
    assert first.strength is Strength.PROVED
    assert first.fault is not None
    assert (first.cause, first.fault.line) == question.proved


def test_four_questions_at_once_are_all_answered(assistant: Assistant, shared: Path) -> None:
    number, lines, names = AT_ONCE
    diagnosis = assistant.answer(literally(shared, number, lines)).diagnosis
    assert {one.entry for one in diagnosis.answers} >= {
        question.slug for question in QUESTIONS if question.name in names
    }


def test_the_published_functions_are_right(assistant: Assistant, shared: Path) -> None:
    """What the comments compare with: each function of the solved assignment is put on trial."""
    found = list(FUNCTION.finditer("\n".join(document(shared, PUBLISHED))))
    assert len(found) == 10
    for one in found:
        post = Post(code=one.group(0), exercise=f"dls-c1-w4a/{one.group(1)}")
        assert assistant.answer(post).diagnosis.trial.verdict == "correct"


@asked
def test_the_table_of_the_readme_has_it(question: Question) -> None:
    rows = [line for line in README.splitlines() if f"`{question.name}`" in line]
    assert [question.slug in row for row in rows] == [True]
