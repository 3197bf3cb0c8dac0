"""From a diagnosis to words: the ladder of hints, the replies of the doors, the leak guard."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import replace
from pathlib import Path

from jinja2 import Environment, FileSystemLoader

from assistant.library.entries import Entry, is_idea
from assistant.replying.formulas import fingerprints
from assistant.replying.guard import Guard
from assistant.replying.ladder import hints
from assistant.replying.phrases import Voice
from assistant.replying.quoting import tamed
from assistant.replying.words import lines
from assistant.subject import foreign, in_trouble, plainly_asks
from assistant.types import Diagnosis, Form, Link, Post, Reply, Strength, nowhere

EMPTY_LINES = re.compile(r"\n{3,}")
LEAST_LED = 0.1  # the likelihood from which on a title is worth a look
DISPLAYED = re.compile(r"(?s)\s*\$\$\s*(.+?)\s*\$\$\s*")


class Replier:
    """Writes replies from the entries and the templates, and lets no solution out."""

    def __init__(self, entries: Mapping[str, Entry], templates: Path, guard: Guard) -> None:
        self.entries = entries
        self.guard = guard
        # A reply is Markdown, not HTML; what a page shows is escaped there.
        self.templates = Environment(  # noqa: S701
            loader=FileSystemLoader(templates), trim_blocks=True, auto_reload=False
        )

    def write(
        self, diagnosis: Diagnosis, rung: int = 1, form: Form = "forum", self_check: Link = nowhere
    ) -> Reply:
        """The words up to a rung of the ladder, counted from one, for a door.

        `self_check` links to where students try their code in private, if there is such a place.
        """
        secrets = Secrets(self.guard, diagnosis)
        safe = tuple(one for one in diagnosis.threads if secrets.kept([one.title]))
        diagnosis = replace(diagnosis, threads=safe)
        voice = Voice.of(diagnosis.report.post)
        ladder = secrets.kept(hints(diagnosis, self.entries))
        shown = ladder[: max(1, rung)] if not diagnosis.abstained or diagnosis.faults else ()
        last = len(shown) == len(ladder)
        text = self.templates.get_template(f"replies/{form}.md").render(
            say=voice.say,
            told=secrets.kept(lines(diagnosis, voice)),
            hints=shown,
            more=bool(shown) and not last,
            derivation=self.derivation(diagnosis, secrets) if shown and last else "",
            rests_on=secrets.kept(tamed(line) for line in evidence(diagnosis)),
            titles=secrets.kept(leads(diagnosis)),
            ask="".join(secrets.kept([tamed(diagnosis.ask or "")])),
            unsure=unsure(diagnosis, self.entries),
            threads=[(tamed(one.title), one.url) for one in safe],
            sure=not diagnosis.abstained,
            self_check=self_check(diagnosis.report.exercise or ""),
        )
        text = EMPTY_LINES.sub("\n\n", text).strip() + "\n"
        return Reply(diagnosis, ladder, text if secrets.kept([text]) else voice.say("silent"))

    def derivation(self, diagnosis: Diagnosis, secrets: "Secrets") -> str:
        """The derivation of an idea that is asked about, not beside a fault: it tells too much."""
        first = next(iter(diagnosis.answers), None)
        if first is None or diagnosis.faults or diagnosis.trial.verdict != "not-run":
            return ""
        (text,) = secrets.kept([self.entries[first.entry].derivation]) or ("",)
        # Discourse wants the two dollars of a displayed formula on lines of their own.
        return DISPLAYED.sub(r"\n\n$$\n\1\n$$\n\n", text).strip()


class Secrets:
    """What may not be said in one reply: the references, and the repairs of its own trial."""

    def __init__(self, guard: Guard, diagnosis: Diagnosis) -> None:
        self.guard = guard
        self.own = own_words(diagnosis.report.post)
        repairs = [one.repair for one in diagnosis.trial.faults]
        self.repairs = fingerprints("\n".join(repairs)) if repairs else set()

    def kept(self, texts: Iterable[str]) -> tuple[str, ...]:
        """The texts that give no formula away."""
        return tuple(one for one in texts if not self.guard.leaks(one, self.own, self.repairs))


def leads(diagnosis: Diagnosis) -> tuple[str, ...]:
    """What it may be; nothing where the post reads like those that go to a person."""
    if personal(diagnosis):
        return ()
    return tuple(one.title for one in diagnosis.answers[:3] if one.confidence >= LEAST_LED)


def personal(diagnosis: Diagnosis) -> bool:
    """The post reads like those that go to a person, and nothing but likeness is found."""
    alike = [one for one in diagnosis.findings if one.strength is Strength.SIMILAR]
    matched = any(one.strength > Strength.SIMILAR for one in diagnosis.findings)
    return bool(alike) and alike[0].cause is None and not matched


def unsure(diagnosis: Diagnosis, entries: Mapping[str, Entry]) -> str:
    """The sentence for what is left to a person: an error, an idea, or neither."""
    if aside(diagnosis):
        return "aside"
    first = next(iter(diagnosis.answers), None)
    idea = first is not None and is_idea(first.entry, entries)
    return "which-idea" if idea and plainly_asks(diagnosis.report) else "cannot-tell"


def aside(diagnosis: Diagnosis) -> bool:
    """Thanks, a refund, another trade: nothing is wrong that a print or a line would show."""
    report = diagnosis.report
    shown = report.snippets or report.checks or report.failing or report.arrays
    ours = report.exercise is not None or diagnosis.trial.verdict != "not-run"
    other = foreign(report) or not in_trouble(report)
    return personal(diagnosis) and other and not (shown or ours)


def own_words(post: Post) -> str:
    """All that the student wrote, which is no secret."""
    return "\n".join((post.title, post.text, post.code, post.notebook))


def evidence(diagnosis: Diagnosis) -> tuple[str, ...]:
    """What the first fault rests on."""
    first = next((one.fault for one in diagnosis.faults if one.fault is not None), None)
    return first.evidence if first is not None else ()
