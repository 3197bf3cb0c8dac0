"""TF-IDF with an analyser made for this text: fitted by scikit-learn, looked up with NumPy alone.

A fitted index is kept on disk under a name made of the texts and of this file, so that
a command that answers one post need not import scikit-learn.
"""

import hashlib
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise
from pathlib import Path

import numpy as np
import re2

TOKEN = re2.compile(
    r"\(\s*\d+\s*,\s*\d*\s*\)|[-+]?\d+\.\d+(?:e[-+]?\d+)?|[A-Za-z_][A-Za-z_0-9]*(?:\.[A-Za-z_]\w*)*|1/m|[*@^]|\d+"
)
PIECE = re2.compile(r"[A-Z]?[a-z]+|[A-Z]+|\d+")


@dataclass(frozen=True)
class Index:
    """The terms, their inverse document frequencies, and a sparse matrix of the documents."""

    terms: Sequence[str]
    idf: np.ndarray
    data: np.ndarray
    indices: np.ndarray
    indptr: np.ndarray

    @cached_property
    def places(self) -> dict[str, int]:
        """Where each term stands."""
        return {term: place for place, term in enumerate(self.terms)}

    def similarities(self, text: str) -> np.ndarray:
        """The cosine of a text with each document, shape (documents,)."""
        weights = np.zeros(len(self.idf))
        for term, count in Counter(analyse(text)).items():
            if (place := self.places.get(term)) is not None:
                weights[place] = (1 + np.log(count)) * self.idf[place]
        length = np.linalg.norm(weights)
        products = np.append(self.data * weights[self.indices], 0.0)
        sums = np.add.reduceat(products, self.indptr[:-1])
        sums[np.diff(self.indptr) == 0] = 0.0
        return sums / length if length else sums


def fitted(texts: Sequence[str]) -> Index:
    """The index of some texts, in their order."""
    from sklearn.feature_extraction.text import TfidfVectorizer

    vectoriser = TfidfVectorizer(analyzer=analyse, sublinear_tf=True)
    matrix = vectoriser.fit_transform(texts)
    terms = [str(term) for term in vectoriser.get_feature_names_out()]
    return Index(terms, vectoriser.idf_, matrix.data, matrix.indices, matrix.indptr)


def cached_index(texts: Sequence[str], folder: Path | None) -> Index:
    """The index from disk where these very texts were indexed before, else made and kept."""
    if folder is None:
        return fitted(texts)
    file = folder / f"index-{mark(texts)}.npz"
    try:
        with np.load(file, allow_pickle=False) as kept:
            return Index(kept["terms"].tolist(), *(kept[name] for name in ARRAYS))
    except (OSError, ValueError, KeyError):
        index = fitted(texts)
        keep(index, file)
        return index


ARRAYS = ("idf", "data", "indices", "indptr")


def keep(index: Index, file: Path) -> None:
    """Write the index, whole or not at all; a folder that cannot be written costs only time."""
    part = file.with_suffix(f".{id(index)}.part")
    try:
        file.parent.mkdir(parents=True, exist_ok=True)
        with part.open("wb") as stream:
            arrays = {name: getattr(index, name) for name in ARRAYS}
            np.savez(stream, terms=np.array(index.terms), **arrays)
        part.replace(file)
    except OSError:
        part.unlink(missing_ok=True)


def mark(texts: Sequence[str]) -> str:
    """A name for the texts and for how they are indexed."""
    digest = hashlib.sha256(Path(__file__).read_bytes())
    for text in texts:
        digest.update(text.encode("utf-8", "surrogatepass") + b"\0")
    return digest.hexdigest()[:24]


def analyse(text: str) -> list[str]:
    """Tokens and pairs: identifiers whole and in pieces, shapes and numbers as such."""
    tokens: list[str] = []
    for token in TOKEN.findall(text):
        tokens += analysed(token)
    pairs = [f"{one} {other}" for one, other in pairwise(tokens)]
    return tokens + pairs


def analysed(token: str) -> list[str]:
    """One token: `dA_prev` is also `da` and `prev`."""
    if token.startswith("("):
        return ["SHAPE"]
    if token[0].isdigit() or (token[0] in "+-" and len(token) > 1):
        return ["NUM"] if "." in token else [token]
    whole = token.lower()
    pieces = [piece.lower() for piece in PIECE.findall(token)]
    return [whole, *(piece for piece in pieces if len(piece) > 2 and piece != whole)]
