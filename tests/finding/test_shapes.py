"""What two shapes in a message speak for, and where they must keep silent."""

import pytest

from assistant.finding.shapes import Shapes, relations
from assistant.types import NOT_RUN, Post, Report

TABLE = [
    ("shapes (4,3) and (4,3) not aligned: 3 (dim 1) != 4 (dim 0)", "dot-instead-of-elementwise"),
    ("shapes (1,7) and (1,7) not aligned: 7 (dim 1) != 1 (dim 0)", "wrong-transpose"),
    ("shapes (4,3) and (2,3) not aligned", "wrong-transpose"),
    ("ValueError: shapes (3,5) and (3,4) not aligned: 5 (dim 1) != 3 (dim 0)", "wrong-transpose"),
    ("shapes (4,5) and (3,4) not aligned: 5 (dim 1) != 3 (dim 0)", "operands-swapped"),
    ("shapes (15,748) and (784,1) not aligned", "hardcoded-dimensions"),
    ("shapes (1,4) and (2,3) not aligned: 4 (dim 1) != 2 (dim 0)", "global-variable-used"),
    ("shapes (3,) and (4,3) not aligned: 3 (dim 0) != 4 (dim 0)", "rank-1-array"),
    ("operands could not be broadcast together with shapes (3,4) (4,5)", "elementwise-instead-of-dot"),
    ("operands could not be broadcast together with shapes (2,5) (2,)", "rank-1-array"),
    ("operands could not be broadcast together with shapes (3,5) (5,3)", "wrong-transpose"),
    ("Wrong shape for dw. (3, 4) != (3, 1)", "elementwise-instead-of-dot"),
    ("Wrong shape for db1. (1, 4) != (3, 1)", "wrong-axis"),
    ("Wrong shape for db. () != (3, 1)", "missing-axis"),
    ("Wrong shape for w. (2,) != (2, 1)", "missing-keepdims"),
    ("Wrong shape for cost: (1, 1) != ()", "cost-not-scalar"),
    ("the shape of W1 is (2, 4) instead of (4, 2)", "wrong-transpose"),
    ("np.dot for the cost: a dimension mismatch of (1, 7) and (1, 7)", "wrong-transpose"),
    ("dw comes out as (3, 4) where the test wants (3, 1)", "elementwise-instead-of-dot"),
    ("b1 should be (4, 1) and mine is (4,)", "missing-keepdims"),
    ("Wf has (5, 9), dxt must be (4, 10). I get (9, 10) instead of (4, 10)", "wrong-slice"),
    ("dW1 is (3, 1) and must be (3, 5)", "summed-matrix-in-gradient"),
    ("dW2 is (1, 1), expected (1, 4)", "missing-axis"),
]  # fmt: skip


@pytest.mark.parametrize(("message", "cause"), TABLE)
def test_shapes_speak_for_a_cause(message: str, cause: str) -> None:
    found = list(Shapes()(Report(Post(text=f"My line fails. {message}")), NOT_RUN))
    findings = [one for one in found if one.cause]

    assert max(findings, key=lambda one: one.confidence).cause == cause


@pytest.mark.parametrize(
    "text",
    [
        "",
        "W1 has shape (4, 2) and X has shape (2, 3).",
        "the picture is aligned (4, 3)",
        "shapes (four, three) and (4) not aligned",
        "Wrong shape for W1. (4, 2) != (4, 2)",
        "operands could not be broadcast together with shapes (4,2) (5,3)",
        "np.dot of the shapes (3, 4) and (4, 2) gives (3, 2) as expected.",
        "My dW has shape (3, 5), as it should be. A_prev is (5, 4).",
        "a matrix product with no dimension mismatch of (3, 4) and (4, 2)",
    ],
)
def test_shapes_that_say_nothing_are_silent(text: str) -> None:
    assert list(relations(text)) == []


def test_the_sentence_names_the_shapes_and_no_line_to_paste() -> None:
    report = Report(Post(text="shapes (5,3) and (5,10) not aligned"))

    relation, finding = Shapes()(report, NOT_RUN)

    assert relation.cause is None
    assert (
        relation.saw
        == finding.saw
        == "(5, 3) and (5, 10): the first sides agree, not the inner ones."
    )
