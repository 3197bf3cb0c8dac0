"""Times the search among made threads against bm25s: same texts, same process, in turns."""

import importlib.util
import resource
import statistics
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

from assistant.evaluating.made_threads import FORUM, topics
from assistant.finding.threads import CLOSE, MOST, Searchable, text_of
from assistant.library.archive import add, opened
from assistant.library.threads import SolvedThread, thread_of

QUERIES = 200
UNSEEN = 50_000_000  # the first topic that no archive of this size holds
Search = Callable[[str], object]
Row = dict[str, Any]


def measured(count: int, seed: int) -> list[Row]:
    """Building and opening an archive of so many threads, then one row for each search."""
    with tempfile.TemporaryDirectory() as folder:
        rows = built(Path(folder), count, seed)
        archive = Searchable(opened(Path(folder)))
        asked = [one.text for one in threads(QUERIES, seed, UNSEEN)]
        ours: dict[str, Search] = {"gradmentor": lambda text: archive.search(text, MOST, CLOSE)}
        return rows + timed(ours | rivals(archive), asked)


def threads(count: int, seed: int, first: int = 0) -> Iterator[SolvedThread]:
    """Made topics, read as an import reads them."""
    for one in topics(count, seed, first):
        thread = thread_of(one, FORUM)
        assert isinstance(thread, SolvedThread)
        yield thread


def built(folder: Path, count: int, seed: int) -> list[Row]:
    """Import and index, one topic more, open again: seconds, bytes on disk, peak of memory."""
    seconds = {
        "make, import": seconds_of(lambda: add(threads(count, seed), folder)),
        "index": seconds_of(lambda: Searchable(opened(folder))),
        "one more topic": seconds_of(lambda: add(threads(1, seed, UNSEEN - 1), folder)),
        "its index": seconds_of(lambda: Searchable(opened(folder))),
        "open": seconds_of(lambda: Searchable(opened(folder))),
    }
    texts = sum(one.stat().st_size for one in folder.glob("*.jsonl"))
    arrays = sum(one.stat().st_size for one in folder.glob("*/*.npy"))
    return [
        {"name": f"archive of {count} threads", **seconds},
        {
            "name": "sizes",
            "texts_mib": texts >> 20,
            "arrays_mib": arrays >> 20,
            "peak_memory_mib": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss >> 10,
        },
    ]


def rivals(archive: Searchable) -> dict[str, Search]:
    """bm25s over the same texts, with each backend that is installed."""
    import bm25s

    texts = [text_of(one) for one in everything(archive)]
    tokens = bm25s.tokenize(texts, stopwords="en", show_progress=False)
    found: dict[str, Search] = {}
    for backend in ("numpy", "numba"):
        if backend == "numpy" or importlib.util.find_spec("numba"):
            index = bm25s.BM25(backend=backend)
            index.index(tokens, show_progress=False)
            found[f"bm25s, {backend}"] = asking(index)
    return found


def everything(archive: Searchable) -> Iterator[SolvedThread]:
    """All threads."""
    for number, postings in enumerate(archive.batches):
        yield from (archive.thread(number, place) for place in range(postings.size))


def asking(index: Any) -> Search:
    """A search of bm25s, from the text on."""
    import bm25s

    def search(text: str) -> object:
        tokens = bm25s.tokenize([text], stopwords="en", show_progress=False)
        return index.retrieve(tokens, k=MOST, show_progress=False, n_threads=1)

    return search


def timed(searches: dict[str, Search], asked: list[str]) -> list[Row]:
    """Median and 99th percentile, in turns, warm; the ratio is that to the quickest rival."""
    for search in searches.values():
        for text in asked[:20]:
            search(text)
    times: dict[str, list[float]] = {name: [] for name in searches}
    for text in asked:
        for name, search in searches.items():
            times[name].append(seconds_of(lambda: search(text)))  # noqa: B023
    best = min(statistics.median(times[name]) for name in searches if name != "gradmentor")
    return [
        {
            "name": f"search, {name}",
            "median_ms": round(1000 * statistics.median(each), 2),
            "p99_ms": round(1000 * statistics.quantiles(each, n=100)[-1], 2),
            "ratio": round(statistics.median(each) / best, 2),
        }
        for name, each in times.items()
    ]


def seconds_of(work: Callable[[], object]) -> float:
    """Seconds of one call."""
    start = time.perf_counter()
    work()
    return round(time.perf_counter() - start, 6)
