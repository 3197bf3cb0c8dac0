"""Signatures asked all at once find what each finds alone."""

from pathlib import Path

import pytest

from assistant.finding.signatures import Signatures
from assistant.library.entries import load_entries
from assistant.library.examples import load_examples
from assistant.reading.tracebacks import exceptions_in
from assistant.types import NOT_RUN, Post, Raised, Report

KNOWLEDGE = Path(__file__).parents[2] / "knowledge_base"

ENTRIES = load_entries(KNOWLEDGE / "entries")


def test_one_pass_finds_what_each_pattern_finds_alone() -> None:
    known = Signatures(ENTRIES)
    texts = (one.text for one in load_examples(KNOWLEDGE / "examples"))
    raised = [one for text in texts for one in exceptions_in(text)]
    fitting = {
        one: [
            slug
            for slug, entry in ENTRIES.items()
            if any(s.type == one.type and s.pattern.search(one.message) for s in entry.signatures)
        ]
        for one in raised
    }

    assert any(fitting.values())
    assert {one: [slug for slug, _ in known.matches(one)] for one in raised} == fitting


def test_a_message_is_known_without_the_name_of_its_exception() -> None:
    report = Report(Post(text="The screen says: too many indices for my Z"))

    assert [one.cause for one in Signatures(ENTRIES)(report, NOT_RUN)] == ["wrong-dimension"]


def test_the_words_of_a_message_in_passing_are_no_message() -> None:
    report = Report(
        Post(text="Too many questions. I have a NoneType in my head; is a list a tuple?")
    )

    assert not list(Signatures(ENTRIES)(report, NOT_RUN))


def test_an_edit_that_cannot_mend_the_shapes_is_not_named() -> None:
    message = "shapes (5,3) and (5,10) not aligned: 3 (dim 1) != 5 (dim 0)"
    report = Report(Post(), raised=(Raised("ValueError", message),))

    assert [one.cause for one in Signatures(ENTRIES)(report, NOT_RUN)] == ["wrong-transpose"]


@pytest.mark.parametrize(
    ("shapes", "possible"),
    [
        ("(2,5) (2,)", {"missing-keepdims", "elementwise-instead-of-dot"}),
        ("(4,7) (4,4)", {"missing-keepdims", "elementwise-instead-of-dot"}),
        ("(2,5) (3,5)", {"elementwise-instead-of-dot"}),
        ("(2,5) (3,4)", set()),
        ("(2,3,4) (3,3,4)", set()),
    ],
)
def test_shapes_that_a_slip_cannot_leave_do_not_name_it(shapes: str, possible: set[str]) -> None:
    message = f"operands could not be broadcast together with shapes {shapes}"
    report = Report(Post(), raised=(Raised("ValueError", message),))

    assert {one.cause for one in Signatures(ENTRIES)(report, NOT_RUN)} == possible


@pytest.mark.parametrize(
    ("type", "message", "cause"),
    [
        ("UnboundLocalError", "local variable 'v' referenced before assignment", "undefined-name"),
        ("ValueError", "all the input array dimensions except for the concatenation axis must match exactly", "wrong-axis"),
    ],
)  # fmt: skip
def test_a_message_of_every_version_is_known(type: str, message: str, cause: str) -> None:
    report = Report(Post(), raised=(Raised(type, message),))

    assert [one.cause for one in Signatures(ENTRIES)(report, NOT_RUN)] == [cause]
