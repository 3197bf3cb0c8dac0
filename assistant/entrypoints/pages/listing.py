"""Code with its colours and its faulty lines; classes only, so that no style is inline."""

from collections.abc import Collection
from dataclasses import dataclass

from markupsafe import Markup
from pygments import highlight
from pygments.formatters import HtmlFormatter
from pygments.lexers import PythonLexer

LONGEST = 400  # lines shown
AROUND = 30  # lines shown before the first faulty one of a longer text


@dataclass(frozen=True)
class Line:
    """One line as HTML."""

    number: int
    html: Markup
    wrong: bool


def listing(source: str, wrong: Collection[int] = ()) -> list[Line]:
    """The lines of a source, from the start or from a little before the first faulty one."""
    lines = coloured(source).split("\n")
    first = max(0, min(wrong, default=1) - AROUND) if len(lines) > LONGEST else 0
    shown = lines[first : first + LONGEST]
    return [
        Line(number, Markup(line), number in wrong)  # noqa: S704 -- Pygments escapes
        for number, line in enumerate(shown, start=first + 1)
    ]


def coloured(source: str) -> str:
    """The source as HTML, line by line as it was."""
    lexer = PythonLexer(stripnl=False, ensurenl=False)
    return str(highlight(source, lexer, HtmlFormatter(nowrap=True))).removesuffix("\n")
