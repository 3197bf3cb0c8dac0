"""An earlier function is a lead where the failing one calls it and all else passes."""

import pytest

from assistant.finding.earlier import Earlier
from assistant.types import NOT_RUN, Post, Report, Trial

FIND = Earlier(lambda name: ("course/helper",) if name == "course/caller" else ())
TEXT = "All other tests pass, and this one has wrong values."


def test_what_all_else_rests_on_is_named() -> None:
    (finding,) = FIND(Report(Post(text=TEXT), exercise="course/caller"), NOT_RUN)

    assert finding.cause == "bug-in-an-earlier-function"
    assert "helper" in finding.saw


@pytest.mark.parametrize(
    ("text", "exercise", "trial"),
    [
        (TEXT, "course/alone", NOT_RUN),
        (TEXT, None, NOT_RUN),
        (TEXT, "course/caller", Trial("incorrect")),
        ("The other day the values were wrong. Please help me to pass.", "course/caller", NOT_RUN),
    ],
)
def test_it_is_silent_where_nothing_is_called_or_known(
    text: str, exercise: str | None, trial: Trial
) -> None:
    assert not list(FIND(Report(Post(text=text), exercise=exercise), trial))
