"""`gradmentor import-threads`: topics of Discourse as JSON become similar solved threads."""

import json
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


def imported(
    settings: Settings, source: Path, forum: str, say: Callable[[str], None]
) -> dict[str, int]:
    """Keep the solved threads of a file or folder; gives how many are new, known, and refused.

    Raises UnreadableInput for a file that is no topic; in a folder such files are said and counted.
    """
    if not forum.startswith(("https://", "http://")):
        raise UnreadableInput("The forum is an address that starts with https:// or http://.")
    counts: Counter[str] = Counter()
    new = add(threads_in(source, forum, counts, say), settings.threads)
    SimilarThreads(settings.threads).current()  # makes the index, for whoever asks first
    solved = counts.pop(SOLVED, 0)
    return {"new": new, "known": solved - new, **counts}


def threads_in(
    source: Path, forum: str, counts: Counter[str], say: Callable[[str], None]
) -> Iterator[SolvedThread]:
    """The solved threads of a file or folder, one file after the other; counts the rest, too."""
    for file in files_in(source):
        try:
            several = [thread_of(topic, forum) for topic in topics_in(file)]
        except UnreadableInput as error:
            named = f"{file}: {error}"
            if file == source:
                raise UnreadableInput(named) from None
            say(named)
            counts["unreadable"] += 1
            continue
        for one in several:
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


def topics_in(file: Path) -> Iterator[Any]:
    """The topics of a file: one, or a list. Raises UnreadableInput."""
    try:
        found = json.loads(read_text(str(file), LARGEST))
    except (ValueError, RecursionError):
        raise UnreadableInput("It is not JSON.") from None
    yield from found if isinstance(found, list) else [found]


def told(found: dict[str, int]) -> str:
    """The counts in one line."""
    return ", ".join(f"{number} {name}" for name, number in found.items()) + "."
