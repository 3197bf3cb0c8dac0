"""The threads most similar to a text: exact TF-IDF cosines, most of them never computed.

Cosines are those of scikit-learn's TfidfVectorizer with sublinear_tf. The rare terms of the text
are added up first. What the other terms can still add to a document is at most |q| |d|, the
lengths of the two over these terms (Cauchy and Schwarz), so only documents that may still reach
the least score, or the best found so far, are scored to the end (after Turtle and Flood, Query
evaluation: strategies and optimizations, 1995).
"""

from collections.abc import Sequence

import numpy as np

from assistant.finding.postings import FREQUENT, GROWTH, Postings, counted, hashed
from assistant.finding.weighing import Weights

TIERS = (FREQUENT, 0.15, 1.0)  # shares of the documents: terms are added up in this order
FEW = 500  # documents that are scored to the end one by one
CLOSE = 1e-5  # what sums in single precision may differ by
DIGITS = 6

Found = tuple[float, int, int]  # score, batch, document


def best(
    text: str, batches: Sequence[Postings], weights: Weights, most: int, least: float
) -> list[Found]:
    """At most so many documents with at least a score above 0, the most similar first."""
    counts = counted(text)
    hashes = hashed(counts)
    places = [one.where(hashes) for one in batches]
    pairs = zip(batches, places, strict=True)
    everywhere = np.sum([sizes(one, place) for one, place in pairs], axis=0)
    idf = weights.idf(hashes, everywhere)
    values = GROWTH[np.fromiter(counts.values(), int, len(counts))] * idf
    values /= max(float(np.linalg.norm(values)), 1e-9)
    found: list[Found] = []
    for number, postings in enumerate(batches):
        bar = found[-1][0] if len(found) == most else least
        scale, share = weights.scales[number], weights.shares[number]
        search = Search(postings, scale, share, places[number], values, idf)
        found += [(score, number, document) for score, document in search.above(bar, most)]
        found = sorted(found, key=lambda one: (-round(one[0], DIGITS), *one[1:]))[:most]
    return found


def sizes(postings: Postings, places: np.ndarray) -> np.ndarray:
    """In how many documents the terms of some places stand; -1 is in none."""
    lengths = postings.starts[places + 1] - postings.starts[places]
    return np.where(places < 0, 0, lengths)


class Search:
    """A text in one batch: its terms by their places there, `values` their weights in it."""

    def __init__(
        self,
        postings: Postings,
        scale: np.ndarray,
        share: np.ndarray,
        places: np.ndarray,
        values: np.ndarray,
        idf: np.ndarray,
    ) -> None:
        here = (places >= 0) & (values > 0)
        self.postings, self.scale, self.share = postings, scale, share
        self.places, self.lengths = places[here], values[here]
        self.values = (self.lengths * idf[here]).astype(np.float32)
        self.sizes = sizes(postings, self.places)
        self.sums = np.zeros(postings.size, np.float32)

    def above(self, bar: float, most: int) -> list[tuple[float, int]]:
        """The best documents with a score of at least the bar, the best first."""
        candidates, rest, done = np.arange(0), self.sizes > 0, 0.0
        for tier in TIERS:
            now, rest = self.tier(done, tier), self.tier(tier, 1.0)
            done = tier
            if now.any():
                self.sums += self.postings.lists[self.places[now]].T @ self.values[now]
            candidates = self.candidates(bar, rest)
            if len(candidates) > FEW:
                bar = max(bar, self.reached(candidates, rest, most))
                candidates = self.candidates(bar, rest)
            if len(candidates) <= FEW:
                break
        scores = self.scores(candidates, rest)
        order = np.lexsort((candidates, -scores.round(DIGITS)))[:most]
        good = order[scores[order] >= bar - CLOSE]
        return [(float(scores[place]), int(candidates[place])) for place in good]

    def tier(self, low: float, high: float) -> np.ndarray:
        """The terms that stand in such a share of the documents."""
        size = self.postings.size
        return (self.sizes > low * size) & (self.sizes <= high * size)

    def candidates(self, bar: float, rest: np.ndarray) -> np.ndarray:
        """The documents whose score may reach the bar when the rest of the terms is added."""
        reach = self.sums * self.scale
        if rest.any():
            reach += np.float32(np.linalg.norm(self.lengths[rest])) * self.share
        return np.flatnonzero(reach >= bar - CLOSE)

    def reached(self, candidates: np.ndarray, rest: np.ndarray, most: int) -> float:
        """A score that so many documents have or surpass, 0 where there are not so many."""
        now = self.sums[candidates] * self.scale[candidates]
        first = candidates[np.argpartition(now, -most)[-most:]]
        return float(self.scores(first, rest).min()) if len(first) == most else 0.0

    def scores(self, documents: np.ndarray, rest: np.ndarray) -> np.ndarray:
        """The cosines of some documents: their rows hold what the rest of the terms adds."""
        found = self.sums[documents]
        if rest.any() and len(documents):
            values = np.zeros(len(self.postings.frequent), np.float32)
            values[np.searchsorted(self.postings.frequent, self.places[rest])] = self.values[rest]
            found += self.postings.rows[documents] @ values
        return np.asarray(found * self.scale[documents])
