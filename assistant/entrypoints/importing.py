"""`gradmentor import-threads`: topics of Discourse as JSON become similar solved threads."""

import json
import re
from collections import Counter
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

from assistant.entrypoints.inputs import read_text
from assistant.errors import UnreadableInput
from assistant.finding.threads import SimilarThreads
from assistant.library.archive import add
from assistant.library.threads import SolvedThread, thread_of
from assistant.settings import Settings

LARGEST = 50_000_000  # bytes of one file
SOLVED = "solved"
ADDRESS = re.compile(r"https?://[^\s/][^\s]*")


def imported(
    settings: Settings, source: Path, forum: str, say: Callable[[str], None]
) -> dict[str, int]:
    """Keep the solved threads of a file or folder; gives how many are new, known, and refused.

    What is no topic is said and counted, and keeps no other from being imported. Raises
    UnreadableInput where there is nothing else.
    """
    if not ADDRESS.fullmatch(forum):
        raise UnreadableInput("The forum is an address that starts with https:// or http://.")
    counts: Counter[str] = Counter()
    unreadable: list[str] = []
    new = add(threads_in(source, forum, counts, unreadable), settings.threads)
    if unreadable and not counts:
        raise UnreadableInput("\n".join(unreadable))
    for sentence in unreadable:
        say(sentence)
    SimilarThreads(settings.threads).current()  # makes the index, for whoever asks first
    solved = counts.pop(SOLVED, 0)
    counts.update({"unreadable": len(unreadable)} if unreadable else {})
    return {"new": new, "known": solved - new, **counts}


def threads_in(
    source: Path, forum: str, counts: Counter[str], unreadable: list[str]
) -> Iterator[SolvedThread]:
    """The solved threads of a file or folder; counts the rest, and says what is no topic."""
    for file in files_in(source):
        try:
            topics = topics_in(file)
        except UnreadableInput as error:
            unreadable.append(f"{file}: {error}")
            continue
        for place, topic in topics:
            try:
                one = thread_of(topic, forum)
            except UnreadableInput as error:
                unreadable.append(f"{file}{place}: {error}")
                continue
            counts[SOLVED if isinstance(one, SolvedThread) else one.reason] += 1
            if isinstance(one, SolvedThread):
                yield one


def files_in(source: Path) -> list[Path]:
    """The file itself, or the JSON files of a folder. Raises UnreadableInput."""
    if source.is_dir():
        return sorted(source.rglob("*.json"))
    if not source.is_file():
        raise UnreadableInput(f"{source} does not exist.")
    return [source]


def topics_in(file: Path) -> list[tuple[str, Any]]:
    """The topics of a file, one or a list, each with its place in that. Raises UnreadableInput."""
    try:
        found = json.loads(read_text(str(file), LARGEST))
    except (ValueError, RecursionError):
        raise UnreadableInput("It is not JSON.") from None
    if not isinstance(found, list):
        return [("", found)]
    return [(f", topic {number} of its list", one) for number, one in enumerate(found, start=1)]


def told(found: dict[str, int]) -> str:
    """The counts in one line."""
    return ", ".join(f"{number} {name}" for name, number in found.items()) + "."
