"""The operations of a formula, partial terms of ours among them."""

from assistant.exercise.operations import BY_ELEMENT, PLUS, PRODUCT, SUM, operations
from assistant.library.exercises import shelf_of
from assistant.settings import Settings

EXERCISES = shelf_of(Settings()).exercises


def test_a_gradient_is_a_product_by_element_or_of_matrices_or_a_sum() -> None:
    known = operations(EXERCISES["dls-c1-w3/backward_propagation"])

    assert known["dZ1"] == {BY_ELEMENT}
    assert known["dW1"] == {PRODUCT}
    assert known["db1"] == {SUM}


def test_a_partial_term_counts_for_the_value_that_is_made_of_it() -> None:
    known = operations(EXERCISES["dls-c1-w3/forward_propagation"])

    assert known["Z1"] == {PRODUCT, PLUS}
    assert known["A1"] == set()


def test_a_number_or_a_count_of_examples_is_no_operand() -> None:
    assert operations(EXERCISES["dls-c1-w2/propagate"])["dw"] == {PRODUCT}


def test_a_convolution_multiplies_its_windows_by_element() -> None:
    known = operations(EXERCISES["dls-c4-w1/conv_backward"])

    assert known["dW"] == {BY_ELEMENT, SUM}
