"""The terms of a batch of texts as arrays that are mapped into memory, made once for its content.

For each term its documents (the inverted index), and for each document its frequent terms: with
them a candidate is scored without the long lists of the terms that stand everywhere.
"""

import hashlib
from array import array
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property, lru_cache
from itertools import accumulate, chain
from typing import Any

import numpy as np
from scipy.sparse import csr_array

from assistant.finding.index import tokens_in

FREQUENT = 0.03  # of the documents
MOST = 255  # a term that stands more often in a text counts as often as this
GROWTH = np.append(0.0, 1 + np.log(np.arange(1, MOST + 1))).astype(np.float32)  # by its count


@dataclass(frozen=True)
class Postings:
    """What stands where. Terms are hashes in ascending order, and are told by their place.

    `documents` and `weights` hold the documents of all terms, one term after the other, and
    `starts` says where each begins; `row_terms`, `row_weights` and `row_starts` hold in the same
    way the `frequent` terms of all documents. `lines` is where each line of the text begins.
    """

    terms: np.ndarray
    starts: np.ndarray
    documents: np.ndarray
    weights: np.ndarray
    frequent: np.ndarray
    row_starts: np.ndarray
    row_terms: np.ndarray
    row_weights: np.ndarray
    lines: np.ndarray

    @cached_property
    def size(self) -> int:
        """How many documents."""
        return len(self.row_starts) - 1

    @cached_property
    def lists(self) -> Any:
        """The documents of each term, shape (terms, documents)."""
        shape = (len(self.terms), self.size)
        return csr_array((self.weights, self.documents, self.starts), shape)

    @cached_property
    def rows(self) -> Any:
        """The frequent terms of each document, shape (documents, frequent)."""
        shape = (self.size, len(self.frequent))
        return csr_array((self.row_weights, self.row_terms, self.row_starts), shape)

    def where(self, hashes: np.ndarray) -> np.ndarray:
        """The place of each term, -1 where it does not stand here."""
        places = np.searchsorted(self.terms, hashes)
        places[places == len(self.terms)] = 0
        here = self.terms[places] == hashes if len(self.terms) else False
        return np.where(here, places, -1)


def counted(text: str) -> dict[str, int]:
    """How often each word stands in a text."""
    return {term: min(count, MOST) for term, count in Counter(tokens_in(text)).items()}


def hashed(terms: Iterable[str]) -> np.ndarray:
    """Terms as numbers that are the same in every process."""
    return np.frombuffer(b"".join(map(hash_of, terms)), dtype=np.uint64)


@lru_cache(1 << 16)
def hash_of(term: str) -> bytes:
    """Eight bytes for a term."""
    return hashlib.blake2b(term.encode("utf-8", "replace"), digest_size=8).digest()


def posted(texts: Iterable[str], lengths: Iterable[int]) -> Mapping[str, np.ndarray]:
    """The arrays of some texts whose lines have these lengths."""
    known: dict[str, int] = {}
    ids, counts, sizes = array("i"), array("B"), array("i")
    for text in texts:
        found = counted(text)
        ids.extend(known.setdefault(term, len(known)) for term in found)
        counts.extend(found.values())
        sizes.append(len(found))
    hashes = hashed(known)
    order = np.argsort(hashes)
    renamed = np.empty(len(order), np.int32)
    renamed[order] = np.arange(len(order), dtype=np.int32)
    numbers = renamed[np.frombuffer(ids, np.int32)] if ids else np.zeros(0, np.int32)
    how_often = np.frombuffer(counts, np.uint8) if counts else np.zeros(0, np.uint8)
    rows = np.array(sizes, np.int64)
    lines = np.array([*accumulate(chain([0], lengths))], np.int64)
    return {"terms": hashes[order], "lines": lines, **arranged(numbers, how_often, rows)}


def arranged(terms: np.ndarray, counts: np.ndarray, sizes: np.ndarray) -> dict[str, np.ndarray]:
    """By term, and the frequent ones by document; `terms` are those of each document in turn."""
    documents = np.repeat(np.arange(len(sizes), dtype=np.int32), sizes)
    order = np.argsort(terms, kind="stable")
    frequencies = np.bincount(terms)
    frequent = np.flatnonzero(frequencies > FREQUENT * len(sizes)).astype(np.int32)
    often = np.isin(terms, frequent)
    return {
        "starts": starts(frequencies),
        "documents": documents[order],
        "weights": GROWTH[counts[order]],
        "frequent": frequent,
        "row_starts": starts(np.bincount(documents[often], minlength=len(sizes))),
        "row_terms": np.searchsorted(frequent, terms[often]).astype(np.int32),
        "row_weights": GROWTH[counts[often]],
    }


def starts(sizes: np.ndarray) -> np.ndarray:
    """Where each of some parts begins, and the end of the last."""
    return np.concatenate([[0], np.cumsum(sizes)]).astype(np.int32)
