"""Arrays that are made once and kept on disk, under a name made of what they were made from."""

import hashlib
from collections.abc import Callable, Iterable, Mapping
from pathlib import Path

import numpy as np

Arrays = Mapping[str, np.ndarray]


def kept_arrays(folder: Path | None, name: str, made: Callable[[], Arrays]) -> Arrays:
    """The arrays from disk, else made and kept."""
    if folder is None:
        return made()
    file = folder / f"{name}.npz"
    try:
        with np.load(file, allow_pickle=False) as kept:
            return {key: kept[key] for key in kept.files}
    except (OSError, ValueError, KeyError):
        arrays = made()
        keep(arrays, file)
        return arrays


def keep(arrays: Arrays, file: Path) -> None:
    """Write them, whole or not at all; a folder that cannot be written costs only time."""
    part = file.with_suffix(f".{id(arrays)}.part")
    try:
        file.parent.mkdir(parents=True, exist_ok=True)
        with part.open("wb") as stream:
            np.savez(stream, allow_pickle=False, **dict(arrays))
        part.replace(file)
    except OSError:
        part.unlink(missing_ok=True)


def mark(texts: Iterable[str], *sources: str) -> str:
    """A name for some texts and for the files of code that use them."""
    digest = hashlib.sha256()
    for source in sources:
        digest.update(Path(source).read_bytes())
    for text in texts:
        digest.update(text.encode("utf-8", "surrogatepass") + b"\0")
    return digest.hexdigest()[:24]
