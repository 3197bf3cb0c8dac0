"""A labelled case names nobody, holds code only where that was asked, and can be evaluated."""

import json

import pytest
from sqlalchemy.engine import Engine

from assistant.entrypoints.batch.diagnosing import diagnose_one
from assistant.entrypoints.evaluating import evaluated
from assistant.errors import UnreadableInput
from assistant.mentoring.acts import Acts
from assistant.mentoring.anonymous import code_of_nobody, text_of_nobody, without_code
from assistant.mentoring.cases import Cases, Correction
from assistant.wiring import Assistant
from tests.stories import EXERCISE, POST, TITLE, WRONG

CHATTY = """[quote="Kim, post:3, topic:4711"]
Hi @ana_k, see [my topic](https://forum.example/t/4711/3) or www.example.org/x?y=1.
[/quote]
I am Kim, kim.lee@example.org. dW1 is wrong, A @ B is not it."""


def test_names_links_and_posts_are_taken_out() -> None:
    text = text_of_nobody(CHATTY, "kim")

    for gone in ("Kim", "ana_k", "4711", "http", "example", "www"):
        assert gone not in text
    assert "see my topic" in text
    assert "dW1 is wrong, A @ B is not it." in text


def test_code_keeps_its_lines_and_its_products() -> None:
    code = "# by @kim, https://x.example\n@staticmethod\ndef f(A):\n    return (A)@A  # Kim's"

    assert code_of_nobody(code, "Kim") == (
        "# by @kim, https://x.example\n".replace("@kim", "someone").replace("https://x.example", "")
        + "@staticmethod\ndef f(A):\n    return (A)@A  # someone's"
    )


@pytest.mark.parametrize(
    "post",
    [
        f"dW1 is wrong.\n```python\n{WRONG}```\nWhy?",
        f"dW1 is wrong.\n\n{WRONG}\nWhy?",
        "dW1 is wrong.\ndZ1 = np.dot(np.dot(W2.T, dZ2), 1 - np.dot(A1.T, A1))\nWhy?",
        "dW1 is wrong.\n```\n----> 9     dZ1 = np.dot(np.dot(W2.T, dZ2), A1)\n     10     dW1 = dZ1\nAssertionError: Wrong values for dW1\n```\nWhy?",
    ],
)
def test_a_post_without_code_keeps_the_words(post: str) -> None:
    text = without_code(post)

    assert "np.dot" not in text
    assert "dZ1" not in text
    assert text.startswith("dW1 is wrong.")
    assert text.endswith("Why?")


def test_printed_values_and_numbers_in_words_stay() -> None:
    post = "dW1 = [[ 0.3 0.4]]\n 0.1 0.2\n3 of my outputs are right"
    assert without_code(post) == post


def test_code_is_kept_only_where_it_was_asked(engine: Engine) -> None:
    cases = Cases(engine)
    given = Correction("dot-instead-of-elementwise", "9", TITLE, POST, WRONG, EXERCISE)

    bare = cases.correct(given, who="ana", student="kim")
    full = cases.correct(Correction(**{**vars(given), "keep_code": True}), who="ana")

    first, second = cases.all()
    assert (first["id"], second["id"]) == (bare, full)
    assert "code" not in first
    assert "lines" not in first
    assert second["code"] == WRONG
    assert second["lines"] == [9]
    (corrected, _) = Acts(engine).since(0)
    assert (corrected.who, corrected.after, corrected.student) == ("ana", bare, "kim")


def test_what_is_kept_can_be_evaluated(engine: Engine, assistant: Assistant) -> None:
    cases = Cases(engine)
    given = Correction("dot-instead-of-elementwise", "9", TITLE, POST, WRONG, EXERCISE, True)
    cases.correct(given, who="ana")
    read = [json.loads(json.dumps(one)) for one in cases.all()]

    found = evaluated(assistant, [(one["id"], one) for one in read])

    assert (found["labelled"], found["line_first"]) == (1, 1.0)
    assert diagnose_one(assistant, "x", read[0])["exercise"] == EXERCISE


@pytest.mark.parametrize(
    ("cause", "lines"), [("", ""), ("two words", ""), ("a/../b", ""), ("x" * 101, ""), ("ok", "9; DROP")]
)  # fmt: skip
def test_what_is_no_cause_or_no_line_is_said(engine: Engine, cause: str, lines: str) -> None:
    with pytest.raises(UnreadableInput):
        Cases(engine).correct(Correction(cause, lines), who="ana")
    assert list(Cases(engine).all()) == []
