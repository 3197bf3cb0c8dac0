"""What the pages show: words for verdicts, the code with its faulty lines, Markdown, formulas."""

from collections.abc import Mapping
from typing import Any

import re2
from latex2mathml.converter import convert
from latex2mathml.exceptions import NoAvailableTokensError
from markdown_it import MarkdownIt
from markupsafe import Markup

from assistant.library.entries import Entry, fill
from assistant.replying.words import NOTICES, STATUS

MARKDOWN = MarkdownIt("commonmark", {"html": False})
FORMULA = re2.compile(r"(?s)\$\$(.+?)\$\$|\$([^$\n]+)\$")
VERDICTS = {
    "correct": "Right: every output matches, on the course's inputs and on random ones.",
    "incorrect": "Not right yet: the code runs, and some outputs differ.",
    "crashed": "The code stops with an exception.",
    "timed-out": "The code did not finish in time.",
    "out-of-memory": "The code asked for too much memory.",
    "refused": "The code tried something that is not allowed here.",
    "ran": "The code runs; it belongs to no exercise that is known here.",
    "not-run": "Nothing was run: this rests on the text.",
}


def answer_page(kept: Mapping[str, Any], entries: Mapping[str, Entry]) -> dict[str, Any]:
    """Everything the result page shows."""
    found = kept["diagnosis"]
    marked = {
        line for fault in found["faults"] for line in range(fault["line"], fault["end_line"] + 1)
    }
    code = enumerate(kept["code"].split("\n"), start=1) if kept["code"].strip() else ()
    return {
        "d": found,
        "title": kept["title"],
        "verdict": VERDICTS[found["verdict"]],
        "status": {**STATUS, "correct": "is right"},
        "code": [(number, line, number in marked) for number, line in code],
        "notices": [NOTICES[one] for one in found["notices"] if one in NOTICES],
        "preview": markdown(found["reply"]),
        "hints": [markdown(hint) for hint in found["hints"]],
        "titles": {slug: entry.title for slug, entry in entries.items()},
    }


def entry_page(entry: Entry) -> dict[str, Any]:
    """One entry with its Markdown rendered."""
    return {
        "entry": entry,
        "symptom": markdown(entry.symptom),
        "why": markdown(entry.why),
        "derivation": formulas(entry.derivation),
        "hints": [markdown(fill(hint, {})) for hint in entry.hints],
    }


def markdown(text: str) -> Markup:
    """Markdown as HTML; raw HTML in it is shown as text."""
    return Markup(MARKDOWN.render(text))  # noqa: S704 -- html is off in the renderer


def formulas(text: str) -> Markup:
    """Markdown with LaTeX between dollar signs, as MathML."""
    found: list[str] = []

    def kept(match: Any) -> str:
        found.append(mathml(match.group(1) or match.group(2), block=bool(match.group(1))))
        return f"FORMULA{len(found) - 1}END"

    html = str(markdown(FORMULA.sub(kept, text)))
    for index, formula in enumerate(found):
        html = html.replace(f"FORMULA{index}END", formula)
    return Markup(html)  # noqa: S704 -- rendered Markdown and our own MathML


def mathml(latex: str, *, block: bool) -> str:
    """One formula."""
    try:
        return str(convert(latex.strip(), display="block" if block else "inline"))
    except NoAvailableTokensError:
        return str(Markup.escape(latex))
