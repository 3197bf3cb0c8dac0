"""The cases of a batch, each reduced to what its diagnosis rests on, so that twins are known."""

import hashlib
import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from assistant.errors import UnreadableInput

FIELDS = ("title", "post", "code", "exercise", "rung")
PLAIN = {"nbformat": 4, "nbformat_minor": 4, "metadata": {}}  # cells need no ids in 4.4


@dataclass(frozen=True)
class Case:
    """One case: its id, what is to be diagnosed, and the digest of that.

    `error` is the sentence about a case that cannot be read; `body` is then empty.
    """

    id: str
    body: Mapping[str, Any]
    digest: str
    error: str = ""

    @property
    def key(self) -> tuple[str, str]:
        """What tells its row in a file of results."""
        return self.id, self.digest


def cases_of(pairs: Iterable[tuple[str, Any]]) -> Iterator[Case]:
    """Ids and raw cases, as the inputs give them, in their order."""
    for id, raw in pairs:
        yield case_of(id, raw)


def case_of(id: str, raw: Any) -> Case:
    """One case; an UnreadableInput, or what is no object, becomes one with an error."""
    escaped = printable(id)
    if escaped != id:
        return case_of(escaped, UnreadableInput(f"The id {escaped} holds what is no character."))
    if isinstance(raw, UnreadableInput):
        return Case(id, {}, digest_of({"error": str(raw)}), str(raw))
    if not isinstance(raw, Mapping):
        return case_of(id, UnreadableInput("A case is a JSON object."))
    body = {name: raw[name] for name in FIELDS if raw.get(name)}
    if isinstance(body.get("code"), str):
        body["code"] = without_trailing(body["code"])
    if raw.get("notebook"):
        body["notebook"] = reduced(raw["notebook"])
    return Case(id, body, digest_of(body))


def printable(id: str) -> str:
    """An id in which half a character, as in a file's name, is written out."""
    return id.encode(errors="backslashreplace").decode()


def digest_of(body: Mapping[str, Any]) -> str:
    """The same for cases whose diagnosis is the same."""
    text = json.dumps(body, sort_keys=True)
    return hashlib.blake2b(text.encode(), digest_size=12).hexdigest()


def without_trailing(code: str) -> str:
    """Code without blanks at the ends of its lines: no line moves."""
    return "\n".join(line.rstrip() for line in code.splitlines())


def reduced(notebook: Any) -> Any:
    """A notebook's code and the errors it shows; what is no notebook stays for the reader."""
    try:
        found = json.loads(notebook)
        cells = [reduced_cell(cell) for cell in found["cells"]]
        return json.dumps({**PLAIN, "cells": cells}) if found["nbformat"] == 4 else notebook
    except (ValueError, TypeError, KeyError, AttributeError, RecursionError):
        return notebook


def reduced_cell(cell: Mapping[str, Any]) -> dict[str, Any]:
    """A cell in its place; text that explains the task is left out."""
    if cell["cell_type"] != "code":
        return {"cell_type": "raw", "metadata": {}, "source": ""}
    outputs = [out for out in cell.get("outputs", ()) if out.get("output_type") == "error"]
    source = cell["source"]
    return {
        "cell_type": "code",
        "metadata": {},
        "execution_count": None,
        "outputs": outputs,
        "source": without_trailing(source if isinstance(source, str) else "".join(source)),
    }
