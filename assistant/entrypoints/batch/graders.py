"""Folders of graders: nbgrader's course folder, and what otter's students hand in."""

import json
import re
import zipfile
from abc import ABC, abstractmethod
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby
from pathlib import Path
from typing import Any

from assistant.entrypoints.batch.feedback import Feedback, parts_of
from assistant.entrypoints.inputs import read_text
from assistant.errors import UnreadableInput
from assistant.reading import decode

DEFINED = re.compile(r"(?m)^def +(\w+) *\(")
Functions = Mapping[str, Sequence[str]]  # ids of exercises by the name of the function


@dataclass(frozen=True)
class Graded(ABC):
    """Notebooks of a class: every function that is known is a case of its own.

    The id is the notebook's path, `#`, and the function.
    """

    folder: Path
    limit: int
    functions: Functions
    feedback: Feedback

    def __post_init__(self) -> None:
        if not self.notebooks():
            raise UnreadableInput(f"{self.folder} holds no submissions: {self.expected()}.")

    @abstractmethod
    def notebooks(self) -> list[Path]:
        """The submissions, in the order of their names."""

    @abstractmethod
    def expected(self) -> str:
        """Where they should be."""

    @abstractmethod
    def target(self, id: str) -> Path:
        """Where the feedback goes, without the ending of its name."""

    def id(self, notebook: Path) -> str:
        """What names a submission."""
        return notebook.relative_to(self.folder).as_posix()

    def read(self, notebook: Path) -> str:
        """The JSON of a notebook. Raises UnreadableInput."""
        return read_text(str(notebook), self.limit)

    def cases(self) -> Iterator[tuple[str, Any]]:
        """Each function of each notebook; a notebook without one is a case, too."""
        for file in self.notebooks():
            id = self.id(file)
            try:
                text = self.read(file)
            except UnreadableInput as error:
                yield id, error
                continue
            for exercise in exercises_in(text, self.functions) or [""]:
                function = exercise.rpartition("/")[2]
                name = f"{id}#{function}" if function else id
                yield name, {"notebook": text, "exercise": exercise}

    def count(self) -> int:
        """How many functions there are."""
        return sum(1 for _ in self.cases())

    def finished(self, rows: Iterable[Mapping[str, Any]]) -> None:
        """Write the feedback of each notebook."""
        for id, several in groupby(rows, lambda row: parts_of(str(row["id"]))[0]):
            self.feedback.write(self.target(id), Path(id).name, list(several))


class Nbgrader(Graded):
    """`submitted/<student>/<assignment>/*.ipynb`; feedback goes where nbgrader puts its own."""

    def notebooks(self) -> list[Path]:
        """The submissions."""
        return sorted((self.folder / "submitted").glob("*/*/*.ipynb"))

    def expected(self) -> str:
        """nbgrader's layout."""
        return "nbgrader keeps them as submitted/<student>/<assignment>/<name>.ipynb"

    def id(self, notebook: Path) -> str:
        """`<student>/<assignment>/<name>.ipynb`."""
        return notebook.relative_to(self.folder / "submitted").as_posix()

    def target(self, id: str) -> Path:
        """Beside nbgrader's page."""
        return (self.folder / "feedback" / id).with_suffix("")


class Otter(Graded):
    """Notebooks and the zip files of `otter export`; feedback goes into the folder `feedback`."""

    def notebooks(self) -> list[Path]:
        """The submissions, in folders of students or not."""
        files = [p for p in self.folder.rglob("*") if p.suffix.lower() in (".ipynb", ".zip")]
        return sorted(p for p in files if (self.folder / "feedback") not in p.parents)

    def expected(self) -> str:
        """What otter's students hand in."""
        return "otter's are notebooks (.ipynb), or the .zip files of its export"

    def read(self, notebook: Path) -> str:
        """A notebook, out of its zip file where it is in one."""
        if notebook.suffix.lower() == ".ipynb":
            return super().read(notebook)
        try:
            with zipfile.ZipFile(notebook) as packed:
                inside = [n for n in packed.namelist() if n.lower().endswith(".ipynb")]
                if not inside:
                    raise UnreadableInput(f"{notebook.name} holds no notebook.")
                with packed.open(inside[0]) as file:
                    return decode(file.read(self.limit + 1), self.limit)
        except (OSError, zipfile.BadZipFile, RuntimeError, NotImplementedError):
            raise UnreadableInput(f"{notebook.name} cannot be unpacked.") from None

    def target(self, id: str) -> Path:
        """In a folder of its own."""
        return (self.folder / "feedback" / id).with_suffix("")


def exercises_in(text: str, functions: Functions) -> list[str]:
    """The exercises whose functions a notebook defines, in its order, all of one course."""
    defined = [name for name in dict.fromkeys(definitions(text)) if name in functions]
    courses = Counter(id.partition("/")[0] for name in defined for id in functions[name])
    if not courses:
        return []
    course = max(courses, key=lambda one: courses[one])
    return [id for name in defined for id in best_of(functions[name], course)]


def best_of(ids: Sequence[str], course: str) -> Sequence[str]:
    """Those of the notebook's course; of a function that it does not know, the last that came."""
    return [id for id in ids if id.partition("/")[0] == course] or ids[-1:]


def definitions(text: str) -> Iterator[str]:
    """The functions that a notebook's cells define; none for what is no notebook."""
    try:
        cells = json.loads(text)["cells"]
        sources = [cell["source"] for cell in cells if cell["cell_type"] == "code"]
    except (ValueError, TypeError, KeyError, RecursionError):
        return
    for source in sources:
        yield from DEFINED.findall(source if isinstance(source, str) else "".join(source))
