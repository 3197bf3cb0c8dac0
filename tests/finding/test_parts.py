"""Parts of arrays and entries of dictionaries, as the notebooks print them, name the mistake."""

import re

import numpy as np
import pytest

from assistant.exercise.dictionary import Dictionary
from assistant.exercise.lookup import part, plain
from assistant.types import Post, Strength
from assistant.wiring import Assistant

NOTEBOOK = "notebook (2017 and 2021+)"
NEWER = "notebook and public_tests (2021+)"
GRADIENTS = ('gradients["dWax"][3][1]', 'gradients["dba"][4]', 'gradients["dWaa"][1][2]')
PRINTS = {
    "dls-c5-w1/rnn_cell_forward": (NOTEBOOK, ("a_next[4]", "yt_pred[1]")),
    "dls-c5-w1/rnn_forward": (NOTEBOOK, ("a[4][1]", "y_pred[1][3]")),
    "dls-c5-w1/lstm_cell_forward": (NOTEBOOK, ("a_next[4]", "c_next[2]", "yt[1]")),
    "dls-c5-w1/lstm_forward": (NOTEBOOK, ("a[4][3][6]", "y[1][4][3]", "c[1][2][1]")),
    "dls-c5-w1/rnn_cell_backward": ("notebook (2021+)", ('gradients["dxt"][1][2]', *GRADIENTS)),
    "dls-c5-w1/rnn_backward": (NOTEBOOK, ('gradients["dx"][1][2]', *GRADIENTS)),
    "dls-c2-w2/update_parameters_with_gd": (NEWER, ("W1", "b1", "W2", "b2")),
    "dls-c2-w2/update_parameters_with_momentum": (NEWER, ("W1", 'v["dW1"]', 'v["db1"]')),
    "dls-c2-w2/update_parameters_with_adam": (NEWER, ("W1", "b1", "W2", "b2")),
}
RNN, CELL = "dls-c5-w1/rnn_forward", "dls-c5-w1/rnn_cell_forward"
LSTM, LSTM_CELL = "dls-c5-w1/lstm_forward", "dls-c5-w1/lstm_cell_forward"
BACK, CELL_BACK = "dls-c5-w1/rnn_backward", "dls-c5-w1/rnn_cell_backward"
GD, MOMENTUM, ADAM = (
    f"dls-c2-w2/update_parameters_with_{one}" for one in ("gd", "momentum", "adam")
)
MISTAKES = [
    (RNN, "np.zeros(a0.shape)", "wrong-initialisation"),
    (RNN, "Waa @ a0 + Wax @ xt + ba", "loop-reuses-first-input"),
    (RNN, "x[:, :, 0]", "loop-reuses-first-input"),
    (RNN, "Wya @ before + by", "wrong-variable"),
    (CELL, "z", "missing-activation"),
    (CELL, "Waa.T @ a_prev", "wrong-transpose"),
    (CELL, "exps / (1 + exps)", "wrong-activation"),
    (CELL, "np.sum(exps)", "missing-axis"),
    (LSTM, "np.zeros(a0.shape)", "wrong-initialisation"),
    (LSTM, "np.concatenate((a0, xt))", "loop-reuses-first-input"),
    (LSTM, "ft * c0 + it * cct", "loop-reuses-first-input"),
    (LSTM, "it * c + ft * cct", "wrong-variable"),
    (LSTM_CELL, "it * c_prev + ft * cct", "wrong-variable"),
    (LSTM_CELL, "np.tanh(c_prev)", "wrong-variable"),
    (LSTM_CELL, "c_next", "missing-activation"),
    (BACK, "da[:, :, t]", "missing-upstream-gradient"),
    (BACK, "t0", "wrong-accumulation"),
    (CELL_BACK, "1 - np.tanh(a_next) ** 2", "wrong-activation-derivative"),
    (CELL_BACK, "np.sum(dtanh, axis=1)", "missing-keepdims"),
    (GD, "-(learning_rate * gradient)", "sign-error"),
    (GD, "gradient", "learning-rate-left-out"),
    (MOMENTUM, "(1 - beta) * before + beta * gradient", "wrong-formula"),
    (MOMENTUM, "learning_rate * gradient", "wrong-variable"),
    (ADAM, "v", "missing-bias-correction"),
    (ADAM, "s / (1 - beta2)", "missing-bias-correction"),
    (ADAM, "v / (1 - beta2 ** t)", "wrong-variable"),
    (ADAM, "v / np.sqrt(root**2 + epsilon)", "misplaced-parentheses"),
    (ADAM, "gradient", "wrong-formula"),
]


def dictionary_of(assistant: Assistant, exercise: str) -> Dictionary:
    known = assistant.known.dictionary(exercise)
    assert known is not None
    return known


def notebook(known: Dictionary, exercise: str, text: str) -> str:
    """What the cell prints under one mistake, with the settings of a notebook."""
    variant, labels = PRINTS[exercise]
    alone = [several[0].text if len(several) == 1 else "" for several in known.formulas]
    values = known.under(variant, alone.index(text))
    lines = []
    for label in labels:
        bare = label.partition("[")[0] if "'" not in label and '"' not in label else label
        wanted = {plain(bare), plain(re.sub(r"\W+", "_", re.sub(r"\[\d+\]", "", bare)).strip("_"))}
        name = next(one for one in known.outputs if plain(one) in wanted)
        index = tuple(int(number) for number in re.findall(r"\[(\d+)\]", label))
        lines.append(f"{label} = \n {part(values[name], index)}")
    return "\n".join(lines)


@pytest.mark.parametrize(("exercise", "formula", "cause"), MISTAKES)
def test_what_a_cell_prints_names_the_mistake(
    assistant: Assistant, exercise: str, formula: str, cause: str
) -> None:
    text = notebook(dictionary_of(assistant, exercise), exercise, formula)

    found = assistant.answer(Post(text=f"I get\n{text}", exercise=exercise)).diagnosis.findings

    assert found[0].cause == cause, text
    assert found[0].strength >= Strength.MATCHED


def test_a_state_that_starts_from_zeros_is_proved_by_two_printed_parts(
    assistant: Assistant,
) -> None:
    """Numbers of a real post: the first state is zero where a0 is meant."""
    text = (
        "rnn_forward prints a[4][1] = [-0.93013738 0.991315 -0.98694298 -0.99723276], "
        "a.shape = (5, 10, 4), y_pred[1][3] = [0.0440187 0.41032346 0.01401205 0.42558194], "
        "caches[1][1][3] = [-1.1425182 -0.34934272 -0.20889423 0.58662319] and then\n"
        "--> 80 assert np.allclose(a[5, 2, 2:6], [0.99999291, 0.99332189, 0.9921928]), ...\n"
        "AssertionError: Wrong values for a"
    )

    (first, *_) = assistant.answer(Post(text=text)).diagnosis.findings

    assert (first.cause, first.strength, first.steps) == (
        "wrong-initialisation",
        Strength.PROVED,
        ("a0",),
    )


@pytest.mark.parametrize("exercise", [RNN, LSTM])
def test_what_is_kept_for_the_way_back_is_looked_up_in_its_place(
    assistant: Assistant, exercise: str
) -> None:
    known = dictionary_of(assistant, exercise)
    right = known.right[NOTEBOOK]
    text = f"caches[1][1][1] = {right['x'][1][1]}\na[4][1] = {right['a'][4][1] * 1.5}"

    (first, *_) = assistant.answer(Post(text=text, exercise=exercise)).diagnosis.findings

    assert first.fills["variable"] == "`a`"
    assert "1.5 times" in first.saw


def test_what_the_first_notebooks_printed_was_a_mistake_that_we_list(assistant: Assistant) -> None:
    adam = dictionary_of(assistant, ADAM)
    text = [several[0].text for several in adam.formulas if len(several) == 1]
    wrong = adam.under("notebook (2017), t = 2 and the defaults", text.index(MISTAKES[-2][1]))
    lstm = dictionary_of(assistant, "dls-c5-w1/lstm_backward")
    pair = ("missing-upstream-gradient", "missing-upstream-gradient")
    behind = [
        lstm.under("notebook (2021+)", number)["dx"][1][2]
        for number, one in enumerate(lstm.mistakes)
        if one.slugs == pair
    ]

    assert np.allclose(wrong["W2"][2], [1.14121081, -1.09245036, -0.16498684], atol=1e-8)
    old = [-0.00173313, 0.08287442, -0.30545663, -0.43281115]
    assert any(np.allclose(one, old, atol=1e-8) for one in behind)
