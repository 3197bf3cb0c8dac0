"""What the reader says of documents that it never saw is exact."""

import numpy as np
import pytest

from assistant.finding.index import fitted
from assistant.finding.reader import Reader, fit, grown, kernel, learned, left_out
from assistant.library.examples import load_examples
from assistant.wiring import Assistant

Shelf = tuple[list[str], list[str]]


@pytest.fixture(scope="module")
def shelf(assistant: Assistant) -> Shelf:
    """Some texts and what they are about."""
    examples = load_examples(assistant.settings.knowledge_base / "examples")[:120]
    return [f"{one.title}\n{one.text}" for one in examples], [one.slug for one in examples]


def test_a_reader_without_some_documents_is_as_if_it_never_saw_them(shelf: Shelf) -> None:
    texts, slugs = shelf
    index = fitted(texts)
    reader = learned(index, "whole", slugs, None)
    kept = [place for place in range(len(texts)) if place not in (3, 4, 50)]
    fewer = fit(kernel(index)[np.ix_(kept, kept)], [slugs[place] for place in kept], reader.classes)

    found = reader.without(np.array([3, 4, 50])).scores(texts[3])

    similar = grown(index.similarities(texts[3]))[kept]
    assert np.allclose(found, similar @ fewer["weights"], atol=1e-4)


def test_each_document_left_out_is_scored_as_by_the_reader_without_it(shelf: Shelf) -> None:
    texts, slugs = shelf
    index = fitted(texts)
    reader: Reader = learned(index, "whole", slugs, None)
    alone = left_out(kernel(index), slugs, reader.classes)

    for place in (0, 7, 99):
        found = reader.without(np.array([place])).scores(texts[place])
        assert np.allclose(found, alone[place], atol=1e-4)
