"""`gradmentor check` and `new-entry`: the knowledge base executed, and a skeleton to begin with."""

from pathlib import Path

from assistant.errors import UnreadableInput
from assistant.library.examples import NONE
from assistant.library.exercises import shelf_of
from assistant.library.proofreading import proofread
from assistant.library.soundness import unsound
from assistant.mentoring.cases import is_slug
from assistant.sandbox import Sandbox
from assistant.settings import Settings

SKELETON = """+++
title = "TODO: what goes wrong, in a few words"
kind = "mistake"
topics = ["TODO: a word or two that the entry is about"]

# TODO: the exception that gives it away; delete the signature where there is none
[[error]]
type = "ValueError"
message = 'part of the message'
+++

## Symptom

TODO: what the student sees: the message, the shapes, what passes.

## Why

TODO: what happens, in one to three sentences, without blame.

## Hints

1. TODO: a question about {variable}, which the student can answer alone.
2. TODO: where to look, in {line} or in the notebook.
3. TODO: the idea, never the line to paste.

## Wrong

```python
# TODO: the mistake, about other data than the assignment's; it raises what the signature says
raise ValueError("part of the message")
```

## Right

```python
# TODO: the same without the mistake; it runs to its end
assert True
```
"""


def found_wrong(settings: Settings) -> list[str]:
    """One line for each entry, example, exercise or recorded case that does not hold."""
    shelf = shelf_of(settings)
    with Sandbox(settings) as sandbox:
        found = list(proofread(settings.knowledge_base, shelf.exercises, sandbox))
    return [*found, *shelf.troubles, *unsound(shelf)]


def write_skeleton(folder: Path, slug: str) -> Path:
    """A new entry to fill in. Raises UnreadableInput for a bad or taken slug."""
    if not is_slug(slug):
        raise UnreadableInput("A slug is words of letters and digits, joined by hyphens.")
    if slug.lower() == NONE:
        raise UnreadableInput("'none' is the folder of posts for a person: take another slug.")
    file = folder / f"{slug}.md"
    if any(other.stem.lower() == slug.lower() for other in folder.glob("*.md")):
        raise UnreadableInput(f"The entry {slug!r} exists already.")
    try:
        file.write_text(SKELETON, encoding="utf-8")
    except OSError as error:
        raise UnreadableInput(f"{file} cannot be written: {error.strerror}.") from None
    return file
