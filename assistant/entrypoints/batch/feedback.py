"""Feedback for one notebook: Markdown beside the grader's page, and a section in that page."""

import re
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader

from assistant.entrypoints.pages.markdown import markdown
from assistant.entrypoints.pages.result import headline
from assistant.errors import UnreadableInput
from assistant.library.entries import Entry

TEMPLATE = "replies/graded.md"
SECTION = (
    '<section id="gradmentor" style="margin:2em auto;max-width:60em;padding:0 1em">{}</section>'
)
OURS = re.compile(r'(?s)<section id="gradmentor".*?</section>\n?')


class Feedback:
    """Writes the hints for a notebook's functions; whatever it writes twice is the same."""

    def __init__(self, templates: Path, entries: Mapping[str, Entry]) -> None:
        # It is Markdown, not HTML; the page shows it escaped.
        environment = Environment(loader=FileSystemLoader(templates), trim_blocks=True)  # noqa: S701
        self.template = environment.get_template(TEMPLATE)
        self.titles = {slug: entry.title for slug, entry in entries.items()}

    def write(self, target: Path, name: str, rows: Sequence[Mapping[str, Any]]) -> None:
        """`<target>.hints.md`, and the same in `<target>.html` where a grader made that page."""
        text = self.text(name, rows)
        try:
            target.parent.mkdir(parents=True, exist_ok=True)
            target.with_name(f"{target.name}.hints.md").write_text(text, encoding="utf-8")
            page = target.with_name(f"{target.name}.html")
            if page.is_file():
                page.write_text(within(page.read_text(encoding="utf-8"), text), encoding="utf-8")
        except (OSError, UnicodeDecodeError):
            raise UnreadableInput(f"The feedback {target}.hints.md cannot be written.") from None

    def text(self, name: str, rows: Sequence[Mapping[str, Any]]) -> str:
        """The hints for each function."""
        told = [
            (parts_of(str(row["id"]))[1], row.get("error") or headline(row, {}), row)
            for row in rows
        ]
        return self.template.render(name=name, rows=told, titles=self.titles).strip() + "\n"


def parts_of(id: str) -> tuple[str, str]:
    """Submission and function of a case; a `#` may be in a submission's name, in no function's."""
    before, _, function = id.rpartition("#")
    return (before, function) if before and function.isidentifier() else (id, "")


def within(page: str, text: str) -> str:
    """A page with our section at its end, in the place of an earlier one."""
    section = SECTION.format(markdown(text))
    bare = OURS.sub("", page)
    head, body, rest = bare.rpartition("</body>")
    return f"{head}{section}\n{body}{rest}" if body else f"{bare}{section}\n"
