"""Inverse document frequencies over all batches, and the lengths of the documents by them."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from assistant.finding.postings import Postings, counted, hashed

Dead = Sequence[Mapping[int, str]]  # for each batch the texts that count no longer, by place


@dataclass(frozen=True)
class Weights:
    """What rests on all batches: how many documents count, and which terms do so less often.

    For each batch two numbers a document: 1 over its length, and the share of its length that
    is over its frequent terms. A document that does not count has none.
    """

    count: int
    gone: np.ndarray
    less: np.ndarray
    scales: Sequence[np.ndarray]
    shares: Sequence[np.ndarray]

    def idf(self, hashes: np.ndarray, sizes: np.ndarray) -> np.ndarray:
        """The idf of terms that stand in so many documents, 0 where none of these counts."""
        if len(self.gone):
            places = np.minimum(np.searchsorted(self.gone, hashes), len(self.gone) - 1)
            sizes = sizes - np.where(self.gone[places] == hashes, self.less[places], 0)
        return inverse(sizes, self.count)


def inverse(sizes: np.ndarray, count: int) -> np.ndarray:
    """The inverse document frequency as scikit-learn has it, 0 for what stands nowhere."""
    return np.where(sizes > 0, np.log((1 + count) / (1 + np.maximum(sizes, 0))) + 1, 0.0)


def weighed(batches: Sequence[Postings], dead: Dead) -> dict[str, np.ndarray]:
    """The arrays of the weights: a pass over the arrays, no text but the dead is read again."""
    words = Counter(term for one in dead for text in one.values() for term in counted(text))
    gone, less = hashed(words), np.array([*words.values()], dtype=np.int64)
    count = sum(one.size for one in batches) - sum(len(one) for one in dead)
    hashes = [*(one.terms for one in batches), gone]
    sizes = [*(np.diff(one.starts) for one in batches), -less]
    terms, places = np.unique(np.concatenate(hashes), return_inverse=True)
    idf = inverse(np.bincount(places, np.concatenate(sizes), minlength=len(terms)), count)
    order = np.argsort(gone)
    found = {"count": np.array(count), "gone": gone[order], "less": less[order]}
    for number, (postings, lost) in enumerate(zip(batches, dead, strict=True)):
        scale, share = lengths(postings, idf[np.searchsorted(terms, postings.terms)])
        scale[list(lost)] = share[list(lost)] = 0.0
        found |= {f"scale{number}": scale, f"share{number}": share}
    return found


def lengths(postings: Postings, idf: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """1 over the length of each document, and the share of it over the frequent terms."""
    whole = np.zeros(postings.size)
    for first, last in pieces(postings.starts):
        span = slice(postings.starts[first], postings.starts[last])
        repeats = np.diff(postings.starts[first : last + 1])
        squares = (postings.weights[span] * np.repeat(idf[first:last], repeats)) ** 2
        whole += np.bincount(postings.documents[span], squares, minlength=postings.size)
    squares = (postings.row_weights * idf[postings.frequent][postings.row_terms]) ** 2
    rows = np.repeat(np.arange(postings.size), np.diff(postings.row_starts))
    often = np.bincount(rows, squares, minlength=postings.size)
    whole = np.maximum(whole, 1e-9)
    return (1 / np.sqrt(whole)).astype(np.float32), np.sqrt(often / whole).astype(np.float32)


def pieces(starts: np.ndarray, most: int = 4_000_000) -> Iterable[tuple[int, int]]:
    """Runs of terms with about so many documents together, so that little memory is needed."""
    cuts = np.searchsorted(starts, np.arange(0, starts[-1], most))
    ends = [*cuts[1:].tolist(), len(starts) - 1]
    return [(one, other) for one, other in zip([0, *ends], ends, strict=False) if one < other]


def weights(kept: Mapping[str, np.ndarray], batches: int) -> Weights:
    """The weights of kept arrays."""
    scales, shares = ([kept[f"{name}{n}"] for n in range(batches)] for name in ("scale", "share"))
    return Weights(int(kept["count"]), kept["gone"], kept["less"], scales, shares)
