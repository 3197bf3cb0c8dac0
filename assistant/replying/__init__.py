"""From a diagnosis to words: the ladder of hints, the forum reply, the leak guard."""

from collections.abc import Mapping
from pathlib import Path

from jinja2 import Environment, FileSystemLoader

from assistant.library.entries import Entry
from assistant.replying.guard import Guard
from assistant.replying.ladder import hints
from assistant.replying.words import lines
from assistant.types import Diagnosis, Reply

SAFE = "I would rather not say more here; please ask a mentor."


class Replier:
    """Writes replies from the entries and the templates, and lets no solution out."""

    def __init__(self, entries: Mapping[str, Entry], templates: Path, guard: Guard) -> None:
        self.entries = entries
        self.guard = guard
        # A reply is Markdown, not HTML; what a page shows is escaped there.
        environment = Environment(loader=FileSystemLoader(templates), trim_blocks=True)  # noqa: S701
        self.template = environment.get_template("reply.md")

    def write(self, diagnosis: Diagnosis, rung: int = 1) -> Reply:
        """The words up to a rung of the ladder, counted from one."""
        ladder = tuple(h for h in hints(diagnosis, self.entries) if not self.guard.leaks(h))
        told = lines(diagnosis)
        text = self.render(told, ladder[: max(1, rung)], diagnosis)
        if self.guard.leaks(text):
            text = self.render(told, ladder[:1], diagnosis)
        return Reply(diagnosis, ladder, SAFE if self.guard.leaks(text) else text)

    def render(self, told: list[str], ladder: tuple[str, ...], diagnosis: Diagnosis) -> str:
        """The template filled."""
        titles = [one.title for one in diagnosis.answers[:3]]
        shown = ladder if not diagnosis.abstained or diagnosis.faults else ()
        text = self.template.render(
            told=told, hints=shown, ask=diagnosis.ask, titles=titles, sure=not diagnosis.abstained
        )
        return text.strip() + "\n"
