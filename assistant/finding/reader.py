"""A reader of posts that learns from examples: ridge regression over their TF-IDF similarities.

With K the similarities of the documents and Y their classes, one column a class, the scores
of a text x are k(x) (K + lI)^-1 Y (Rifkin, Yeo, Poggio, Regularized least-squares
classification, 2003). Each document's score without itself is exact and costs no new fit,
so the probability of the first class is calibrated on them.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from pathlib import Path
from typing import Any

import numpy as np

from assistant.finding.index import Index
from assistant.finding.keeping import kept_arrays, mark

RIDGE = 0.5
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
        similar = self.index.similarities(text).astype(self.weights.dtype)
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
        first, second = np.sort(scores)[::-1][:2]
        return float(logistic(self.calibration @ [first, first - second, 1.0]))

    @cached_property
    def kernel(self) -> np.ndarray:
        """The similarities of all documents."""
        return kernel(self.index)

    def relearned(self, slugs: Sequence[str], kept: Sequence[bool]) -> "Reader":
        """The reader of some of the documents only, with the same calibration."""
        places = np.flatnonzero(kept)
        truth = one_hot([slug for slug, one in zip(slugs, kept, strict=True) if one], self.classes)
        weights = np.zeros((len(slugs), len(self.classes)))
        similar = self.kernel[np.ix_(places, places)] + RIDGE * np.eye(len(places))
        weights[places] = np.linalg.solve(similar, truth)
        return replace(self, weights=weights)


def one_hot(slugs: Sequence[str], classes: Sequence[str]) -> np.ndarray:
    """1 where a document is of a class, shape (documents, classes)."""
    same: np.ndarray = np.array(slugs)[:, None] == np.array(classes)[None, :]
    return same.astype(float)


def logistic(value: float) -> float:
    """1 / (1 + exp(-value))."""
    return float(1 / (1 + np.exp(-np.clip(value, -30, 30))))


def learned(index: Index, name: str, slugs: Sequence[str], folder: Path | None) -> Reader:
    """The reader of the documents of an index, by its name, and their slugs."""
    classes = sorted(set(slugs))
    file = f"reader-{name}-{mark(slugs, __file__)}"
    kept = kept_arrays(folder, file, lambda: fit(kernel(index), slugs, classes))
    return Reader(index, classes, kept["weights"], kept["calibration"])


def kernel(index: Index) -> np.ndarray:
    """The similarities of all documents, shape (documents, documents)."""
    from scipy.sparse import csc_matrix

    shape = (index.documents, len(index.terms))
    matrix: Any = csc_matrix((index.data, index.indices, index.indptr), shape)
    return np.asarray((matrix @ matrix.T).toarray(), dtype=float)


def fit(similar: np.ndarray, slugs: Sequence[str], classes: Sequence[str]) -> dict[str, np.ndarray]:
    """The weights, and the calibration on each document without itself."""
    truth = one_hot(slugs, classes)
    weights = np.linalg.solve(similar + RIDGE * np.eye(len(similar)), truth)
    alone = left_out(similar, slugs, classes)
    return {"weights": weights.astype(np.float32), "calibration": calibrated(alone, truth)}


def left_out(similar: np.ndarray, slugs: Sequence[str], classes: Sequence[str]) -> np.ndarray:
    """The scores of each document by all others, shape (documents, classes).

    With G = (K + lI)^-1 they are Y - GY / diag(G), row by row.
    """
    inverse = np.linalg.inv(similar + RIDGE * np.eye(len(similar)))
    truth = one_hot(slugs, classes)
    return np.asarray(truth - (inverse @ truth) / np.diag(inverse)[:, None])


def calibrated(alone: np.ndarray, truth: np.ndarray) -> np.ndarray:
    """Platt's logistic over the first score and its distance to the second, shape (3,)."""
    from sklearn.linear_model import LogisticRegression

    ranked = np.sort(alone, axis=1)[:, ::-1]
    right = truth[np.arange(len(truth)), alone.argmax(axis=1)] > 0
    features = np.column_stack([ranked[:, 0], ranked[:, 0] - ranked[:, 1]])
    if right.all() or not right.any():
        return np.array([0.0, 0.0, 0.0])
    model = LogisticRegression().fit(features, right)
    return np.append(model.coef_[0], model.intercept_)
