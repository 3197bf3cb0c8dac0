"""Kinds of evidence are compared, never added, and below the bar we abstain."""

from dataclasses import replace

import pytest

from assistant.deciding import decide
from assistant.finding.trial import from_trial
from assistant.types import NOT_RUN, Crash, Finding, Output, Post, Raised, Report, Strength, Trial
from assistant.wiring import Assistant

REPORT = Report(Post(text="x"), failing=("dW1",), exercise="dls-c1-w3/backward_propagation")


def found(cause: str | None, strength: Strength, confidence: float) -> Finding:
    """A finding."""
    return Finding(cause, strength, confidence, "seen")


def test_a_weak_proof_beats_many_likenesses(assistant: Assistant) -> None:
    findings = [found("sign-error", Strength.SIMILAR, 0.99)] * 5
    findings.append(found("wrong-axis", Strength.PROVED, 0.6))

    diagnosis = decide(REPORT, Trial("incorrect"), findings, assistant.entries)

    assert diagnosis.answers[0].entry == "wrong-axis"
    assert not diagnosis.abstained


def test_a_mistake_is_never_posted_by_likeness_alone(assistant: Assistant) -> None:
    findings = [found("sign-error", Strength.SIMILAR, 0.99)]

    diagnosis = decide(REPORT, NOT_RUN, findings, assistant.entries)

    assert diagnosis.abstained
    assert diagnosis.ask is not None
    assert "dW1" in diagnosis.ask


def test_at_most_five_answers_each_once(assistant: Assistant) -> None:
    slugs = [*list(assistant.entries)[:8], *list(assistant.entries)[:8]]
    findings = [found(slug, Strength.MATCHED, 0.7) for slug in slugs]

    answers = decide(REPORT, NOT_RUN, findings, assistant.entries).answers

    assert len(answers) == 5
    assert len({answer.entry for answer in answers}) == 5


def test_nothing_found_is_an_abstention_with_a_question(assistant: Assistant) -> None:
    diagnosis = decide(Report(Post()), NOT_RUN, [], assistant.entries)

    assert diagnosis.abstained
    assert diagnosis.answers == ()
    assert diagnosis.ask


RAN = {
    "wrong": (Trial("incorrect", outputs=(Output("db2", "correct"), Output("dW2", "wrong-values"))), "before dW2"),
    "crash": (Trial("crashed", crash=Crash(Raised("ValueError", "no", 7))), "line 7"),
    "another function": (Trial("ran"), "the whole of backward_propagation"),
    "refused": (Trial("refused"), "the graded function alone"),
}  # fmt: skip


@pytest.mark.parametrize("name", RAN)
def test_of_code_that_was_run_only_what_its_author_knows_is_asked(
    assistant: Assistant, name: str
) -> None:
    trial, asked = RAN[name]
    report = Report(Post(code="x"), exercise="dls-c1-w3/backward_propagation")

    ask = decide(report, trial, [], assistant.entries).ask

    assert ask is not None
    assert asked in ask
    assert "error message" not in ask


def test_right_code_is_accused_of_no_mistake(assistant: Assistant) -> None:
    findings = [
        found("sign-error", Strength.MATCHED, 0.9),
        found("what-is-cache", Strength.SIMILAR, 0.5),
    ]

    diagnosis = decide(REPORT, Trial("correct"), findings, assistant.entries)

    assert diagnosis.answers == ()
    assert not diagnosis.abstained


def test_a_cause_without_an_entry_does_not_make_likeness_sure(assistant: Assistant) -> None:
    findings = [
        found("no-such-entry", Strength.MATCHED, 0.9),
        found("sign-error", Strength.SIMILAR, 0.5),
    ]

    assert decide(REPORT, NOT_RUN, findings, assistant.entries).abstained


@pytest.mark.parametrize(
    ("likest", "answered"),
    [
        (("why-divide-by-m", "sign-error"), True),
        (("sign-error", "why-divide-by-m"), False),
    ],
)
def test_an_idea_is_answered_only_where_it_is_also_the_likeliest_by_words(
    assistant: Assistant, likest: tuple[str, ...], answered: bool
) -> None:
    report = Report(Post(text="Why is dW divided by m?"), exercise=REPORT.exercise)
    findings = [
        found("why-divide-by-m", Strength.MATCHED, 0.7),
        *(found(slug, Strength.SIMILAR, 0.4 - place / 10) for place, slug in enumerate(likest)),
    ]

    diagnosis = decide(report, NOT_RUN, findings, assistant.entries)

    assert diagnosis.answers[0].entry == "why-divide-by-m"
    assert diagnosis.abstained is not answered


def test_who_asks_for_the_solution_gets_no_lead(assistant: Assistant) -> None:
    report = Report(Post(text="Can someone please solve this question?"))

    diagnosis = decide(
        report, NOT_RUN, [found("sign-error", Strength.SIMILAR, 0.5)], assistant.entries
    )

    assert diagnosis.abstained
    assert diagnosis.answers == ()


@pytest.mark.parametrize(
    ("likest", "abstained"),
    [
        (["wrong-axis"], False),
        (["sign-error", "rank-1-array", "wrong-axis"], False),
        (["sign-error", "rank-1-array", "wrong-slice", "wrong-axis"], True),
    ],
)
def test_a_match_is_posted_only_if_all_words_agree(
    assistant: Assistant, likest: list[str | None], abstained: bool
) -> None:
    findings = [found("wrong-axis", Strength.MATCHED, 0.9)]
    findings += [found(one, Strength.SIMILAR, 0.5 - n / 10) for n, one in enumerate(likest)]

    diagnosis = decide(REPORT, NOT_RUN, findings, assistant.entries)

    assert diagnosis.answers[0].entry == "wrong-axis"
    assert diagnosis.abstained is abstained


@pytest.mark.parametrize(("confidence", "abstained"), [(0.7, False), (0.6, True)])
def test_where_the_words_are_of_posts_for_a_person_a_match_must_be_surer(
    assistant: Assistant, confidence: float, abstained: bool
) -> None:
    findings = [
        found("wrong-axis", Strength.MATCHED, confidence),
        found(None, Strength.SIMILAR, 0.5),
    ]

    assert decide(REPORT, NOT_RUN, findings, assistant.entries).abstained is abstained


@pytest.mark.parametrize(
    ("text", "cause", "confidence", "abstained"),
    [
        ("Why is the bias a column in week 3?", "why-broadcast-bias", 0.7, False),
        ("Why is the bias a column in week 3?", "why-broadcast-bias", 0.5, True),
        ("Why is the bias a column in week 3?", "missing-keepdims", 0.9, True),
        ("The bias is a column in week 3.", "why-broadcast-bias", 0.7, True),
        ("Why is a row no column in pytorch?", "why-broadcast-bias", 0.7, True),
    ],
)
def test_of_likeness_alone_an_idea_is_told_to_who_plainly_asks_for_it(
    assistant: Assistant, text: str, cause: str, confidence: float, abstained: bool
) -> None:
    findings = [found(cause, Strength.SIMILAR, confidence)]

    diagnosis = decide(Report(Post(text=text)), NOT_RUN, findings, assistant.entries)

    assert diagnosis.abstained is abstained


def test_who_tells_of_a_failure_does_not_plainly_ask(assistant: Assistant) -> None:
    asked = Post(text="Why is the bias a column in week 3?")
    findings = [found("why-broadcast-bias", Strength.SIMILAR, 0.7)]

    assert decide(replace(REPORT, post=asked), NOT_RUN, findings, assistant.entries).abstained


def test_a_match_below_its_bar_does_not_outrank_the_words(assistant: Assistant) -> None:
    findings = [
        found("wrong-axis", Strength.MATCHED, 0.3),
        found("sign-error", Strength.SIMILAR, 0.4),
        found("wrong-axis", Strength.SIMILAR, 0.1),
    ]

    first, second = decide(REPORT, NOT_RUN, findings, assistant.entries).answers

    assert (first.entry, second.entry) == ("sign-error", "wrong-axis")
    assert second.strength is Strength.MATCHED
    assert second.confidence <= first.confidence


def test_of_code_that_does_not_end_the_words_say_nothing(assistant: Assistant) -> None:
    trial = Trial("timed-out")
    findings = [
        *from_trial(REPORT, trial),
        found("code-in-public", Strength.SIMILAR, 0.9),
    ]

    diagnosis = decide(REPORT, trial, findings, assistant.entries)

    assert [one.entry for one in diagnosis.answers] == ["did-not-finish"]
    assert not diagnosis.abstained
