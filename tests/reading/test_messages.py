"""Every message of the courses' tests leads to the functions that print it, a kind, a variable."""

import json
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from assistant.reading import Catalogue, read
from assistant.reading.checks import Messages, checks_in
from assistant.types import Post, Raised
from assistant.wiring import Assistant

GENERAL = ("Not all tests were passed", "Unable to successfully run")
HINTS = ("norm for numerator", "{got} with relu", "forget to add b", "sigmoid", "Test 2 - {got}")
VARIABLE = ("dWaa", "yt_pred", "cache[", "v['", "dW1", "W1", "b2", "dj_dw", "n_H", "dA ", "cache['")


def messages(folder: Path) -> Iterator[tuple[str, str]]:
    """The id of each function that is not of this house's own, and each of its messages."""
    for file in sorted(folder.glob("*/facts.json")):
        for function, facts in json.loads(file.read_text(encoding="utf-8")).items():
            for message in facts.get("messages", ()):
                yield f"{file.parent.name}/{function}", message


@pytest.fixture(scope="module")
def known(assistant: Assistant) -> list[tuple[str, str]]:
    return list(messages(assistant.settings.knowledge_base / "exercises"))


def filled(message: str) -> str:
    """The message as a student sees it: each placeholder is a 3."""
    return re.sub(r"\{[^}]*\}", "3", message)


def test_every_message_leads_to_the_functions_that_print_it(
    assistant: Assistant, known: list[tuple[str, str]]
) -> None:
    lost, unkind, unnamed = [], [], []
    for function, message in known:
        report = assistant.road.read(Post(text=f"I get this:\nAssertionError: {filled(message)}"))
        if function not in report.candidates:
            lost.append((function, message, report.candidates))
        kinds = {one.kind for one in report.checks} - {"other"}
        if not kinds and not any(words in message for words in (*GENERAL, *HINTS)):
            unkind.append((function, message))
        named = {one.variable for one in report.checks if one.variable}
        if not named and any(f" {name}" in message for name in VARIABLE):
            unnamed.append((function, message))
    assert len(known) >= 300
    assert (lost, unkind, unnamed) == ([], [], [])


def test_a_message_of_one_function_alone_names_the_exercise(
    assistant: Assistant, known: list[tuple[str, str]]
) -> None:
    counts: dict[str, set[str]] = {}
    for function, message in known:
        counts.setdefault(message, set()).add(function)
    alone = [(f, m) for f, m in known if len(counts[m]) == 1 and f in assistant.exercises]
    telling = [(f, m) for f, m in alone if len(m) > 24]
    found = [assistant.road.read(Post(text=filled(m))).exercise == f for f, m in telling]

    assert sum(found) / len(found) >= 0.9, [
        one for one, hit in zip(telling, found, strict=True) if not hit
    ]


def test_no_catalogue_no_candidates() -> None:
    nothing = Catalogue({}, {})

    assert read(Post(text="Wrong values for dW1"), nothing).candidates == ()


def test_a_message_is_told_only_where_all_of_it_stands_in_its_order() -> None:
    messages = Messages(["Error: Wrong shape", "Wrong {name} mean. Expected: {a} got {b}", "{got}"])

    assert messages.told("AssertionError: Wrong shape. Error: Wrong shape") == {
        "Error: Wrong shape"
    }
    assert messages.told("TypeError: Wrong shape") == set()
    assert messages.told("Wrong Z mean. Expected: 1 got 2") == {
        "Wrong {name} mean. Expected: {a} got {b}"
    }
    assert messages.told("mean. Expected: 1 got 2, Wrong Z") == set()
    assert Messages([]).told("Error: Wrong shape") == set()


def test_a_message_that_ends_in_a_name_is_not_the_beginning_of_another() -> None:
    messages = Messages(["Wrong values for a", "Test 1 - n_H is wrong{got}"])

    assert messages.told("AssertionError: Wrong values for a") == {"Wrong values for a"}
    assert messages.told("AssertionError: Wrong values for a_next") == set()
    assert messages.told("AssertionError: Wrong values for all") == set()
    assert messages.told("Test 1 - n_H is wrong5") == {"Test 1 - n_H is wrong{got}"}


@pytest.mark.parametrize(
    ("line", "kind", "variable"),
    [
        ("AssertionError: Wrong values for a", "values", "a"),
        ("Wrong shape for a. Expected: ((7, 8, 13)) != (8, 13)", "shape", "a"),
        ("Wrong values. Check you formulas for v['dW1']", "values", "v_dW1"),
        ("Wrong values. Check you formulas for s_corrected['db2']", "values", "s_corrected_db2"),
        ("Wrong values. Check you formulas for parameters['W1']", "values", "W1"),
        ("Wrong shape for cache[6](cct). (7, 8) != (8, 7)", "shape", "cct"),
        ("Wrong shape in cache->a_prev", "shape", "a_prev"),
        ("Problem 2 in yt_pred expression. Related to a_next?", "values", "yt_pred"),
        ("Problem with dWaa. Set a_min to -mValue in the np.clip call", "values", "dWaa"),
        ("len(cache) must be T_x = 13", "shape", "cache"),
        ("Wrong values. Check the indexes used to form the mini batches", "values", ""),
    ],
)
def test_a_check_is_read_with_its_kind_and_variable(line: str, kind: str, variable: str) -> None:
    (found,) = checks_in("", [Raised("AssertionError", line)], [])

    assert (found.kind, found.variable) == (kind, variable)


def test_an_article_is_no_variable() -> None:
    assert [one.variable for one in checks_in("I get wrong values for a few entries", [], [])] == []


def test_an_assertion_of_a_shape_that_is_quoted_is_a_check_of_it(assistant: Assistant) -> None:
    report = assistant.road.read(Post(text="AssertionError: assert (A2.shape == (1, m))"))

    assert [(one.kind, one.variable) for one in report.checks] == [("shape", "A2")]
