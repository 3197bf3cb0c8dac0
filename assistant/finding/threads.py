"""Solved threads of the forum that read like a post."""

import threading
from pathlib import Path

import numpy as np

from assistant.finding import index, postings, searching, weighing
from assistant.finding.keeping import mapped_arrays, mark
from assistant.finding.postings import Postings, posted
from assistant.finding.searching import best
from assistant.finding.weighing import Weights, weighed, weights
from assistant.library.archive import LIST, Archive, Batch, opened, thread_in
from assistant.library.threads import SolvedThread
from assistant.types import Thread

MOST = 3
CLOSE = 0.4  # cosine; above it about half of the links are about the very same mistake
LONGEST = 20_000
CODE = tuple(str(one.__file__) for one in (index, postings, searching, weighing))


class Searchable:
    """An archive with its arrays: from disk where they were made before, else made and kept."""

    def __init__(self, archive: Archive) -> None:
        self.archive = archive
        self.code = mark((), *CODE)[:12]
        self.batches = [self.postings(one) for one in archive.batches]
        self.texts = [np.memmap(archive.file(one), mode="r") for one in archive.batches]
        self.weights = self.weighed()

    def postings(self, batch: Batch) -> Postings:
        """The arrays of one batch; its name is its content."""
        folder = self.archive.folder / f"{batch.name}.{self.code}"

        def made() -> dict[str, np.ndarray]:
            lines = self.archive.lines(batch)
            texts = (text_of(thread_in(line)) for line in lines)
            return dict(posted(texts, (len(line) + 1 for line in lines)))

        return Postings(**mapped_arrays(folder, made))

    def weighed(self) -> Weights:
        """The weights of all batches together; its name is the list of them."""
        folder = self.archive.folder / f"{self.archive.mark}.{self.code}"
        kept = mapped_arrays(folder, lambda: weighed(self.batches, self.dead()))
        return weights(kept, len(self.batches))

    def dead(self) -> list[dict[int, str]]:
        """The texts that count no longer, by their places in each batch."""
        return [
            {place: text_of(self.thread(number, place)) for place in batch.dead}
            for number, batch in enumerate(self.archive.batches)
        ]

    def thread(self, batch: int, place: int) -> SolvedThread:
        """One thread, read where its line stands. Raises BadThreads."""
        start, end = self.batches[batch].lines[place : place + 2]
        return thread_in(self.texts[batch][start:end].tobytes())

    def search(self, text: str, most: int, least: float) -> list[tuple[float, SolvedThread]]:
        """At most so many threads with at least a score, the most similar first."""
        found = best(text[:LONGEST], self.batches, self.weights, most, least)
        return [(score, self.thread(batch, place)) for score, batch, place in found]


class SimilarThreads:
    """Looks among the threads that were imported; notices when more have been."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.list = folder / LIST
        self.lock = threading.Lock()
        self.known: tuple[tuple[int, int], Searchable | None] = ((0, 0), None)

    def __call__(self, text: str) -> tuple[Thread, ...]:
        """At most three threads, the most similar first."""
        archive = self.current()
        if archive is None or not text.strip():
            return ()
        return tuple(Thread(one.title, one.url) for _, one in archive.search(text, MOST, CLOSE))

    def current(self) -> Searchable | None:
        """The archive as it is on disk now, None where nothing was imported."""
        with self.lock:
            if (stamp := stamped(self.list)) != self.known[0]:
                archive = opened(self.folder)
                self.known = (stamp, Searchable(archive) if archive.batches else None)
            return self.known[1]


def stamped(file: Path) -> tuple[int, int]:
    """What changes when another file takes its place."""
    try:
        found = file.stat()
    except OSError:
        return 0, 0
    return found.st_mtime_ns, found.st_ino


def text_of(thread: SolvedThread) -> str:
    """What is indexed of a thread."""
    return f"{thread.title}\n{thread.text}"
