"""The search among threads: what is left out by its bounds is never among the best."""

from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from sklearn.feature_extraction.text import TfidfVectorizer

from assistant.evaluating.made_threads import topics
from assistant.finding.index import tokens_in
from assistant.finding.threads import Searchable, text_of
from assistant.library import archive
from assistant.library.archive import add, opened
from assistant.library.threads import SolvedThread, thread_of

COUNT = 1_000


def made(count: int, first: int = 0) -> list[SolvedThread]:
    """Threads as an import reads them."""
    found = [thread_of(one, "https://forum.example") for one in topics(count, 1, first)]
    return [one for one in found if isinstance(one, SolvedThread)]


THREADS = made(COUNT)
ASKED = [
    *(one.text[:600] for one in made(20, first=90_000)),
    *(one.title for one in THREADS[:10]),
    "wrong values for dW1",
    "the to i is and in a it of",
    "",
    "zzz unheard",
]


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """All threads in one batch."""
    kept = tmp_path_factory.mktemp("threads")
    add(THREADS, kept)
    return kept


def cosines(asked: list[str], threads: list[SolvedThread]) -> np.ndarray:
    """The cosines by scikit-learn, shape (texts, threads)."""
    vectoriser = TfidfVectorizer(analyzer=tokens_in, sublinear_tf=True)
    known = vectoriser.fit_transform(map(text_of, threads))
    return np.asarray((vectoriser.transform(asked) @ known.T).toarray())


@pytest.mark.parametrize("least", [0.02, 0.1, 0.2, 0.35])
def test_the_best_three_are_those_of_all_cosines(folder: Path, least: float) -> None:
    searched = Searchable(opened(folder))

    for text, row in zip(ASKED, cosines(ASKED, THREADS), strict=True):
        found = searched.search(text, 3, least)
        best = np.lexsort((np.arange(COUNT), -row.round(6)))[:3]
        right = [place for place in best if row[place] >= least]
        assert [one.topic for _, one in found] == [THREADS[place].topic for place in right]
        assert np.allclose([score for score, _ in found], row[right], atol=1e-5)


@pytest.mark.parametrize("largest", [100_000, 150])
def test_grown_one_by_one_and_made_anew_find_the_same(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, largest: int
) -> None:
    monkeypatch.setattr(archive, "LARGEST", largest)
    add([replace(one, text="an older text") for one in THREADS[:40]], tmp_path / "grown")
    for first in range(0, 400, 50):
        add(THREADS[first : first + 50], tmp_path / "grown")
    add(THREADS[:400], tmp_path / "anew")
    grown, anew = (Searchable(opened(tmp_path / name)) for name in ("grown", "anew"))

    for text in ASKED:
        (one, scores), (other, same) = (told(each, text) for each in (grown, anew))
        assert np.allclose(scores, same, atol=1e-5)
        assert len(set(np.round(scores, 4))) < len(scores) or one == other


def told(searched: Searchable, text: str) -> tuple[list[int], list[float]]:
    """The topics that are found, and their scores."""
    found = searched.search(text, 3, 0.05)
    return [one.topic for _, one in found], [score for score, _ in found]


def test_a_topic_more_makes_the_arrays_of_its_own_batch_alone(folder: Path) -> None:
    Searchable(opened(folder))
    before = {file: file.stat().st_mtime_ns for file in folder.glob("*/terms.npy")}
    (large,) = before
    add(made(1, first=COUNT), folder)
    searched = Searchable(opened(folder))
    after = {file: file.stat().st_mtime_ns for file in folder.glob("*/terms.npy")}
    add([], folder)

    assert after[large] == before[large]
    assert len(after) == 2
    assert searched.search(made(1, first=COUNT)[0].text, 1, 0.5)[0][1].topic == COUNT + 1


def test_arrays_that_are_not_whole_are_made_again(tmp_path: Path) -> None:
    add(THREADS[:20], tmp_path)
    Searchable(opened(tmp_path))
    for file in tmp_path.glob("*/terms.npy"):
        file.write_bytes(b"")

    assert Searchable(opened(tmp_path)).search(THREADS[3].text, 1, 0.5)[0][1] == THREADS[3]
