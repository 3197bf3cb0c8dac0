"""Numbers alone name the mistake; what cannot be told is asked for."""

import random

import numpy as np
import pytest

from assistant.evaluating.posting import Noise, posts, shown
from assistant.exercise.lookup import look_up
from assistant.exercise.narrowing import separating
from assistant.types import Post, PrintedArray, Strength
from assistant.wiring import Assistant

EXERCISE = "dls-c1-w3/backward_propagation"
NOTEBOOK = "notebook (testCases_v2)"


def values(assistant: Assistant, slug: str, step: str) -> dict[str, np.ndarray]:
    """All values of the newer test's input under one listed mistake."""
    known = assistant.known.dictionary(EXERCISE)
    assert known is not None
    variant = "public_tests (2021+)"
    numbers = [
        n
        for n, one in enumerate(known.mistakes)
        if one.slugs == (slug,) and step in (one.steps[0], "any")
    ]
    under = (known.under(variant, n) for n in numbers)
    right = known.right[variant]["dW1"]
    return next(one for one in under if "dW1" in one and not np.array_equal(one["dW1"], right))


@pytest.mark.parametrize(
    ("slug", "step"),
    [
        ("missing-1-over-m", "dW1"),
        ("wrong-activation-derivative", "dtanh1"),
        ("missing-upstream-gradient", "any"),
        ("double-1-over-m", "any"),
        ("sign-error", "dZ2"),
    ],
)
@pytest.mark.parametrize("digits", [4, 8])
def test_two_pasted_arrays_name_the_mistake(
    assistant: Assistant, slug: str, step: str, digits: int
) -> None:
    wrong = values(assistant, slug, step)
    rng = random.Random(digits)
    text = "\n".join(
        f"{n} = {shown(np.asarray(wrong[n]), Noise(digits), rng)}" for n in ("dW1", "db1")
    )

    found = assistant.answer(Post(text=f"I get\n{text}", exercise=EXERCISE)).diagnosis.findings

    assert found[0].cause == slug
    assert found[0].strength >= Strength.MATCHED


def test_numbers_that_are_right_and_fail_point_at_what_the_input_hides(
    assistant: Assistant,
) -> None:
    right = assistant.known.dictionary(EXERCISE).right[NOTEBOOK]  # type: ignore[union-attr]
    text = f"dW1 = {right['dW1']}\nAssertionError: Wrong values for dW1"

    causes = [
        f.cause for f in assistant.answer(Post(text=text, exercise=EXERCISE)).diagnosis.findings
    ]

    assert causes[:2] == ["recomputed-instead-of-cached", "hidden-test-uses-other-inputs"]


@pytest.mark.parametrize(
    "text",
    [
        "dW1 = [[nan inf] [-inf nan]]",
        "dW1 = [[1e400 2.5] [3.5 4.5]]",
        "dW1 = []\nAssertionError: Wrong values for dW1",
        "dW1 = [[...]]",
        "dW1 = [[1.5 ... 2.5]\n [... 3.5]]",
        "Wrong values for cost. nan != 2.04",
        "dW1 = [[1.5, 2.5], [3.5]]",
    ],
)
def test_odd_numbers_harm_nobody(assistant: Assistant, text: str) -> None:
    for exercise in (EXERCISE, "dls-c1-w2/propagate", "nlp-c2-w4/back_prop"):
        assert assistant.answer(Post(text=text, exercise=exercise)).text


@pytest.mark.parametrize(
    "text",
    ["pad = 1", "The size of A is 0 and it fails: A = 0.0", "cost = 0.0", "dZ1: 1 and it is wrong"],
)
def test_a_zero_or_a_one_is_no_fingerprint(assistant: Assistant, text: str) -> None:
    for exercise in (EXERCISE, "dls-c4-w1/conv_forward", "dls-c1-w2/propagate"):
        post = Post(text=f"{text}, AssertionError: Wrong values", exercise=exercise)

        assert not any("pasted" in one.saw for one in assistant.answer(post).diagnosis.findings)


def test_a_right_number_of_a_wrong_type_is_of_a_wrong_type(assistant: Assistant) -> None:
    text = "Z = -6.99908945068023 and AssertionError: You must cast the output to float"
    post = Post(text=text, exercise="dls-c4-w1/conv_single_step")

    assert assistant.answer(post).diagnosis.findings[0].cause == "wrong-type"


def test_a_whole_printout_is_told_the_first_line_that_differs(assistant: Assistant) -> None:
    right = assistant.known.dictionary(EXERCISE).right[NOTEBOOK]  # type: ignore[union-attr]
    text = f"dZ2 = {right['dZ2']}\ndW2 = {right['dW2']}\ndZ1 = {right['dZ1'] * 1.7 + 0.3}"

    (finding, *_) = assistant.answer(Post(text=text, exercise=EXERCISE)).diagnosis.findings

    assert finding.cause is None
    assert finding.fills["step"] == "`dZ1`"


def test_the_separating_question_separates(assistant: Assistant) -> None:
    known = assistant.known.dictionary("dls-c1-w2/propagate")
    assert known is not None
    rng, tried, apart = random.Random(4), 0, 0
    for _ in range(400):
        number, variant = rng.randrange(len(known.mistakes)), rng.choice(list(known.right))
        wrong = known.under(variant, number)
        pasted = PrintedArray("cost", (round(float(np.ravel(wrong.get("cost", 0.0))[0]), 6),), ())
        found = [one for one in look_up(known, [pasted]) if one.variant == variant]
        slugs = {known.mistakes[n].slugs for n in found[0].mistakes} if found else set()
        if len(slugs) < 2 or number not in found[0].mistakes:
            continue
        name = separating(known, variant, found[0].mistakes, (*found[0].right, *found[0].wrong))
        if name is None:
            continue
        tried += 1
        told = [n for n in found[0].mistakes if same(known.under(variant, n), wrong, name)]
        apart += len({known.mistakes[n].slugs for n in told}) < len(slugs)
    assert tried >= 5
    assert apart >= 0.9 * tried


def same(one: dict[str, np.ndarray], other: dict[str, np.ndarray], name: str) -> bool:
    """A value is the same under two mistakes."""
    left, right = np.asarray(one.get(name)), np.asarray(other.get(name))
    return left.shape == right.shape and bool(np.allclose(left, right, atol=1e-6))


def test_generated_posts_are_named(assistant: Assistant) -> None:
    names = [name for name in assistant.exercises if name.startswith(("dls-c1-w3", "dls-c1-w4a"))]
    hits = []
    for one in posts(assistant.known.dictionary, names, random.Random(11), 1):
        found = assistant.answer(Post(text=one.text, exercise=one.exercise)).diagnosis.findings
        hits.append(one.slugs[0] in [f.cause for f in found[:3]])
        if len(hits) == 60:
            break
    assert np.mean(hits) >= 0.9


@pytest.mark.parametrize(
    ("text", "label", "role"),
    [
        ("Later I get dW1 = [[1.5 2.25]\n [0.5 3.25]]", "dW1", "actual"),
        ("Wrong values for cost. [0.25 0.5] != 2.042", "cost", "actual"),
        ("Got: array([[0.25, 0.5]])", "Got", "actual"),
    ],
)
def test_arrays_are_read_as_they_are_pasted(
    assistant: Assistant, text: str, label: str, role: str
) -> None:
    from assistant.reading.arrays import printed_arrays

    found = printed_arrays(text)

    assert (found[0].label, found[0].role) == (label, role)


def test_the_expected_numbers_alone_name_the_exercise(assistant: Assistant) -> None:
    text = (
        "What can it be?\nW1 = [[ 1.65596813 -0.64337918 -0.55979452]\n"
        " [-1.10459138  0.83378486 -2.26991593]]\ninstead of\n"
        "W1 = [[ 1.63178673 -0.61919778 -0.53561312]\n [-1.08040999  0.85796626 -2.29409733]]"
    )

    diagnosis = assistant.answer(Post(text=text)).diagnosis

    assert diagnosis.report.exercise is None
    assert diagnosis.answers[0].entry == "missing-bias-correction"
