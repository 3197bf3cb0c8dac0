"""A failed operation speaks for a cause only where the formula has no such operation."""

import pytest

from assistant.finding.formulas import Formulas
from assistant.types import NOT_RUN, Post, Raised, Report, Trial

KNOWN = {
    "dW": frozenset({"product"}),
    "Z": frozenset({"product", "plus"}),
    "gate": frozenset({"product", "by element"}),
    "dZ": frozenset({"by element"}),
}
FIND = Formulas(lambda exercise: KNOWN if exercise == "course/function" else {})


def report(text: str, line: str = "", exercise: str | None = "course/function") -> Report:
    raised = (Raised("ValueError", "x", text=line),) if line else ()
    return Report(Post(text=text), raised=raised, exercise=exercise)


@pytest.mark.parametrize(
    ("text", "line", "cause"),
    [
        ("Computing dW raises a broadcasting error.", "", "elementwise-instead-of-dot"),
        ("operands could not be broadcast together", "dW = a * b", "elementwise-instead-of-dot"),
        ("Error: could not be broadcast, at Z", "", "elementwise-instead-of-dot"),
        ("dZ: error, shapes (4,3) and (4,3) not aligned", "", "dot-instead-of-elementwise"),
    ],
)
def test_the_operation_that_the_formula_has_not_is_the_mistake(
    text: str, line: str, cause: str
) -> None:
    assert [one.cause for one in FIND(report(text, line), NOT_RUN)] == [cause]


@pytest.mark.parametrize(
    "text",
    [
        "dW: error, shapes (4,3) and (4,3) not aligned",
        "The gate cannot be broadcast.",
        "Does broadcasting happen in dW?",
        "could not broadcast input array from shape (3,) into shape (4,), at dW",
        "An error: it could not be broadcast.",
    ],
)
def test_it_is_silent_where_the_formula_has_it_or_nothing_failed(text: str) -> None:
    assert not list(FIND(report(text), NOT_RUN))


def test_it_is_silent_without_an_exercise_and_after_a_run() -> None:
    text = "Computing dW raises a broadcasting error."

    assert not list(FIND(report(text, exercise=None), NOT_RUN))
    assert not list(FIND(report(text), Trial("crashed")))
    assert list(FIND(report(text), Trial("ran")))  # a fragment, which says nothing


def test_a_sum_beside_the_product_may_be_what_does_not_broadcast() -> None:
    (of_product,) = FIND(report("Computing dW raises a broadcasting error."), NOT_RUN)
    (of_sum,) = FIND(report("Computing Z raises a broadcasting error."), NOT_RUN)

    assert of_sum.confidence < of_product.confidence
