"""Entries that mentors draft on the web: kept in the database until a person commits them."""

import re
import time
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import re2
from sqlalchemy import Column, Float, String, Table, Text
from sqlalchemy.engine import Engine
from sqlalchemy.exc import IntegrityError

from assistant.database import METADATA
from assistant.errors import UnreadableInput
from assistant.library.checking import Runs, problems
from assistant.library.entries import parse
from assistant.mentoring.acts import Act, record
from assistant.mentoring.cases import is_slug
from assistant.mentoring.keeping import Keeps, keep

DRAFT = Table(
    "draft",
    METADATA,
    Column("slug", String(100), primary_key=True),
    Column("at", Float, nullable=False),
    Column("who", String(40), nullable=False),
    Column("text", Text, nullable=False),
)


@dataclass(frozen=True)
class Draft:
    """An entry that is not one yet."""

    slug: str
    who: str
    text: str
    at: float = 0.0


class Drafts:
    """The table of drafts."""

    def __init__(self, engine: Engine) -> None:
        self.engine = engine

    def add(self, draft: Draft, about: str = "", student: str = "") -> None:
        """Keep a new draft. Raises UnreadableInput for a bad or taken slug."""
        if not is_slug(draft.slug):
            raise UnreadableInput("A slug is words of letters and digits, joined by hyphens.")
        row = {"slug": draft.slug, "at": time.time(), "who": draft.who, "text": draft.text}
        try:
            with self.engine.begin() as connection:
                connection.execute(DRAFT.insert().values(**row))
                record(connection, Act(draft.who, "drafted", about, student, cause=draft.slug))
        except IntegrityError:
            raise UnreadableInput(f"The draft {draft.slug!r} exists already.") from None

    def save(self, draft: Draft) -> None:
        """Keep a draft as it was written on, and what it was before."""
        known = self.load(draft.slug)
        if known is None or known.text == draft.text:
            return
        act = Act(draft.who, "edited-draft", draft.slug, "", known.text, draft.text, draft.slug)
        new = {"at": time.time(), "who": draft.who, "text": draft.text}
        with self.engine.begin() as connection:
            connection.execute(DRAFT.update().where(DRAFT.c.slug == draft.slug).values(**new))
            record(connection, act)

    def load(self, slug: str) -> Draft | None:
        """One draft."""
        return next((one for one in self.all() if one.slug == slug), None)

    def all(self) -> list[Draft]:
        """Every draft, oldest first."""
        with self.engine.connect() as connection:
            rows = connection.execute(DRAFT.select().order_by(DRAFT.c.at, DRAFT.c.slug))
            return [Draft(row.slug, row.who, row.text, row.at) for row in rows]


def checked(draft: Draft, sandbox: Runs | None) -> list[str]:
    """What keeps a draft from being an entry; its code runs in the sandbox or not at all."""
    try:
        entry = parse(draft.slug, draft.text)
    except ValueError as error:
        return [f"It cannot be read: {error}"]
    if sandbox is None:
        return ["Its examples were not run: this machine cannot confine code."]
    return [f"{draft.slug}: {one.says}" for one in problems(entry, sandbox)]


def begun(diagnosis: Mapping[str, Any], findings: list[Mapping[str, Any]]) -> str:
    """The first text of a draft from a case: what was seen, and nothing of the student's."""
    wrong = [o for o in diagnosis["outputs"] if o["status"] != "correct"]
    seen = [f"`{o['name']}`: {o['status'].replace('-', ' ')}." for o in wrong]
    raised = next((f["saw"] for f in findings if RAISED.match(f["saw"])), "")
    type, _, message = raised.rstrip(".").partition(": ")
    message = message.partition(": ")[0]
    exercise = f'exercises = ["{diagnosis["exercise"]}"]\n' if diagnosis["exercise"] else ""
    error = f"\n[[error]]\ntype = {quoted(type)}\nmessage = {quoted(general(message))}\n"
    return TEXT.format(
        exercise=exercise, error=error if raised else "", seen="\n".join(seen) or "What is seen."
    )


def general(message: str) -> str:
    """A pattern for a message: its numbers and what it quotes may be others."""
    escaped = re2.sub(r"\d+", r"\\d+", re.escape(message).replace("\\ ", " "))
    return str(re2.sub(r"\\?'[^']+'", "'[^']+'", escaped))


def quoted(text: str) -> str:
    """A string of TOML, literal where it can be."""
    if "'" not in text:
        return f"'{text}'"
    return '"' + text.replace("\\", "\\\\").replace('"', '\\"') + '"'


RAISED = re2.compile(r"^\w*(?:Error|Exception|Warning): ")
TEXT = """+++
title = "What goes wrong, in a few words"
kind = "mistake"
topics = []
{exercise}{error}+++

## Symptom

{seen}

## Why

What happens.

## Hints

1. A question about {{variable}}.
2. Where to look: {{line}}.
3. The idea, never the line to paste.

## Wrong

```python
raise ValueError("about other data than the assignment's")
```

## Right

```python
assert True
```
"""

keep(
    Keeps(
        "draft",
        "Entries of the knowledge base that mentors are writing; nothing of a post is in them.",
        lambda settings: "until a person takes them over",
    )
)
