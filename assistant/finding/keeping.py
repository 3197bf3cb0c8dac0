"""Arrays that are made once and kept on disk, under a name made of what they were made from."""

import hashlib
import os
import shutil
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


def mapped_arrays(folder: Path, made: Callable[[], Arrays]) -> Arrays:
    """The arrays of a folder, mapped into memory, else made and kept there."""
    if found := mapped(folder):
        return found
    arrays = made()
    part = folder.with_name(f"{folder.name}.{os.getpid()}-{id(arrays)}.part")
    try:
        part.mkdir(parents=True)
        for name, one in arrays.items():
            np.save(part / f"{name}.npy", one, allow_pickle=False)
        shutil.rmtree(folder, ignore_errors=True)  # one that is not whole
        part.rename(folder)
    except OSError:  # it cannot be written, or another process was first
        shutil.rmtree(part, ignore_errors=True)
    return mapped(folder) or arrays


def mapped(folder: Path) -> Arrays:
    """The arrays of a folder, none where it is not there or not whole."""
    try:
        files = sorted(folder.glob("*.npy"))
        return {one.stem: np.asarray(np.load(one, mmap_mode="r")) for one in files}
    except (OSError, ValueError, EOFError):
        return {}


def mark(texts: Iterable[str], *sources: str) -> str:
    """A name for some texts and for the files of code that use them."""
    digest = hashlib.sha256()
    for source in sources:
        digest.update(Path(source).read_bytes())
    for text in texts:
        digest.update(text.encode("utf-8", "surrogatepass") + b"\0")
    return digest.hexdigest()[:24]
