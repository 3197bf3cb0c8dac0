"""TF-IDF with an analyser made for this text: fitted by scikit-learn, looked up with NumPy alone.

A fitted index is kept on disk under a name made of the texts and of this file, so that
a command that answers one post need not import scikit-learn.
"""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache
from itertools import pairwise
from pathlib import Path
from typing import Any

import numpy as np

from assistant.finding.keeping import kept_arrays, mark

SIDE = r"(?:\d++|n_\w++|[mn])"  # of a shape, in numbers or as the courses write it
# Of the standard library, which is three times as quick here as re2: every repetition is
# possessive, none is ever given back, so the time is linear all the same.
TOKEN = re.compile(
    rf"=[a-z]++:\S++|\(\s*+{SIDE}\s*+,\s*+(?:{SIDE}\s*+)?+\)|[-+]?\d++\.\d++(?:e[-+]?\d++)?"
    r"|[A-Za-z_][A-Za-z_0-9]*+(?:\.[A-Za-z_]\w*+)*+|1/m|[*@^]|\d++",
    re.ASCII,
)
PIECE = re.compile(r"[A-Z]?[a-z]++|[A-Z]++|\d++")
LONGEST_TOKEN = 64
SHORTEST, LONGEST = 3, 5  # letters of the pieces by which a mistyped word is still known
LONGEST_WORD = 24
FEWEST_DOCUMENTS = 2
FREQUENT = 0.05  # of the documents: such a term has a weight for every document
BLOCK = 32  # rows of frequent terms that are added up at once: they stay in the processor's cache


@dataclass(frozen=True)
class Index:
    """The terms, their inverse document frequencies, and for each its row of weights.

    Pieces of a word mostly stand in the same documents, as often in each: they share a row.
    Terms are in the order of their rows. The first rows are those of the frequent terms, with a
    weight for every document, `frequent` (rows, documents). Of the others `data` and `indices`
    hold the weights and the documents, one row after the other; `indptr` says where each begins.
    """

    terms: Sequence[str]
    idf: np.ndarray
    rows: np.ndarray
    frequent: np.ndarray
    data: np.ndarray
    indices: np.ndarray
    indptr: np.ndarray
    documents: int

    @cached_property
    def places(self) -> dict[str, int]:
        """Where each term stands."""
        return {term: place for place, term in enumerate(self.terms)}

    @cached_property
    def places_of(self) -> Callable[[str], np.ndarray]:
        """Where a token and its pieces stand; most tokens of a post are those of another."""
        return lru_cache(1 << 14)(lambda token: self.known((token, *pieces_of(token))))

    def known(self, terms: Sequence[str]) -> np.ndarray:
        """Where those terms stand that are known."""
        return np.array([self.places[one] for one in terms if one in self.places], np.int32)

    def similarities(self, text: str) -> np.ndarray:
        """The cosine of a text with each document, shape (documents,)."""
        tokens = tokens_in(text)
        several = [*map(self.places_of, tokens), self.known(pairs_of(tokens))]
        places, times = np.unique(np.concatenate(several), return_counts=True)
        if not len(places):
            return np.zeros(self.documents)
        weights = (1 + np.log(times)) * self.idf[places]
        rows = self.rows[places]
        starts = np.flatnonzero(np.diff(rows, prepend=-1))
        rows, shares = rows[starts], np.add.reduceat(weights, starts).astype(np.float32)
        often = rows.searchsorted(len(self.frequent))
        sums = self.seldom(rows[often:] - len(self.frequent), shares[often:])
        for start in range(0, often, BLOCK):
            block = slice(start, min(start + BLOCK, often))
            sums = sums + shares[block] @ self.frequent[rows[block]]
        return np.asarray(sums / np.linalg.norm(weights))

    def seldom(self, rows: np.ndarray, shares: np.ndarray) -> np.ndarray:
        """What the rows behind the frequent ones add, each by its share, shape (documents,)."""
        sizes = self.sizes[rows]
        ends = sizes.cumsum()
        places = np.repeat(self.indptr[rows + 1] - ends, sizes)
        places += np.arange(len(places), dtype=places.dtype)
        products = self.data[places] * np.repeat(shares, sizes)
        return np.bincount(self.indices[places], products, minlength=self.documents)

    @cached_property
    def sizes(self) -> np.ndarray:
        """In how many documents each of these rows has a weight."""
        return np.diff(self.indptr)

    def between(self) -> np.ndarray:
        """The cosine of each document with each, shape (documents, documents)."""
        from scipy.sparse import csc_matrix

        often = len(self.frequent)
        counts = np.sqrt(np.bincount(self.rows)).astype(np.float32)  # once for either factor
        dense = self.frequent * counts[:often, None]
        data = self.data * np.repeat(counts[often:], self.sizes)
        shape = (self.documents, len(counts) - often)
        rest: Any = csc_matrix((data, self.indices, self.indptr), shape)
        return np.asarray(dense.T @ dense + (rest @ rest.T).toarray())


def fitted(texts: Sequence[str]) -> Index:
    """The index of some texts, in their order."""
    from sklearn.feature_extraction.text import TfidfVectorizer

    fewest = FEWEST_DOCUMENTS if len(texts) > 20 * FEWEST_DOCUMENTS else 1
    vectoriser = TfidfVectorizer(analyzer=analyse, sublinear_tf=True, min_df=fewest)
    matrix = vectoriser.fit_transform(texts).astype(np.float32).tocsc()
    rows, parts = arranged(matrix)
    order = np.argsort(rows, kind="stable")
    terms = vectoriser.get_feature_names_out()[order].tolist()
    idf = vectoriser.idf_[order]
    return Index(terms=terms, idf=idf, rows=rows[order], documents=len(texts), **parts)


def arranged(matrix: Any) -> tuple[np.ndarray, dict[str, np.ndarray]]:
    """The row of each term, and the rows: those of the frequent terms in full, and the others."""
    starts = zip(matrix.indptr, matrix.indptr[1:], strict=False)
    columns = (matrix.indices[a:b].tobytes() + matrix.data[a:b].tobytes() for a, b in starts)
    first: dict[bytes, int] = {}
    alike = [first.setdefault(column, place) for place, column in enumerate(columns)]
    kept = np.array([*first.values()])
    sizes = np.diff(matrix.indptr)[kept]
    order = kept[np.argsort(-sizes, kind="stable")]
    rows = np.empty(len(alike), dtype=np.int32)
    rows[order] = np.arange(len(order))
    often = int(np.sum(sizes > FREQUENT * matrix.shape[0]))
    frequent = np.ascontiguousarray(matrix[:, order[:often]].toarray().T)
    rest = matrix[:, order[often:]]
    parts = {"data": rest.data, "indices": rest.indices, "indptr": rest.indptr}
    return rows[alike], {"frequent": frequent, **parts}


def cached_index(texts: Sequence[str], folder: Path | None) -> Index:
    """The index from disk where these very texts were indexed before, else made and kept."""
    return named_index(mark(texts, __file__), len(texts), lambda: texts, folder)


def named_index(
    name: str, documents: int, texts: Callable[[], Sequence[str]], folder: Path | None
) -> Index:
    """The index of a name from disk, else that of the texts, which are made only then."""

    def made() -> dict[str, np.ndarray]:
        one = fitted(texts())
        return {"terms": np.array(one.terms), **{name: getattr(one, name) for name in ARRAYS}}

    kept = kept_arrays(folder, f"index-{name}", made)
    arrays = {one: kept[one] for one in ARRAYS}
    return Index(terms=kept["terms"].tolist(), documents=documents, **arrays)


ARRAYS = ("idf", "rows", "frequent", "data", "indices", "indptr")


def analyse(text: str) -> list[str]:
    """Tokens, pairs of them, and pieces of words: shapes and numbers as such."""
    tokens = tokens_in(text)
    pieces = [piece for token in tokens for piece in pieces_of(token)]
    return tokens + pairs_of(tokens) + pieces


def pairs_of(tokens: Sequence[str]) -> list[str]:
    """Each two neighbours."""
    return [f"{one} {other}" for one, other in pairwise(tokens)]


def tokens_in(text: str) -> list[str]:
    """All tokens in their order, an identifier's pieces behind it."""
    found = TOKEN.findall(text)
    return [one for token in found for one in analysed(token[:LONGEST_TOKEN])]


@lru_cache(1 << 16)
def analysed(token: str) -> tuple[str, ...]:
    """One token: `dA_prev` is also `da` and `prev`; a mark such as `=kind:shape` is itself.

    Of a shape it counts whether it has one axis or two.
    """
    if token.startswith("="):
        return (token,)
    if token.startswith("("):
        return ("AXIS",) if token.rstrip(" )").endswith(",") else ("SHAPE",)
    if token[0].isdigit() or (token[0] in "+-" and len(token) > 1):
        return ("NUM",) if "." in token else (token,)
    whole = token.lower()
    pieces = [piece.lower() for piece in PIECE.findall(token)]
    return (whole, *(piece for piece in pieces if len(piece) > 2 and piece != whole))


@lru_cache(1 << 14)
def pieces_of(token: str) -> tuple[str, ...]:
    """Three to five letters in a row, the ends of the word marked."""
    if not token.isalpha() or token.isupper():
        return ()
    word = f"<{token[:LONGEST_WORD]}>"
    return tuple(
        word[start : start + size]
        for size in range(SHORTEST, LONGEST + 1)
        for start in range(len(word) - size + 1)
    )
