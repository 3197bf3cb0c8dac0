"""`gradmentor check` and `new-entry`: the knowledge base executed, and a skeleton to begin with."""

import re
from pathlib import Path

from assistant.errors import UnreadableInput
from assistant.exercise.graph import pack
from assistant.exercise.recipe import case_inputs, is_plain_call
from assistant.exercise.recorded import compare
from assistant.library.checking import check_entries
from assistant.library.entries import load_entries
from assistant.library.exercises import load_exercises, load_facts
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
    """One sentence for each entry or recorded case that does not hold."""
    with Sandbox(settings) as sandbox:
        found = check_entries(load_entries(settings.knowledge_base / "entries"), sandbox)
    return found + unreproduced(settings.knowledge_base / "exercises")


def unreproduced(folder: Path) -> list[str]:
    """Recorded cases whose numbers the reference does not give."""
    facts, found = load_facts(folder), []
    for id, exercise in load_exercises(folder).items():
        for case in facts.get(id, {}).get("cases", ()):
            if not is_plain_call(exercise, case) or case.get("known_inconsistent"):
                continue
            if case.get("composed"):
                continue
            values = exercise.run(case_inputs(exercise, case))
            result = pack(exercise.template(exercise.returns, values), values)
            # A case may also have printed a value on the way, as the costs of a training.
            result = {**values, **result} if isinstance(result, dict) else result
            found += [f"{id}: {one}" for one in compare(case, result)]
    return found


def write_skeleton(folder: Path, slug: str) -> Path:
    """A new entry to fill in. Raises UnreadableInput for a bad or taken slug."""
    if not re.fullmatch(r"[A-Za-z0-9]+(-[A-Za-z0-9]+)*", slug):
        raise UnreadableInput("A slug is words of letters and digits, joined by hyphens.")
    file = folder / f"{slug}.md"
    if file.exists():
        raise UnreadableInput(f"The entry {slug!r} exists already.")
    file.write_text(SKELETON, encoding="utf-8")
    return file
