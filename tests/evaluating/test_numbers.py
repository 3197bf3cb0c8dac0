"""The campaign of the numbers, run small; whole it is `gradmentor evaluate --numbers 400`."""

from assistant.evaluating.numbers import figures
from assistant.wiring import Assistant


def test_generated_posts_are_named_and_what_is_not_listed_is_described(
    assistant: Assistant,
) -> None:
    found = figures(assistant, 10, seed=11)

    assert found["one_mistake"]["first"] >= 0.85
    assert found["two_mistakes"]["first"] >= 0.75
    assert found["three_digits"]["first"] >= 0.75
    assert found["left_out"]["structure_right"] >= 0.5
    assert found["left_out"]["confident_and_wrong"] <= 0.05
    question = found["separating_question"]
    # Few of so few posts have several explanations: one of them may end wrong.
    assert len(question["misses"]) <= max(1, 0.4 * question["ties"])
