"""What is not about these courses is not answered without a person, whatever exception it names."""

from dataclasses import replace

import pytest

from assistant.subject import plainly_asks
from assistant.types import Post
from assistant.wiring import Assistant

FOREIGN = [
    "IndexError: list index out of range for sys.argv[1] in my script, it is for a job interview",
    "PyTorch: TypeError: unsupported operand type(s) for *: 'NoneType' and 'float' in p.data -= p.grad * lr",
    "TypeError: 'list' object is not callable in my flask app, I called a variable list earlier",
    "FileNotFoundError: train.csv on Kaggle",
    "RecursionError: maximum recursion depth exceeded in my Django model",
    "Is a vectorizer in Weaviate faster than pgvector, and can it be optimized?",
    "What is the KV cache in transformers and why is caching used in inference?",
    "Why are random seeds used to initialize parameters in Stable Diffusion?",
    "There is no week left of my trial, and I was charged. Please refund me.",
    "There is no week in which I did not enjoy this! Thanks a lot.",
    "TypeError: can only concatenate str (not 'int') to str, when the payroll adds the bonus",
]


@pytest.mark.parametrize("text", FOREIGN)
def test_another_trade_goes_to_a_person(assistant: Assistant, text: str) -> None:
    assert assistant.answer(Post(text=text)).diagnosis.abstained


@pytest.mark.parametrize(
    "text",
    [
        "In my function dZ1 is not divided by m, only dW1 and db1 are. Wrong shape for db1 is the message.",
        "dZ is A2 - Y and was never multiplied by 1/m, dW2 is wrong all the same.",
    ],
)
def test_what_is_denied_is_not_said(assistant: Assistant, text: str) -> None:
    diagnosis = assistant.answer(Post(text=text)).diagnosis

    assert diagnosis.abstained or diagnosis.answers[0].entry != "double-1-over-m"


def test_thanks_get_no_list_of_mistakes(assistant: Assistant) -> None:
    text = assistant.answer(Post(text="Thanks!")).text

    assert not any(entry.title in text for entry in assistant.entries.values())


@pytest.mark.parametrize(
    "text",
    [
        "In the lecture dZ[1] has the dimensions (n1, 1). I think it is a typo, could the staff check?",
        "There is a mistake in the video about backprop: dW[2] = dZ[2] A[2].T, why A[2]?",
    ],
)
def test_a_mistake_of_the_course_is_for_its_staff(assistant: Assistant, text: str) -> None:
    assert assistant.answer(Post(text=text)).diagnosis.abstained


def test_a_size_out_of_ones_own_code_is_no_plain_question(assistant: Assistant) -> None:
    asked = Post(text="Why is D1 = np.random.rand(A1.shape[0], 1) no good mask in dropout?")

    assert not plainly_asks(assistant.road.read(asked))


def test_who_only_thanks_is_asked_nothing(assistant: Assistant) -> None:
    reply = assistant.answer(Post(title="Thank you!", text="Finished the course, thanks to all."))

    assert reply.diagnosis.ask
    assert reply.diagnosis.ask not in reply.text
    assert "cannot tell" not in reply.text


def test_who_asks_why_is_not_told_that_something_is_wrong(assistant: Assistant) -> None:
    text = "Why is db summed and dW not, when both are averages of the examples?"
    unsure = replace(assistant.answer(Post(text=text)).diagnosis, abstained=True)

    assert "what is wrong" not in assistant.road.write(unsure).text
