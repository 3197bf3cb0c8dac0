"""The leak guard: no formula of a reference may stand in a reply, however it is written."""

import hashlib
from collections.abc import Sequence, Set
from pathlib import Path

import numpy as np

from assistant.replying import formulas
from assistant.replying.formulas import fingerprints, marks


class Guard:
    """Knows the fingerprints of the references, not the references."""

    def __init__(self, hashes: frozenset[int]) -> None:
        self.hashes = hashes

    def leaks(self, text: str, own: str = "", repairs: Set[int] = frozenset()) -> bool:
        """The text holds a formula of a reference, or of a repair that a trial confirmed.

        `repairs` are the fingerprints of the latter. What stands in the student's own post
        is no secret.
        """
        found = marks(text)
        found = (found & self.hashes) | (found & repairs)
        return bool(found) and not found <= marks(own)


def guarding(sources: Sequence[str], cache: Path | None = None) -> Guard:
    """The guard of some references; their fingerprints are kept on disk for the next start."""
    file = None if cache is None else cache / f"references-{digest(sources)}.npy"
    try:
        if file is not None:
            return Guard(frozenset(np.load(file, allow_pickle=False).tolist()))
    except (OSError, ValueError, EOFError):
        pass  # not kept yet, or not whole: they are made again
    hashes = frozenset(mark for source in sources for mark in fingerprints(source))
    if file is not None:
        keep(hashes, file)
    return Guard(hashes)


def digest(sources: Sequence[str]) -> str:
    """A name for the references and for how they are read."""
    found = hashlib.sha256(Path(formulas.__file__).read_bytes())
    for source in sources:
        found.update(source.encode() + b"\0")
    return found.hexdigest()[:24]


def keep(hashes: frozenset[int], file: Path) -> None:
    """Write them whole or not at all; a folder that cannot be written costs only time."""
    part = file.with_suffix(f".{id(hashes)}.part")
    try:
        file.parent.mkdir(parents=True, exist_ok=True)
        with part.open("wb") as stream:
            np.save(stream, np.array(sorted(hashes), dtype=np.uint64))
        part.replace(file)
    except OSError:
        part.unlink(missing_ok=True)
