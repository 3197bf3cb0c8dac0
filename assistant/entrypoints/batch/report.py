"""The page for the mentor of a class: one file, no script, nothing loaded from elsewhere."""

from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np
from jinja2 import Environment, FileSystemLoader
from markupsafe import Markup

from assistant.entrypoints.batch.announcing import announcement
from assistant.entrypoints.batch.rows import read_rows
from assistant.entrypoints.batch.tally import Counted, Row, tally
from assistant.entrypoints.pages.exercises import COURSES
from assistant.entrypoints.pages.graph_picture import Picture, picture
from assistant.entrypoints.pages.result import headline
from assistant.errors import UnreadableInput
from assistant.exercise.graph import Exercise
from assistant.replying.words import STATUS
from assistant.trial.picturing import MOST_DRAWN
from assistant.types import StepState
from assistant.wiring import Assistant

TEMPLATE = "batch.html"
MOST_CAUSES = 15


def write_report(page: Path, rows: Path, assistant: Assistant) -> None:
    """Write the page; it streams, so that a large class needs no more memory. Raises
    UnreadableInput where it cannot be written."""
    folder = assistant.settings.templates
    environment = Environment(
        loader=FileSystemLoader(folder), autoescape=True, trim_blocks=True, lstrip_blocks=True
    )
    # Our own style sheet, in the page: it is CSS, not HTML, and must stay as it is.
    style = Markup((folder / "static" / "style.css").read_text(encoding="utf-8"))  # noqa: S704
    shown = context(lambda: read_rows(rows), assistant) | {"style": style}
    try:
        with page.open("w", encoding="utf-8") as file:
            file.writelines(environment.get_template(TEMPLATE).generate(shown))
    except OSError as error:
        raise UnreadableInput(f"{page} cannot be written: {error.strerror}.") from None


def context(rows: Callable[[], Iterator[Row]], assistant: Assistant) -> dict[str, Any]:
    """Everything that the template needs; the cases are read once more while it is written."""
    found = tally(rows())
    titles = {slug: entry.title for slug, entry in assistant.entries.items()}
    return {
        "tally": found,
        "causes": found.causes.most_common(MOST_CAUSES),
        "titles": titles,
        "exercises": [
            shown(assistant.exercises.get(id), id, one)
            for id, one in sorted(found.exercises.items(), key=lambda one: -one[1].submissions)
        ],
        "announcement": announcement(found, assistant.entries),
        "cases": told(rows()),
        "status": STATUS,
    }


def shown(exercise: Exercise | None, id: str, counted: Counted) -> dict[str, Any]:
    """One exercise: its verdicts, its mistakes, and its graph with the counts."""
    steps = [] if exercise is None else steps_of(exercise)
    labelled = with_counts(steps, counted.steps)
    known = {one.name for one in steps}
    return {
        "id": id,
        "title": exercise.title if exercise else "No known exercise",
        "course": COURSES.get(exercise.course, exercise.course) if exercise else "",
        "counted": counted,
        "right": counted.verdicts["correct"],
        "verdicts": counted.verdicts.most_common(),
        "causes": counted.causes.most_common(MOST_CAUSES),
        "steps": [(n, count) for n, count in counted.steps.most_common() if n],
        "picture": drawn(labelled) if known & set(counted.steps) else None,
    }


def steps_of(exercise: Exercise) -> list[StepState]:
    """The graph of an exercise, as its page has it."""
    inputs = {**exercise.defaults, **exercise.sample(np.random.default_rng(0))}
    steps = [StepState(s.name, tuple(s.needs.values()), "absent") for s in exercise.steps(inputs)]
    return steps if len(steps) <= MOST_DRAWN else []


def with_counts(steps: list[StepState], counts: Counter[str]) -> list[StepState]:
    """Steps whose name says how often a mistake was made there."""
    names = {s.name: f"{s.name} · {counts[s.name]}" for s in steps if counts[s.name]}
    return [
        replace(
            one,
            name=names.get(one.name, one.name),
            needs=tuple(names.get(need, need) for need in one.needs),
            state="wrong" if one.name in names else "absent",
        )
        for one in steps
    ]


def drawn(steps: list[StepState]) -> Picture | None:
    """The picture of the graph."""
    return picture(steps) if steps else None


def told(rows: Iterator[Row]) -> Iterator[tuple[int, Mapping[str, Any], str]]:
    """The cases that are not right, each with its place and one line."""
    for place, row in enumerate(rows, start=1):
        if row["verdict"] != "correct" or row["answers"]:
            yield place, row, row.get("error") or headline(dict(row), {})
