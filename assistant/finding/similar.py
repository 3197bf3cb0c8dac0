"""Compares a post with entries and example posts: its words, and what could be read out of it."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import cached_property
from pathlib import Path

import numpy as np

from assistant.finding import index as index_code
from assistant.finding.index import Index, named_index
from assistant.finding.keeping import mark
from assistant.finding.reader import Reader, learned
from assistant.library.entries import Entry, is_idea
from assistant.library.examples import NONE, Example
from assistant.subject import plainly_asks
from assistant.types import Finding, Post, Report, Strength, Trial

MOST = 5
LONGEST = 20_000
QUOTED = 600  # of the code: a line or two are words, a whole function goes on trial
LEAST = 0.02  # of a score that is a lead
RARE = 0.5  # what likeness to a rare entry counts: the examples are evenly spread, posts are not
# The odds that likeness alone is right, on posts of forums to those on our examples; where a
# mistake is told, not where an idea is asked for.
HARDER = 1 / 3
READING = Path(__file__).parents[1] / "reading"
CODE = (__file__, str(index_code.__file__), *map(str, sorted(READING.glob("*.py"))))
Read = Callable[[Post], Report]


class Similar:
    """Compares a post with what is known. The index is made on first use, or read from disk.

    An example that was written after a post is left out when that very post is answered, so
    that labelled posts measure what is known beside them.
    """

    def __init__(
        self,
        entries: Mapping[str, Entry],
        examples: Sequence[Example],
        read: Read,
        cache: Path | None = None,
    ) -> None:
        self.entries = entries
        self.examples = examples
        self.read = read
        self.cache = cache

    @cached_property
    def slugs(self) -> list[str]:
        """The slug of each document: entries, then examples."""
        return [*self.entries, *(one.slug for one in self.examples)]

    @cached_property
    def name(self) -> str:
        """A name for the documents as they stand and for the code that reads them."""
        plain = [describe(entry) for entry in self.entries.values()]
        plain += [f"{one.title}\n{one.text}" for one in self.examples]
        return mark(plain, *CODE)

    def texts(self) -> list[str]:
        """The text of each document, with its marks."""
        posts = (Post(title=one.title, text=one.text) for one in self.examples)
        return [*map(describe, self.entries.values()), *(document(self.read(p)) for p in posts)]

    @cached_property
    def index(self) -> Index:
        """The TF-IDF weights of all documents."""
        return named_index(self.name, len(self.slugs), self.texts, self.cache)

    @cached_property
    def tells_apart(self) -> bool:
        """A single slug has no other to be likelier than."""
        return len(set(self.slugs)) > 1

    @cached_property
    def reader(self) -> Reader:
        """What was learned from all documents."""
        return learned(self.index, self.name, self.slugs, self.cache)

    @cached_property
    def commonness(self) -> np.ndarray:
        """What a score counts for each class, shape (c,)."""
        rare = {entry.slug for entry in self.entries.values() if entry.rare}
        return np.array([RARE if slug in rare else 1.0 for slug in self.reader.classes])

    @cached_property
    def written_after(self) -> Mapping[str, list[int]]:
        """The places of the examples that were written after a post, by its id."""
        found: dict[str, list[int]] = {}
        for place, one in enumerate(self.examples, start=len(self.entries)):
            if one.after:
                found.setdefault(one.after, []).append(place)
        return found

    def __call__(self, report: Report, trial: Trial) -> Iterator[Finding]:
        """The likeliest slugs; where the post must go to a person, they are leads at most."""
        text = document(report)
        if not text.strip() or not self.tells_apart:
            return
        reader = self.without(report.post.id)
        scores = reader.scores(text)
        first = int(scores.argmax())
        sure = reader.probability(scores)
        nobody = reader.classes[first] == NONE
        if nobody:
            saw = "The post reads like those that go to a person."
            yield Finding(None, Strength.SIMILAR, round(sure, 3), saw)
        share = 0.0 if nobody else sure / max(float(scores[first]), LEAST)
        common = scores * self.commonness
        asks = plainly_asks(report)
        likeliest = common.argsort()[: -MOST - 2 : -1]  # one more, as NONE may be among them
        leads = [place for place in likeliest if reader.classes[place] != NONE]
        for place in leads[:MOST]:
            score = float(common[place])
            if score > LEAST:
                slug = reader.classes[place]
                alone = (
                    share * score if asks and is_idea(slug, self.entries) else harder(share * score)
                )
                chance = alone if share else score * (1 - sure)
                saw = f"The post reads like others about {slug} (score {score:.2f})."
                yield Finding(slug, Strength.SIMILAR, round(min(chance, 0.99), 3), saw)

    def without(self, id: str) -> Reader:
        """The reader that has not seen what was written after a post."""
        after = self.written_after.get(id)
        return self.reader.without(np.array(after)) if after else self.reader


def harder(chance: float) -> float:
    """What a chance on our examples is on a post of a forum, so that leads can be compared."""
    odds = HARDER * chance / (1 - min(chance, 0.99))
    return odds / (1 + odds)


def document(report: Report) -> str:
    """The words of a post, and what could be read out of it as marks."""
    text = f"{report.post.said}\n{report.post.code[:QUOTED]}"[:LONGEST]
    return f"{text}\n{' '.join(marks(report))}"


def marks(report: Report) -> Iterator[str]:
    """What was read: failed checks, exceptions, the exercise, what passes, what is shown."""
    for check in report.checks:
        yield f"=kind:{check.kind}"
        if check.variable:
            yield f"=fails:{check.variable}"
    for name in report.passing:
        yield f"=passes:{name}"
    for raised in report.raised:
        yield f"=raised:{raised.type}"
    if report.exercise:
        course, _, function = report.exercise.partition("/")
        yield from (f"=course:{course}", f"=function:{function}")
    if report.arrays:
        yield "=shows:numbers"
    if report.snippets:
        yield "=shows:code"
    if not (report.checks or report.raised or report.failing):
        yield "=shows:nothing"


def describe(entry: Entry) -> str:
    """An entry as a document."""
    topics = " ".join(entry.topics)
    return f"{entry.title}\n{entry.slug.replace('-', ' ')}\n{topics}\n{entry.symptom}\n{entry.why}"
