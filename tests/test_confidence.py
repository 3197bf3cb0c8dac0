"""What is told of an answer: a match by its agreement with the words, likeness with lower odds."""

import pytest

from assistant.confidence import confidence, falling
from assistant.types import Finding, Strength


def match(cause: str, *, steps: tuple[str, ...] = ()) -> Finding:
    """A match that calls itself likely."""
    return Finding(cause, Strength.MATCHED, 0.65, "seen", steps=steps)


def words(*causes: str | None, first: float = 0.6) -> list[Finding]:
    """What the post reads like, likeliest first."""
    return [Finding(one, Strength.SIMILAR, first / (n + 1), "seen") for n, one in enumerate(causes)]


@pytest.mark.parametrize(
    ("likest", "stated"),
    [
        (("sign-error", "wrong-axis"), 0.9),
        (("wrong-axis", "wrong-slice", "sign-error"), 0.77),
        ((None, "wrong-axis"), 0.7),
        (("wrong-axis", "wrong-slice", "wrong-type", "sign-error"), 0.45),
        ((), 0.65),
    ],
    ids=["first by words", "among three", "for a person", "others", "no words"],
)
def test_a_match_is_as_likely_as_the_words_agree(
    likest: tuple[str | None, ...], stated: float
) -> None:
    one = match("sign-error")

    assert confidence(one, [one, *words(*likest)]) == stated


def test_what_was_measured_needs_no_words() -> None:
    one = match("sign-error", steps=("dZ1",))

    assert confidence(one, [one, *words("wrong-axis")]) == 0.65


def test_likeness_is_told_as_it_was_found() -> None:
    found = words("sign-error", "wrong-axis", first=0.8)

    assert [confidence(one, found) for one in found] == [one.confidence for one in found]


def test_behind_posts_for_a_person_only_the_first_cause_is_a_lead() -> None:
    found = words(None, "sign-error", "wrong-axis")

    assert confidence(found[1], found) == 0.25
    assert confidence(found[2], found) == found[2].confidence


def test_no_answer_is_surer_than_the_one_before_it() -> None:
    assert falling([0.5, 0.7, 0.2]) == [0.5, 0.5, 0.2]
