"""The leak guard knows a formula in every writing, and lets words and the student's own pass."""

from pathlib import Path

import pytest

from assistant.replying.formulas import fingerprints, normalised
from assistant.replying.guard import Guard, guarding
from assistant.wiring import Assistant, guard, shelf_of

SAME = [
    ["W2.T @ dZ2", "np.dot(W2.T, dZ2)", "numpy.matmul( W2.T,dZ2 )", "W2.T.dot(dZ2)",
     "np.transpose(W2) @ dZ2", "W2.transpose().dot(dZ2)", 'np.dot(parameters["W2"].T, dZ2)',
     "np.linalg.dot(W2.T, dZ2)"],
    ["dA1 * (1 - A1 ** 2)", "np.multiply(dA1, 1 - np.power(A1, 2))", "dA1*(1-np.square(A1))",
     "dA1 × (1 − cache['A1']**2)"],
    ["dZ2 @ A1.T / m", "1/m * np.dot(dZ2, A1.T)", "(1 / m) * dZ2.dot(A1.T)", "1./m*(dZ2 @ A1.T)",
     "np.dot(dZ2, A1.T) * (1.0 / m)", "dZ2 @ A1.T / batch_size"],
    ["dZ.sum(axis=1, keepdims=True)", "np.sum(dZ, axis = 1, keepdims = True)",
     "np.sum(dZ,axis=1,keepdims=True)/m"],
]  # fmt: skip


@pytest.mark.parametrize("several", SAME, ids=lambda several: several[0])
def test_equivalent_writings_are_the_same_tokens(several: list[str]) -> None:
    first, *others = (normalised(one) for one in several)

    assert all(other == first for other in others)


@pytest.mark.parametrize(
    "text",
    [
        "x = W.T @ dZ2\ndef dA1(W2, dZ2):\n    return W2.T @ dZ2",
        "put `np.dot(W2.T, dZ2)` there",
        "try W2.T.dot(dZ2), then go on",
        "it is np.matmul(np.transpose(parameters['W2']),\n    dZ2)",
        "dZ2 is `A2 - Y`",
        "dW2 = 1/m * np.dot(dZ2, cache['A1'].T)",
        "`dA1 * (1 - np.power(A1, 2))`",
    ],
)
def test_a_formula_of_a_reference_is_caught(assistant: Assistant, text: str) -> None:
    watching = guard(shelf_of(assistant.settings).files.values())

    assert watching.leaks(text)
    assert not watching.leaks(text, own=f"I wrote {text}, why is it wrong?")


def test_no_title_no_hint_and_no_derivation_is_caught(assistant: Assistant) -> None:
    watching = guard(shelf_of(assistant.settings).files.values())
    told = [
        text
        for entry in assistant.entries.values()
        for text in (entry.title, *entry.hints, entry.derivation)
    ]

    assert not [text for text in told if watching.leaks(text)]


def test_a_run_of_six_tokens_is_enough() -> None:
    watching = Guard(frozenset(fingerprints("cost = -total / n + bias * rate")))

    assert watching.leaks("and so cost = -total / n + bias gives it")
    assert not watching.leaks("the cost is the total over n")


def test_the_repair_of_the_trial_is_a_secret_too() -> None:
    watching = Guard(frozenset())

    repairs = fingerprints("ours = np.dot(mine, yours)")
    assert watching.leaks("write `mine @ yours`", repairs=repairs)
    assert not watching.leaks("multiply mine and yours", repairs=repairs)


def test_fingerprints_are_kept_by_content_and_made_again_where_broken(tmp_path: Path) -> None:
    sources = ["def cost(total, n):\n    return -total / n"]
    first = guarding(sources, tmp_path)
    (file,) = tmp_path.iterdir()

    assert guarding(sources, tmp_path).hashes == first.hashes
    file.write_bytes(b"broken")
    assert guarding(sources, tmp_path).hashes == first.hashes
    assert guarding([*sources, "x = y * z"], tmp_path).hashes > first.hashes
