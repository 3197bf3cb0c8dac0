"""Recorded numbers name the exercise that prints them, a few in common are chance."""

import math

from assistant.exercise.printed import Printed

FACTS = {
    "course/one": {"cases": [{"expected": {"dW1": [[0.00301023, -0.00747267], [0.0025, 1.0]]}}]},
    "course/other": {"cases": [{"expected": {"0.A": [0.00301023, 0.41791, 1.5]}}]},
    "course/unknown": {"cases": [{"expected": {"A": [0.12345678, 0.41791, 0.3333]}}]},
}
PRINTED = Printed(FACTS, ["course/one", "course/other"])
ONE = {"course/one": {"cases": [{"expected": {"W": [0.12345678, -4.1791, 3.333e-05]}}]}}


def test_numbers_printed_with_fewer_digits_are_the_same_ones() -> None:
    assert Printed(ONE, ONE).by([0.1235, -4.179, 3.333e-05, math.nan]) == ["course/one"]


def test_a_few_numbers_in_common_are_chance() -> None:
    assert PRINTED.by([0.00301023, -0.00747267]) == []


def test_halves_and_wholes_name_nothing_nor_does_an_exercise_that_is_not_known() -> None:
    assert PRINTED.by([1.0, 1.5, 0.0025, 0.12345678, 0.3333]) == []
