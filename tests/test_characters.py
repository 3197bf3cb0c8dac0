"""Half a character, as JSON can bring it, is one U+FFFD in whatever is read."""

import pytest

from assistant.characters import well_formed


@pytest.mark.parametrize(
    ("text", "read"),
    [
        ("", ""),
        ("dW1 – 😀", "dW1 – 😀"),
        ("cut \ud83d", "cut \ufffd"),
        ("\ude00 cut", "\ufffd cut"),
        ("\ud83dx\ud83d\ud83d", "\ufffdx\ufffd\ufffd"),
        ("\ud83d\ude00", "😀"),
        ("\ufeffä\ufffe\uffff", "\ufeffä\ufffe\uffff"),
    ],
)
def test_only_halves_are_replaced_and_two_that_meet_are_whole(text: str, read: str) -> None:
    assert well_formed(text) == read
