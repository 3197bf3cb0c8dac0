"""`gradmentor check --conflicts`: entries that take each other's posts, the commonest first."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path

import numpy as np

from assistant.answer import Finder
from assistant.deciding import decide
from assistant.finding.described import described
from assistant.finding.reader import kernel, left_out
from assistant.finding.shapes import Shapes
from assistant.finding.signatures import Signatures
from assistant.finding.similar import Similar
from assistant.library.entries import Entry, load_entries
from assistant.library.examples import NONE, Example, load_examples
from assistant.library.exercises import load_exercises, load_facts
from assistant.library.form import lines_of
from assistant.reading import read
from assistant.reading.clean import cleaned
from assistant.reading.tracebacks import exceptions_in
from assistant.settings import Settings
from assistant.types import NOT_RUN, Finding, Post, Report, Strength
from assistant.wiring import catalogue

LEADS = 3
FEWEST = 2
SHOWN = 5


@dataclass(frozen=True)
class Taken:
    """A post of one entry that another takes: as the first answer, or by a pattern at a line."""

    example: Example
    by: str
    line: int | None = None


@dataclass(frozen=True)
class Conflict:
    """Two entries, and the posts of either that the other takes."""

    pair: tuple[str, str]
    taken: tuple[Taken, ...]

    @property
    def often(self) -> int:
        """How many posts change hands."""
        return len({one.example.path for one in self.taken})


def conflicts(settings: Settings) -> list[Conflict]:
    """The pairs that take two posts or more from each other, the commonest first."""
    pairs: dict[tuple[str, str], list[Taken]] = defaultdict(list)
    for one in taken(settings):
        first, second = sorted((one.example.slug, one.by))
        pairs[first, second].append(one)
    found = [Conflict(pair, tuple(posts)) for pair, posts in pairs.items()]
    often = [one for one in found if one.often >= FEWEST]
    return sorted(often, key=lambda one: (-one.often, one.pair))


def taken(settings: Settings) -> Iterator[Taken]:
    """Each example with an entry that is not its own and takes it."""
    folder = settings.knowledge_base
    entries = load_entries(folder / "entries")
    examples = load_examples(folder / "examples")
    if not examples:
        return
    finders = (Signatures(entries), described, Shapes())
    words = alone(entries, examples, settings)
    for example, lead in zip(examples, words, strict=True):
        report = told(example)
        first = answer(report, entries, finders, lead)
        if first is not None and first != example.slug:
            yield Taken(example, first)
        yield from by_pattern(example, report, entries, folder)


def told(example: Example) -> Report:
    """What of an example the patterns see."""
    raised = exceptions_in(cleaned(f"{example.title}\n\n{example.text}"))
    return Report(Post(title=example.title, text=example.text), prose=example.text, raised=raised)


def alone(
    entries: dict[str, Entry], examples: tuple[Example, ...], settings: Settings
) -> list[list[Finding]]:
    """For each example the likeliest slugs by its words, learned from all but itself."""
    folder = settings.knowledge_base / "exercises"
    known = catalogue(load_exercises(folder), load_facts(folder))
    similar = Similar(entries, examples, partial(read, catalogue=known), settings.cache)
    reader = similar.reader
    scores = left_out(kernel(similar.index), similar.slugs, reader.classes)[len(entries) :]
    common = similar.commonness
    return [leads(row * common, reader.probability(row), reader.classes) for row in scores]


def leads(row: np.ndarray, sure: float, classes: Sequence[str]) -> list[Finding]:
    """The best few classes of one row of scores; `none` first is no lead at all."""
    best = row.argsort()[::-1][:LEADS]
    if classes[best[0]] == NONE:
        return []
    top = max(float(row[best[0]]), 1e-9)
    return [
        Finding(classes[n], Strength.SIMILAR, sure * float(row[n]) / top, "words")
        for n in best
        if classes[n] != NONE
    ]


def answer(
    report: Report, entries: dict[str, Entry], finders: tuple[Finder, ...], words: list[Finding]
) -> str | None:
    """The slug that is answered first."""
    found = [one for find in finders for one in find(report, NOT_RUN)]
    answers = decide(report, NOT_RUN, [*found, *words], entries).answers
    return answers[0].entry if answers else None


def by_pattern(
    example: Example, report: Report, entries: dict[str, Entry], folder: Path
) -> Iterator[Taken]:
    """The entries whose signatures match the example, though it is not theirs."""
    for slug, entry in entries.items():
        if slug == example.slug:
            continue
        for number, signature in enumerate(entry.signatures):
            if any(
                one.type == signature.type and signature.pattern.search(one.message)
                for one in report.raised
            ):
                text = (folder / "entries" / f"{slug}.md").read_text(encoding="utf-8")
                yield Taken(example, slug, lines_of(text, r"message\b")[number])


def written(found: list[Conflict]) -> str:
    """The pairs for a terminal, each with its posts and the mend."""
    return "\n\n".join("\n".join(lines(one)) for one in found)


def lines(conflict: Conflict) -> Iterator[str]:
    """How often, which posts, and one line that says what to do."""
    yield f"{conflict.often:3}  {conflict.pair[0]} and {conflict.pair[1]}"
    ways: dict[tuple[str, str, int | None], list[str]] = defaultdict(list)
    for one in conflict.taken:
        example = one.example
        ways[example.slug, one.by, one.line].append(f"{example.slug}/{example.path.name}")
    for (own, other, line), posts in sorted(ways.items(), key=lambda way: -len(way[1])):
        how = f"matched by entries/{other}.md:{line}" if line else f"answered with {other}"
        more = f" and {len(posts) - SHOWN} more" if len(posts) > SHOWN else ""
        yield f"     {len(posts)} of {own} {how}: {', '.join(posts[:SHOWN])}{more}"
    yield f"     mend: {mend(max(ways, key=lambda way: len(ways[way])))}"


def mend(way: tuple[str, str, int | None]) -> str:
    """What an author does about the commonest way."""
    own, other, line = way
    if own == NONE:
        return f"write examples of {other}, and of none what they are not"
    if line:
        return f"narrow the pattern at entries/{other}.md:{line}, if it is not meant for {own}"
    return f"write an example of {own} that says what {other} never shows, or move the post"
