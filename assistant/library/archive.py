"""The solved threads that are kept: batches of lines in a folder, and the list of what counts.

A batch is never changed: its name is made of its content. An import writes new batches, then
puts a new `batches.json` in the place of the old one, so that whoever is killed loses nothing.
Small neighbours are written into one, so that there are few; what no list names any longer is
deleted by the next import, when nobody has just read the list before.
"""

import hashlib
import json
import os
import shutil
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import asdict, dataclass, field, replace
from itertools import islice
from pathlib import Path

from assistant.errors import BadThreads
from assistant.library.threads import SolvedThread

LIST = "batches.json"
LARGEST = 100_000  # threads of a batch
RATIO = 4  # a batch is as many times larger than the next one, or they become one


@dataclass(frozen=True)
class Batch:
    """Lines of threads; the places in `dead` hold threads of which a later batch knows more."""

    name: str
    count: int
    dead: tuple[int, ...] = ()

    @property
    def alive(self) -> int:
        """How many threads count."""
        return self.count - len(self.dead)


@dataclass(frozen=True)
class Archive:
    """The batches of a folder as its list has them; `mark` is made of their contents."""

    folder: Path
    batches: tuple[Batch, ...] = ()
    mark: str = field(default="", compare=False)

    def file(self, batch: Batch) -> Path:
        """Where the lines of a batch are."""
        return self.folder / f"{batch.name}.jsonl"

    def lines(self, batch: Batch) -> list[bytes]:
        """The threads of a batch, dead ones too. Raises BadThreads."""
        try:
            return self.file(batch).read_bytes().splitlines()
        except OSError as error:
            raise BadThreads(f"Threads cannot be read: {error}.") from None


Known = dict[tuple[str, int], tuple[str, int, bytes]]  # batch, place and digest of each thread


def opened(folder: Path) -> Archive:
    """The archive of a folder, empty where there is none. Raises BadThreads."""
    try:
        written = (folder / LIST).read_bytes()
        batches = tuple(Batch(one[0], one[1], tuple(one[2])) for one in json.loads(written))
    except FileNotFoundError:
        return Archive(folder)
    except (OSError, ValueError, LookupError, TypeError) as error:
        raise BadThreads(f"{folder / LIST} cannot be read: {error}.") from None
    return Archive(folder, batches, digest(written))


def thread_in(line: bytes) -> SolvedThread:
    """The thread of a line. Raises BadThreads."""
    try:
        return SolvedThread(**json.loads(line))
    except (ValueError, TypeError) as error:
        raise BadThreads(f"A kept thread cannot be read: {error}.") from None


def add(threads: Iterable[SolvedThread], folder: Path) -> int:
    """Keep threads, each topic of a forum once, the later one; gives how many are new."""
    archive = opened(folder)
    make_room(archive)
    known = places(archive, archive.batches)
    before, rest = len(known), iter(threads)
    while chunk := {(one.forum, one.topic): one for one in islice(rest, LARGEST)}:
        lines = {key: line_of(one) for key, one in chunk.items()}
        fresh = {key: line for key, line in lines.items() if changed(known.get(key), line)}
        if fresh:
            later = committed(archive, with_fresh(archive, fresh, known))
            known |= places(later, [one for one in later.batches if one not in archive.batches])
            archive = later
    return len(known) - before


def with_fresh(
    archive: Archive, fresh: Mapping[tuple[str, int], bytes], known: Known
) -> list[Batch]:
    """The batches with one more, of fresh threads; what was known of these is dead."""
    dead: dict[str, set[int]] = {one.name: set(one.dead) for one in archive.batches}
    for key in fresh:
        if key in known:
            dead[known[key][0]].add(known[key][1])
    old = [replace(one, dead=tuple(sorted(dead[one.name]))) for one in archive.batches]
    return [*old, written(archive.folder, list(fresh.values()))]


def committed(archive: Archive, batches: list[Batch]) -> Archive:
    """Merge what is small, then let the new list take the place of the old one."""
    batches = [one for one in batches if one.alive]
    while len(batches) > 1 and small(*batches[-2:]):
        *batches, one, other = batches
        lines = [line for batch in (one, other) for line in living(archive, batch)]
        batches.append(written(archive.folder, lines))
    listed = json.dumps([[one.name, one.count, one.dead] for one in batches]).encode()
    put(archive.folder / LIST, listed)
    return opened(archive.folder)


def small(one: Batch, other: Batch) -> bool:
    """Two neighbours are written into one: the later is not much smaller."""
    together = one.alive + other.alive
    return one.alive < RATIO * other.alive and together <= LARGEST


def living(archive: Archive, batch: Batch) -> Iterator[bytes]:
    """The lines that count."""
    dead = set(batch.dead)
    return (line for place, line in enumerate(archive.lines(batch)) if place not in dead)


def places(archive: Archive, batches: Iterable[Batch]) -> Known:
    """Where each thread stands that counts, and what it says. Raises BadThreads."""
    found: Known = {}
    for batch in batches:
        dead = set(batch.dead)
        for place, line in enumerate(archive.lines(batch)):
            if place not in dead:
                one = thread_in(line)
                found[one.forum, one.topic] = (batch.name, place, said(line))
    return found


def changed(known: tuple[str, int, bytes] | None, line: bytes) -> bool:
    """A line says what was not known."""
    return known is None or known[2] != said(line)


def said(line: bytes) -> bytes:
    """What a line says, in few bytes."""
    return hashlib.blake2b(line, digest_size=16).digest()


def line_of(thread: SolvedThread) -> bytes:
    """A thread as it is kept."""
    return json.dumps(asdict(thread), ensure_ascii=True).encode()


def written(folder: Path, lines: list[bytes]) -> Batch:
    """A new batch on disk, not yet on the list."""
    content = b"\n".join([*lines, b""])
    name = digest(content)
    put(folder / f"{name}.jsonl", content)
    return Batch(name, len(lines))


def put(file: Path, content: bytes) -> None:
    """A file, whole or not at all. Raises BadThreads."""
    part = file.with_name(f"{file.name}.{os.getpid()}.part")
    try:
        with part.open("wb") as stream:
            stream.write(content)
            stream.flush()
            os.fsync(stream.fileno())
        part.replace(file)
    except OSError as error:
        raise BadThreads(f"Threads cannot be kept: {error}.") from None


def make_room(archive: Archive) -> None:
    """Make the folder, and delete what the list does not name. Raises BadThreads."""
    named = {LIST, archive.mark, *(one.name for one in archive.batches)}
    try:
        archive.folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise BadThreads(f"Threads cannot be kept: {error}.") from None
    for file in archive.folder.iterdir():
        if file.name != LIST and file.name.partition(".")[0] not in named:
            shutil.rmtree(file) if file.is_dir() else file.unlink(missing_ok=True)


def digest(content: bytes) -> str:
    """A name for a content."""
    return hashlib.sha256(content).hexdigest()[:24]
