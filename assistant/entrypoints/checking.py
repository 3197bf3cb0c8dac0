"""`gradmentor check` and `new-entry`: the knowledge base executed, and a skeleton to begin with."""

import re
from pathlib import Path

from assistant.errors import UnreadableInput
from assistant.library.checking import check_entries
from assistant.library.entries import load_entries
from assistant.library.exercises import shelf_of
from assistant.library.soundness import unsound
from assistant.sandbox import Sandbox
from assistant.settings import Settings

SKELETON = """+++
title = "What goes wrong, in a few words"
kind = "mistake"
topics = []

[[error]]
type = "ValueError"
message = 'part of the message'
+++

## Symptom

What the student sees.

## Why

What happens.

## Hints

1. A question about {variable}.
2. Where to look: {line}.
3. The idea, never the line to paste.

## Wrong

```python
raise ValueError("part of the message")
```

## Right

```python
assert True
```
"""


def problems(settings: Settings) -> list[str]:
    """One sentence for each entry, exercise or recorded case that does not hold."""
    with Sandbox(settings) as sandbox:
        found = check_entries(load_entries(settings.knowledge_base / "entries"), sandbox)
    shelf = shelf_of(settings)
    return [*found, *shelf.troubles, *unsound(shelf)]


def write_skeleton(folder: Path, slug: str) -> Path:
    """A new entry to fill in. Raises UnreadableInput for a bad or taken slug."""
    if not re.fullmatch(r"[A-Za-z0-9]+(-[A-Za-z0-9]+)*", slug):
        raise UnreadableInput("A slug is words of letters and digits, joined by hyphens.")
    file = folder / f"{slug}.md"
    if file.exists():
        raise UnreadableInput(f"The entry {slug!r} exists already.")
    file.write_text(SKELETON, encoding="utf-8")
    return file
