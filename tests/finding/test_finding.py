"""Each kind of evidence, first where it must keep silent."""

import numpy as np
import pytest

from assistant.finding.described import described
from assistant.finding.index import analyse
from assistant.finding.logic import Logic
from assistant.finding.reader import kernel, left_out
from assistant.finding.signatures import Signatures
from assistant.finding.similar import Similar, harder
from assistant.finding.trial import from_trial
from assistant.library.examples import NONE, load_examples
from assistant.types import NOT_RUN, Check, Fault, Post, Raised, Report, Strength, Trial
from assistant.wiring import Assistant
from tests.stories import EXERCISE, POST, TITLE

LOGIC = Logic(
    lambda name: ("dW1", "dW2"),
    lambda name: {"dW2": ("dZ2", "dW2"), "dW1": ("dZ2", "dZ1", "dW1")} if name == EXERCISE else {},
)


def said(text: str, title: str = "") -> Report:
    """A report of prose alone."""
    return Report(Post(title=title, text=text), prose=text)


@pytest.mark.parametrize(
    "text",
    [
        "Thank you all!",
        "When is the exam?",
        "dW1 is fine.",
        "I like dot products.",
        "dZ1 = np.dot(W2.T, dZ2) * (1 - np.power(A1, 2)) fails with an error",
        "dZ1 = np.multiply(np.dot(W2.T, dZ2), (1 - np.power(A1, 2)))",
        "db1: the sum of dZ1 over axis 1, times 1/m",
        "My output does not match the expected one. AssertionError: Wrong values for dW1",
        "I restarted the kernel, which did not fix it.",
        "I do not use a global variable.",
        "'float' object is not callable",
        "How can I get rid of the error in dZ2 = A2 - Y?",
        "How do I mend the error in dA_prev = np.dot(W.T, dZ)?",
        "dA_prev = np.dot(W.T, dZ) is what I have",
        "g1_prime and z1: is it evaluated at z1 before the product?",
    ],
)
def test_nothing_is_described_in_chat(text: str) -> None:
    assert list(described(said(text), NOT_RUN)) == []


@pytest.mark.parametrize(
    ("text", "slug"),
    [
        (POST, "dot-instead-of-elementwise"),
        ("No module named 'planar_utils'", "missing-helper-file"),
        ("'numpy.ndarray' object is not callable", "parentheses-instead-of-brackets"),
        ("Why is dZ = A - Y in the slides?", "why-dZ-is-A-minus-Y"),
        ("Where does the formula for dA_prev come from? How to derive dA_prev", "where-dA-prev-comes-from"),
        ("Why the transpose in dz[1] = W[2]T dz[2]?", "where-dA-prev-comes-from"),
        ("dA_prev = W.T dZ: where is it shown?", "where-dA-prev-comes-from"),
        ("How to know whether * or np.dot is meant", "elementwise-versus-dot-product"),
        ("How can W x, a matrix, be added to b, a column?", "why-broadcast-bias"),
        ("My dZ1 is the product, multiplied by 1/m", "double-1-over-m"),
        ("overflow encountered in exp", "exp-overflow"),
        ("g1' and Z1 are of one size, how can I take their matrix product", "function-read-as-product"),
    ],
)  # fmt: skip
def test_what_is_described_is_found(text: str, slug: str) -> None:
    assert slug in [finding.cause for finding in described(said(text), NOT_RUN)]


def test_right_outputs_clear_what_they_rest_on() -> None:
    report = Report(Post(), exercise=EXERCISE, passing=("dW2",), failing=("dW1",))

    (finding,) = LOGIC(report, NOT_RUN)

    assert finding.fills == {"step": "`dZ1`"}


@pytest.mark.parametrize(
    ("passing", "saw"),
    [
        (("dW2",), "dW2 passes, and dW1 does not; with that, dZ2 is right, too: look at dZ1 first"),
        (
            (),
            "dW2 should be right, since the course's test looks at it before dW1; with that, dZ2 is right, too: look at dZ1 first",
        ),
    ],
)
def test_what_a_test_looked_at_before_it_failed_is_told_as_deduced(
    passing: tuple[str, ...], saw: str
) -> None:
    check = Check("values", "dW1", "Wrong values for dW1")
    logic = Logic(lambda name: ("dW2", "dW1"), LOGIC.ancestors)
    report = Report(Post(), exercise=EXERCISE, checks=(check,), failing=("dW1",), passing=passing)

    (finding,) = logic(report, NOT_RUN)

    assert finding.saw == saw


def test_where_the_order_of_the_checks_is_not_known_nothing_is_deduced(
    assistant: Assistant,
) -> None:
    id = "dls-c5-w1/rnn_cell_backward"
    outputs = tuple(assistant.known.ancestors(id))
    check = Check("values", outputs[-1], f"Wrong values for {outputs[-1]}")
    report = Report(Post(), exercise=id, checks=(check,), failing=outputs[-1:])

    assert list(Logic(assistant.known.order, assistant.known.ancestors)(report, NOT_RUN)) == []


def test_logic_keeps_silent_after_a_run_of_the_function() -> None:
    report = Report(Post(), exercise=EXERCISE, passing=("dW2",), failing=("dW1",))
    assert list(LOGIC(report, Trial("incorrect"))) == []
    assert list(LOGIC(report, Trial("ran"))) == list(LOGIC(report, NOT_RUN)) != []


def test_a_signature_fills_the_blanks(assistant: Assistant) -> None:
    raised = Raised("NameError", "name 'Wx' is not defined", 4)
    (finding,) = Signatures(assistant.entries)(Report(Post(), raised=(raised,)), NOT_RUN)

    assert finding.cause == "undefined-name"
    assert finding.fills == {"name": "Wx", "line": "line 4"}


def test_a_message_that_several_share_speaks_less_for_each(assistant: Assistant) -> None:
    raised = Raised("ValueError", "shapes (4,3) and (4,3) not aligned: 3 (dim 1) != 4 (dim 0)")
    found = list(Signatures(assistant.entries)(Report(Post(), raised=(raised,)), NOT_RUN))

    assert len(found) == 2
    assert all(finding.confidence < 0.5 for finding in found)


def test_a_proved_fault_is_a_proved_finding() -> None:
    fault = Fault("dZ1", 9, 9, "dZ1", "wrong-variable", proved=True, confidence=0.99)
    (finding,) = from_trial(Report(Post()), Trial("incorrect", faults=(fault,)))

    assert finding.strength is Strength.PROVED
    assert finding.fills["line"] == "line 9"


def test_right_code_that_fails_elsewhere_is_course_life() -> None:
    raised = Raised("AssertionError", "Wrong values for dW1")
    causes = [one.cause for one in from_trial(Report(Post(), raised=(raised,)), Trial("correct"))]

    assert causes == ["stale-kernel", "hidden-test-uses-other-inputs"]
    assert list(from_trial(Report(Post()), Trial("correct"))) == []


def test_an_example_left_out_is_still_near_its_slug(assistant: Assistant) -> None:
    examples = load_examples(assistant.settings.knowledge_base / "examples")
    similar = Similar(assistant.entries, examples, assistant.road.read, assistant.settings.cache)
    alone = left_out(kernel(similar.index), similar.slugs, similar.reader.classes)
    order = np.argsort(-alone, axis=1)
    right = [
        slug in [similar.reader.classes[place] for place in order[row][:3]]
        for row, slug in enumerate(similar.slugs)
        if row >= len(assistant.entries) and slug != NONE
    ]
    assert np.mean(right) >= 0.7


def test_a_post_is_not_compared_with_a_single_slug(assistant: Assistant) -> None:
    """As in a knowledge base that somebody begins."""
    one = {"exp-overflow": assistant.entries["exp-overflow"]}
    report = assistant.road.read(Post(text="My softmax gives nan for large numbers."))

    assert list(Similar(one, [], assistant.road.read)(report, NOT_RUN)) == []


def test_identifiers_shapes_and_numbers_are_normalised() -> None:
    tokens = analyse("dA_prev (3, 4) 0.25")
    assert {"da_prev", "prev", "SHAPE", "NUM"} <= set(tokens)


def test_a_shape_with_one_axis_is_another_token_than_one_with_two() -> None:
    for text in ("(3,)", "(n, )", "( n_x ,)"):
        assert analyse(text)[0] == "AXIS"
    for text in ("(3, 4)", "(n, 1)", "(n_x,m)"):
        assert analyse(text)[0] == "SHAPE"
    assert not {"AXIS", "SHAPE"} & set(analyse("np.dot(W1, X)"))


def test_the_story_without_code_says_what_is_right(assistant: Assistant) -> None:
    reply = assistant.answer(Post(title=TITLE, text=POST))

    assert reply.diagnosis.answers[0].entry == "dot-instead-of-elementwise"
    assert "dW2 and db2 pass" in reply.text


def test_a_post_of_a_forum_is_harder_than_an_example() -> None:
    assert [round(harder(chance), 2) for chance in (0.0, 0.5, 0.9)] == [0.0, 0.25, 0.75]
    assert harder(1.0) < 1
