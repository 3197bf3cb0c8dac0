"""TF-IDF over entries and example posts, with an analyser made for this text."""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from functools import cached_property
from itertools import pairwise
from typing import Any

import re2

from assistant.library.entries import Entry
from assistant.library.examples import NONE, Example
from assistant.types import Finding, Report, Strength, Trial

TOKEN = re2.compile(
    r"\(\s*\d+\s*,\s*\d*\s*\)|[-+]?\d+\.\d+(?:e[-+]?\d+)?|[A-Za-z_][A-Za-z_0-9]*(?:\.[A-Za-z_]\w*)*|1/m|[*@^]|\d+"
)
PIECE = re2.compile(r"[A-Z]?[a-z]+|[A-Z]+|\d+")
MOST = 5
LONGEST = 20_000


class Similar:
    """Compares a post with what is known. Built on first use: scikit-learn is slow to import."""

    def __init__(self, entries: Mapping[str, Entry], examples: Sequence[Example]) -> None:
        self.documents = [(slug, describe(entry)) for slug, entry in entries.items()]
        self.documents += [(one.slug, f"{one.title}\n{one.text}") for one in examples]

    @cached_property
    def index(self) -> tuple[Any, Any]:
        """The vectoriser and the matrix of all documents."""
        from sklearn.feature_extraction.text import TfidfVectorizer

        vectoriser = TfidfVectorizer(analyzer=analyse, sublinear_tf=True)
        return vectoriser, vectoriser.fit_transform([text for _, text in self.documents])

    def __call__(self, report: Report, trial: Trial) -> Iterator[Finding]:
        """The likeliest slugs; the closer a post is to `none`, the less they count."""
        text = f"{report.post.title}\n{report.post.text}"[:LONGEST]
        if not text.strip() or not self.documents:
            return
        ranked = self.ranked(text)
        nobody = dict(ranked).get(NONE, 0.0)
        for slug, score in [pair for pair in ranked if pair[0] != NONE][:MOST]:
            if score > 0.05:
                sure = min(0.6, score) * (0.5 if nobody > score else 1.0)
                saw = f"The post reads like others about {slug} (similarity {score:.2f})."
                yield Finding(slug, Strength.SIMILAR, round(sure, 3), saw)

    def ranked(self, text: str) -> list[tuple[str, float]]:
        """Slugs by their most similar document."""
        vectoriser, matrix = self.index
        scores: dict[str, float] = defaultdict(float)
        similarities = (matrix @ vectoriser.transform([text]).T).toarray().ravel()
        for (slug, _), score in zip(self.documents, similarities, strict=True):
            scores[slug] = max(scores[slug], float(score))
        return sorted(scores.items(), key=lambda pair: (-pair[1], pair[0]))


def describe(entry: Entry) -> str:
    """An entry as a document."""
    topics = " ".join(entry.topics)
    return f"{entry.title}\n{entry.slug.replace('-', ' ')}\n{topics}\n{entry.symptom}\n{entry.why}"


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
