"""What the commands read: files, standard input, cases."""

import json
import sys
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from assistant.errors import UnreadableInput
from assistant.reading import decode
from assistant.types import Post

FIELDS = {"title": "title", "post": "text", "code": "code", "exercise": "exercise"}
SUFFIXES = (".py", ".ipynb", ".md", ".txt")


def read_text(name: str, limit: int) -> str:
    """A file, or standard input for `-`. Raises UnreadableInput."""
    if name == "-":
        return decode(sys.stdin.buffer.read(limit + 1), limit)
    try:
        with Path(name).open("rb") as file:
            return decode(file.read(limit + 1), limit)
    except OSError as error:
        raise UnreadableInput(f"{name} cannot be read: {error.strerror}.") from None


def post_of(names: list[str], code: str | None, exercise: str, limit: int) -> Post:
    """One post from files of any kind. Raises UnreadableInput."""
    parts: dict[str, list[str]] = {"text": [], "code": [], "notebook": []}
    for name in names or ([] if code else ["-"]):
        text = read_text(name, limit)
        parts[kind_of(name, text)].append(text)
    if code:
        parts["code"].append(read_text(code, limit))
    if len(parts["notebook"]) > 1:
        raise UnreadableInput("Give one notebook at a time.")
    if not any(part.strip() for values in parts.values() for part in values):
        raise UnreadableInput("The input is empty; give a post, code or a notebook.")
    notebook = "".join(parts["notebook"])
    return Post(
        text="\n\n".join(parts["text"]),
        code="\n\n".join(parts["code"]),
        notebook=notebook,
        exercise=exercise,
    )


def kind_of(name: str, text: str) -> str:
    """Post, code or notebook, by the name of the file, else by its content."""
    suffix = Path(name).suffix.lower()
    if suffix == ".py":
        return "code"
    if suffix == ".ipynb" or (suffix not in SUFFIXES and is_notebook(text)):
        return "notebook"
    return "text"


def is_notebook(text: str) -> bool:
    """JSON with cells."""
    return text.lstrip().startswith("{") and '"cells"' in text[:200_000]


def post_of_case(case: Any) -> Post:
    """A case of the contract as a post. Raises UnreadableInput."""
    if not isinstance(case, Mapping):
        raise UnreadableInput("A case is a JSON object.")
    for key in (*FIELDS, "id", "notebook"):
        if not isinstance(case.get(key) or "", str):
            raise UnreadableInput(f"The field {key!r} of a case is text.")
    fields = {ours: case.get(theirs) or "" for theirs, ours in FIELDS.items()}
    return Post(id=case.get("id") or "", notebook=case.get("notebook") or "", **fields)


def rung_of(case: Mapping[str, Any]) -> int:
    """The rung that a case asks for, one if none. Raises UnreadableInput."""
    rung = case.get("rung") or 1
    if not isinstance(rung, int) or isinstance(rung, bool) or not 1 <= rung <= 20:
        raise UnreadableInput("The rung of a case is a number from 1 to 20.")
    return rung


def cases_in(source: Path, limit: int) -> Iterator[tuple[str, Any]]:
    """Id and case of a `.jsonl` or of a folder; an UnreadableInput in place of a broken one.

    Raises UnreadableInput where there is neither.
    """
    if source.is_dir():
        yield from cases_of_folder(source, limit)
        return
    try:
        lines = source.open("rb")
    except OSError as error:
        raise UnreadableInput(f"{source} cannot be read: {error.strerror}.") from None
    with lines:
        for number, line in enumerate(lines, start=1):
            if line.strip():
                yield case_of_line(line, number, limit)


def count_of(source: Path) -> int:
    """How many cases there will be: files of a folder, or lines. Raises UnreadableInput."""
    if source.is_dir():
        return len(files_of(source))
    try:
        with source.open("rb") as lines:
            return sum(1 for line in lines if line.strip())
    except OSError as error:
        raise UnreadableInput(f"{source} cannot be read: {error.strerror}.") from None


def case_of_line(line: bytes, number: int, limit: int) -> tuple[str, Any]:
    """One line of a `.jsonl`."""
    try:
        case = json.loads(decode(line, limit))
    except UnreadableInput as error:
        return f"line {number}", error
    except (ValueError, RecursionError):
        return f"line {number}", UnreadableInput(f"Line {number} is not JSON.")
    known = isinstance(case, Mapping) and isinstance(case.get("id"), str)
    return (case["id"] if known else f"line {number}"), case


def cases_of_folder(folder: Path, limit: int) -> Iterator[tuple[str, Any]]:
    """The files of a folder, each a case; the id is the relative path."""
    for file in files_of(folder):
        id = file.relative_to(folder).as_posix()
        try:
            text = read_text(str(file), limit)
        except UnreadableInput as error:
            yield id, error
            continue
        if file.suffix.lower() == ".ipynb" and not text.strip():
            yield id, UnreadableInput("The notebook is empty.")
            continue
        kind = {"text": "post"}.get(kind_of(file.name, text), kind_of(file.name, text))
        yield id, {"id": id, kind: text}


def files_of(folder: Path) -> list[Path]:
    """The files of a folder that can be read, in the order of their names."""
    return sorted(p for p in folder.rglob("*") if p.suffix.lower() in SUFFIXES)
