"""Reads the whole knowledge base as an author's proofreader: every flaw with its file and line."""

from collections.abc import Collection, Iterator, Mapping
from pathlib import Path

from assistant.library.checking import Runs, problems
from assistant.library.entries import Entry, parse
from assistant.library.examples import FEWEST, NONE, flaws_of_example, opened
from assistant.library.form import (
    SLUG,
    Flaw,
    flaws,
    front_matter,
    line_of,
    meant,
    sections,
    unwritten,
)

UNREADABLE = "\ufffd"
PLACE = "name it <slug>/NN.md"


def proofread(folder: Path, exercises: Collection[str], sandbox: Runs) -> Iterator[str]:
    """One line for each flaw, `entries/slug.md:line: what is wrong, and the mend`."""
    sound: dict[Path, Entry] = {}
    named: dict[str, Path] = {}
    for file in sorted((folder / "entries").glob("*.md")):
        text = text_of(file)
        found = [*foreign(text), *misnamed(file, named), *flaws(text)]
        if not found:
            sound[file] = parse(file.stem, text)
            found += unknown_exercises(text, exercises)
        for flaw in (*found, *unwritten(text)):
            yield said(file, folder, flaw)
    yield from executed(sound, folder, sandbox)
    yield from of_examples(folder)


def misnamed(file: Path, named: dict[str, Path]) -> Iterator[Flaw]:
    """A name that is no slug, or another's but for its capitals."""
    if not SLUG.fullmatch(file.stem):
        yield Flaw(1, "A slug is words of letters and digits, joined by hyphens: rename the file.")
    if file.stem == NONE:
        yield Flaw(1, "'none' is the folder of posts for a person: rename the entry.")
    if (other := named.setdefault(file.stem.lower(), file)) != file:
        yield Flaw(1, f"{other.name} has the same slug but for its capitals: rename one.")


def text_of(file: Path) -> str:
    """A file as UTF-8; what is none stands as U+FFFD, alone where it cannot be read at all."""
    try:
        return file.read_text(encoding="utf-8", errors="replace")
    except OSError:
        return UNREADABLE


def foreign(text: str) -> Iterator[Flaw]:
    """The first line that is no UTF-8."""
    for number, line in enumerate(text.splitlines(), 1):
        if text == UNREADABLE:
            yield Flaw(1, "This cannot be read: is it a file, and a link that leads to one?")
        elif "\ufffd" in line:
            yield Flaw(number, "This is not UTF-8: save the file in that encoding.")
            return


def executed(sound: Mapping[Path, Entry], folder: Path, sandbox: Runs) -> Iterator[str]:
    """What the code of the entries does not do."""
    entries = {entry.slug: entry for entry in sound.values()}
    for file, entry in sound.items():
        for problem in problems(entry, sandbox, entries):
            places = sections(file.read_text(encoding="utf-8"))
            line = next(one.line for one in places if one.name == problem.section)
            yield said(file, folder, Flaw(line, problem.says))


def unknown_exercises(text: str, exercises: Collection[str]) -> Iterator[Flaw]:
    """Exercises that an entry names and nobody knows."""
    for name in front_matter(text).get("exercises", ()):
        if name not in exercises:
            near = meant(str(name), exercises) or "; `gradmentor exercises` lists them"
            yield Flaw(line_of(text, "exercises"), f"There is no exercise {name!r}{near}.")


def of_examples(folder: Path) -> Iterator[str]:
    """Broken examples, examples of nothing, the same post twice, and entries with too few."""
    for file in sorted((folder / "examples").rglob("*")):
        if file.is_file() and not file.match("examples/*/*.md"):
            yield said(file, folder, Flaw(1, f"This is no example: {PLACE}, or delete it."))
    seen: dict[str, Path] = {}
    slugs = {file.stem for file in (folder / "entries").glob("*.md")}
    count = dict.fromkeys(slugs, 0)
    for file in sorted((folder / "examples").glob("*/*.md")):
        text = text_of(file)
        slug = file.parent.name
        count[slug] = count.get(slug, 0) + 1
        found = [*foreign(text), *flaws_of_example(text)]
        if slug != NONE and slug not in slugs:
            found.append(Flaw(1, f"There is no entry {slug!r}{meant(slug, slugs)}."))
        if not found and (twin := seen.setdefault(alike(text), file)) != file:
            place = twin.relative_to(folder)
            found.append(Flaw(1, f"{place} holds the same post: write another, or delete one."))
        yield from (said(file, folder, flaw) for flaw in found)
    for slug in sorted(slugs):
        if count[slug] < FEWEST:
            wish = f"It has {count[slug]} examples: write {FEWEST} or more in examples/{slug}/."
            yield said(folder / "entries" / f"{slug}.md", folder, Flaw(1, wish))


def alike(text: str) -> str:
    """A post without its front matter, its cases and its blanks."""
    return " ".join(opened(text)[1].casefold().split())


def said(file: Path, folder: Path, flaw: Flaw) -> str:
    """A flaw with its place, as editors and compilers write it."""
    return f"{file.relative_to(folder)}:{flaw.line}: {flaw.says}"
