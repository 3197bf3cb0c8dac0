"""`gradmentor check` and `new-entry`: the knowledge base executed, and a skeleton to begin with."""

import re
from pathlib import Path

from assistant.errors import UnreadableInput
from assistant.exercise.graph import pack
from assistant.exercise.recipe import case_inputs, is_plain_call
from assistant.exercise.recorded import compare
from assistant.library.exercises import load_exercises, load_facts
from assistant.library.proofreading import proofread
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
    """One line for each entry, example or recorded case that does not hold."""
    folder = settings.knowledge_base
    exercises = load_exercises(folder / "exercises")
    with Sandbox(settings) as sandbox:
        found = list(proofread(folder, exercises, sandbox))
    return found + unreproduced(folder / "exercises")


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
