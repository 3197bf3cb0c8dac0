"""Compares a post with entries and example posts."""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from functools import cached_property
from pathlib import Path

from assistant.finding.index import Index, cached_index
from assistant.library.entries import Entry
from assistant.library.examples import NONE, Example
from assistant.types import Finding, Report, Strength, Trial

MOST = 5
LONGEST = 20_000


class Similar:
    """Compares a post with what is known. The index is made on first use, or read from disk."""

    def __init__(
        self, entries: Mapping[str, Entry], examples: Sequence[Example], cache: Path | None = None
    ) -> None:
        self.documents = [(slug, describe(entry)) for slug, entry in entries.items()]
        self.documents += [(one.slug, f"{one.title}\n{one.text}") for one in examples]
        self.cache = cache

    @cached_property
    def index(self) -> Index:
        """The TF-IDF weights of all documents."""
        return cached_index([text for _, text in self.documents], self.cache)

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
        scores: dict[str, float] = defaultdict(float)
        for (slug, _), score in zip(self.documents, self.index.similarities(text), strict=True):
            scores[slug] = max(scores[slug], float(score))
        return sorted(scores.items(), key=lambda pair: (-pair[1], pair[0]))


def describe(entry: Entry) -> str:
    """An entry as a document."""
    topics = " ".join(entry.topics)
    return f"{entry.title}\n{entry.slug.replace('-', ' ')}\n{topics}\n{entry.symptom}\n{entry.why}"
