"""A reader of posts that learns from examples: ridge regression over their TF-IDF similarities.

With K the kernel of the documents and Y their classes, one column a class, the scores of a
text x are k(x) (K + lI)^-1 Y (Rifkin, Yeo, Poggio, Regularized least-squares classification,
2003). The kernel is (exp(gc) - 1) / (exp(g) - 1) of a cosine c: it counts not single terms
alone but those that occur together, and is 0 where nothing is shared. Each document's score
without itself is exact and costs no new fit, so the probability of the first class is
calibrated on them.
"""

import math
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from pathlib import Path

import numpy as np

from assistant.finding.index import Index
from assistant.finding.keeping import kept_arrays, mark

RIDGE = 0.2
GROWTH = 2.5
FEW = 400  # classes that are all scored; of more, those of the nearest documents
NEAREST = 100


@dataclass(frozen=True)
class Reader:
    """`classes` (c,), `weights` (documents, c), and the calibration of the first class (3,)."""

    index: Index
    classes: Sequence[str]
    weights: np.ndarray
    calibration: np.ndarray

    def scores(self, text: str) -> np.ndarray:
        """The score of each class, shape (c,); about 1 for its own, 0 for another."""
        similar = grown(self.index.similarities(text)).astype(self.weights.dtype)
        if len(self.classes) <= FEW:
            return np.asarray(similar @ self.weights)
        near = np.unique(self.own[np.argpartition(-similar, NEAREST)[:NEAREST]])
        scores = np.zeros(len(self.classes), similar.dtype)
        scores[near] = self.by_class[near] @ similar
        return scores

    @cached_property
    def own(self) -> np.ndarray:
        """The class of each document, which is the one it speaks for most."""
        return np.asarray(self.weights.argmax(axis=1))

    @cached_property
    def by_class(self) -> np.ndarray:
        """The weights, a row a class."""
        return np.ascontiguousarray(self.weights.T)

    def probability(self, scores: np.ndarray) -> float:
        """How likely the first class is right."""
        second, first = np.partition(scores, -2)[-2:]
        of_first, of_distance, shift = self.calibration.tolist()
        return logistic(of_first * float(first) + of_distance * float(first - second) + shift)

    @cached_property
    def inverse(self) -> np.ndarray:
        """(K + lI)^-1 of all documents."""
        return inverted(kernel(self.index))

    def without(self, left_out: np.ndarray) -> "Reader":
        """The reader that never saw some documents, given by their places: exact, by blocks.

        With S those documents and G the inverse, the weights are W - G[:, S] G[S, S]^-1 W[S].
        """
        among = self.inverse[np.ix_(left_out, left_out)]
        share = np.linalg.solve(among, self.weights[left_out])
        weights = self.weights - self.inverse[:, left_out] @ share
        return replace(self, weights=weights)


def logistic(value: float) -> float:
    """1 / (1 + exp(-value))."""
    return 1 / (1 + math.exp(-min(max(value, -30.0), 30.0)))


def learned(index: Index, name: str, slugs: Sequence[str], folder: Path | None) -> Reader:
    """The reader of the documents of an index, by its name, and their slugs."""
    classes = sorted(set(slugs))
    file = f"reader-{name}-{mark(slugs, __file__)}"
    kept = kept_arrays(folder, file, lambda: fit(kernel(index), slugs, classes))
    return Reader(index, classes, kept["weights"], kept["calibration"])


def grown(cosine: np.ndarray) -> np.ndarray:
    """The kernel of some cosines: 0 for 0, 1 for 1, convex in between."""
    return np.asarray(np.expm1(GROWTH * cosine) / np.expm1(GROWTH))


def inverted(similar: np.ndarray) -> np.ndarray:
    """(K + lI)^-1 by its Cholesky factor, as a kernel has one; half the work of any inverse."""
    from scipy.linalg.lapack import dpotrf, dpotri

    regular = similar.copy()
    regular.flat[:: len(regular) + 1] += RIDGE
    factor, _ = dpotrf(regular.T, overwrite_a=True)
    inverse, _ = dpotri(factor, overwrite_c=True)
    return np.asarray(np.triu(inverse) + np.triu(inverse, 1).T)


def kernel(index: Index) -> np.ndarray:
    """The kernel of all documents, shape (documents, documents)."""
    return grown(index.between().astype(float))


def fit(similar: np.ndarray, slugs: Sequence[str], classes: Sequence[str]) -> dict[str, np.ndarray]:
    """The weights, and the calibration on each document without itself."""
    own = np.searchsorted(classes, slugs)
    inverse = inverted(similar)
    weights = summed(inverse, own)
    alone = without_itself(weights, np.diag(inverse), own)
    return {"weights": weights.astype(np.float32), "calibration": calibrated(alone, own)}


def left_out(similar: np.ndarray, slugs: Sequence[str], classes: Sequence[str]) -> np.ndarray:
    """The scores of each document by all others, shape (documents, classes)."""
    own = np.searchsorted(classes, slugs)
    inverse = inverted(similar)
    return without_itself(summed(inverse, own), np.diag(inverse), own)


def summed(inverse: np.ndarray, own: np.ndarray) -> np.ndarray:
    """GY: the columns of each class added up, shape (documents, classes)."""
    order = np.argsort(own, kind="stable")
    starts = np.searchsorted(own[order], np.arange(own.max() + 1))
    return np.add.reduceat(inverse[:, order], starts, axis=1)


def without_itself(weights: np.ndarray, diagonal: np.ndarray, own: np.ndarray) -> np.ndarray:
    """With G = (K + lI)^-1 the scores are Y - GY / diag(G), row by row."""
    scores = -weights / diagonal[:, None]
    scores[np.arange(len(own)), own] += 1
    return np.asarray(scores)


def calibrated(alone: np.ndarray, own: np.ndarray) -> np.ndarray:
    """Platt's logistic over the first score and its distance to the second, shape (3,)."""
    from sklearn.linear_model import LogisticRegression

    second, first = np.partition(alone, -2, axis=1)[:, -2:].T
    right = alone.argmax(axis=1) == own
    if right.all() or not right.any():
        return np.array([0.0, 0.0, 0.0])
    model = LogisticRegression().fit(np.column_stack([first, first - second]), right)
    return np.append(model.coef_[0], model.intercept_)
