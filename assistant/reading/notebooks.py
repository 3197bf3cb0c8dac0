"""Notebooks: the graded cells and the errors that their outputs show."""

from collections.abc import Container
from dataclasses import dataclass
from typing import TYPE_CHECKING

from assistant.characters import well_formed
from assistant.errors import UnreadableInput
from assistant.reading.snippets import snippet
from assistant.types import Snippet

if TYPE_CHECKING:
    import nbformat

MARKS = ("GRADED FUNCTION", "UNQ_C", "### START CODE HERE")


@dataclass(frozen=True)
class Notebook:
    """The snippets of a notebook, graded cells first, and the text of its errors."""

    snippets: tuple[Snippet, ...] = ()
    outputs: tuple[str, ...] = ()


def read_notebook(text: str, functions: Container[str]) -> Notebook:
    """The cells that define functions. Raises UnreadableInput with one sentence."""
    import nbformat  # slow to import, and seldom needed by the command

    try:
        notebook = nbformat.reads(text, as_version=4)
        cells = list(enumerate(notebook.cells))
    except (ValueError, KeyError, AttributeError, TypeError, RecursionError):
        raise UnreadableInput("This is not a Jupyter notebook (.ipynb).") from None
    except nbformat.ValidationError:
        raise UnreadableInput("The notebook breaks the notebook format.") from None
    code = [(index, cell) for index, cell in cells if cell.get("cell_type") == "code"]
    found = [snippet(well_formed(str(cell.get("source", ""))), index) for index, cell in code]
    defining = [one for one in found if one.functions]
    if not defining:
        raise UnreadableInput("The notebook has no cell that defines a function.")
    graded = [one for one in defining if is_graded(one, functions)]
    others = [one for one in defining if one not in graded]
    outputs = tuple(error for _, cell in code for error in errors_of(cell))
    return Notebook((*graded, *others), outputs)


def is_graded(one: Snippet, functions: Container[str]) -> bool:
    """A cell of the assignment: a known function, or the course's mark."""
    known = any(name in functions for name in one.functions)
    return known or any(mark in one.source for mark in MARKS)


def errors_of(cell: "nbformat.NotebookNode") -> list[str]:
    """The exceptions among a cell's outputs."""
    errors = [out for out in cell.get("outputs", ()) if out.get("output_type") == "error"]
    return [well_formed(f"{one.get('ename', '')}: {one.get('evalue', '')}") for one in errors]
