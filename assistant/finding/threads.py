"""Solved threads of the forum that read like a post."""

from pathlib import Path

import numpy as np

from assistant.finding.index import Index, cached_index
from assistant.library.threads import SolvedThread, load
from assistant.types import Thread

MOST = 3
CLOSE = 0.2  # cosine; less is a word or two in common
LONGEST = 20_000


class SimilarThreads:
    """Looks among the threads that were imported; notices when more have been."""

    def __init__(self, file: Path, cache: Path | None = None) -> None:
        self.file = file
        self.cache = cache
        self.known: tuple[int, tuple[SolvedThread, ...], Index | None] = (0, (), None)

    def __call__(self, text: str) -> tuple[Thread, ...]:
        """At most three threads, the most similar first."""
        threads, index = self.current()
        if index is None or not text.strip():
            return ()
        scores = index.similarities(text[:LONGEST])
        best = np.argsort(-scores, kind="stable")[:MOST]
        found = [threads[place] for place in best if scores[place] >= CLOSE]
        return tuple(Thread(one.title, one.url) for one in found)

    def current(self) -> tuple[tuple[SolvedThread, ...], Index | None]:
        """The threads as they are on disk now, and their index."""
        stamp = self.file.stat().st_mtime_ns if self.file.is_file() else 0
        if stamp != self.known[0]:
            threads = load(self.file)
            texts = [f"{one.title}\n{one.text}" for one in threads]
            self.known = (stamp, threads, cached_index(texts, self.cache) if texts else None)
        _, threads, index = self.known
        return threads, index
