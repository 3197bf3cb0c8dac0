"""`gradmentor import-threads`: topics of Discourse as JSON become similar solved threads."""

import json
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from assistant.entrypoints.inputs import read_text
from assistant.errors import UnreadableInput
from assistant.library.threads import SolvedThread, add, thread_of
from assistant.settings import Settings

LARGEST = 50_000_000  # bytes of one file


def imported(settings: Settings, source: Path, forum: str) -> dict[str, int]:
    """Keep the solved threads of a file or folder; gives how many are new, known, and refused.

    Raises UnreadableInput for a file that is no topic; in a folder such files are counted.
    """
    if not forum.startswith(("https://", "http://")):
        raise UnreadableInput("The forum is an address that starts with https:// or http://.")
    threads: list[SolvedThread] = []
    counts: Counter[str] = Counter()
    for file in files_in(source):
        try:
            several = [thread_of(topic, forum) for topic in topics_in(file)]
        except UnreadableInput:
            if file == source:
                raise
            counts["unreadable"] += 1
            continue
        threads += [one for one in several if isinstance(one, SolvedThread)]
        counts.update(one.reason for one in several if not isinstance(one, SolvedThread))
    new = add(threads, settings.threads)
    return {"new": new, "known": len(threads) - new, **counts}


def files_in(source: Path) -> list[Path]:
    """The file itself, or the JSON files of a folder. Raises UnreadableInput."""
    if source.is_dir():
        return sorted(source.rglob("*.json"))
    if not source.is_file():
        raise UnreadableInput(f"{source} does not exist.")
    return [source]


def topics_in(file: Path) -> Iterator[Any]:
    """The topics of a file: one, or a list. Raises UnreadableInput."""
    try:
        found = json.loads(read_text(str(file), LARGEST))
    except (ValueError, RecursionError):
        raise UnreadableInput(f"{file} is not JSON.") from None
    yield from found if isinstance(found, list) else [found]


def told(found: dict[str, int]) -> str:
    """The counts in one line."""
    return ", ".join(f"{number} {name}" for name, number in found.items()) + "."
