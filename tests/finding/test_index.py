"""The index gives what scikit-learn's whole matrix gives, whatever row a term has."""

import numpy as np
import pytest
from sklearn.feature_extraction.text import TfidfVectorizer

from assistant.finding.index import FEWEST_DOCUMENTS, Index, analyse, fitted
from assistant.library.examples import load_examples
from assistant.wiring import Assistant

Asked = tuple[Index, list[str], list[str]]


@pytest.fixture(scope="module")
def asked(assistant: Assistant) -> Asked:
    """An index, its texts, and other texts to look up."""
    examples = load_examples(assistant.settings.knowledge_base / "examples")[::12]
    texts = [f"{one.title}\n{one.text}" for one in examples]
    return fitted(texts[:120]), texts[:120], [*texts[120:], "gradient gradient", "qqqq"]


def test_a_similarity_is_the_cosine_of_the_whole_vectors(asked: Asked) -> None:
    index, texts, others = asked
    vectoriser = TfidfVectorizer(analyzer=analyse, sublinear_tf=True, min_df=FEWEST_DOCUMENTS)
    matrix = vectoriser.fit_transform(texts)

    found = np.stack([index.similarities(text) for text in others])

    assert np.allclose(found, (vectoriser.transform(others) @ matrix.T).toarray(), atol=1e-6)
    assert np.allclose(index.between(), (matrix @ matrix.T).toarray(), atol=1e-5)


def test_terms_that_stand_alike_share_a_row(asked: Asked) -> None:
    index, _, _ = asked

    assert index.rows[index.places["radie"]] == index.rows[index.places["adien"]]
    assert index.rows.max() + 1 == len(index.frequent) + len(index.indptr) - 1 < len(index.terms)


def test_a_text_of_frequent_terms_alone_is_looked_up(asked: Asked) -> None:
    index, texts, _ = asked
    often = [term for term, row in zip(index.terms, index.rows, strict=True) if row == 0]

    assert index.similarities(often[0]).max() > 0
    assert fitted(texts[:1]).similarities(texts[0]) == pytest.approx([1.0])
