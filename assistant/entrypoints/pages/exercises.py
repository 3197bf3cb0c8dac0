"""The exercises: their graphs, the values to check against, and the mistakes that are known."""

from collections import Counter
from functools import cache
from typing import Any

import numpy as np
from fastapi import APIRouter, HTTPException, Request
from fastapi.responses import Response

from assistant.entrypoints.pages.graph_picture import picture
from assistant.entrypoints.pages.rendering import Pages
from assistant.entrypoints.service import Service
from assistant.exercise.checkpoints import checkpoints
from assistant.exercise.dictionary import VAGUE
from assistant.exercise.graph import Exercise, Values
from assistant.exercise.mutations import mutations
from assistant.trial.picturing import MOST_DRAWN
from assistant.types import StepState
from assistant.wiring import Assistant

MOST_MISTAKES = 12
COURSES = {
    "dls-c1-w2": "Logistic regression",
    "dls-c1-w3": "One hidden layer",
    "dls-c1-w4a": "Deep network, step by step",
    "dls-c1-w4b": "Deep network, application",
    "dls-c2-w1": "Initialisation, regularisation, gradient checking",
    "mls-c1-w3": "Classification",
    "mls-c2-w4": "Decision trees",
    "mls-c3-w1": "K-means, anomaly detection",
    "mls-c3-w2": "Collaborative filtering",
    "nlp-c1-w1": "Sentiment of tweets",
    "nlp-c2-w4": "Word embeddings",
}


def add_exercises(router: APIRouter, service: Service, pages: Pages) -> None:
    """The list, and a page for each."""
    assistant = service.assistant
    page = cache(lambda name: exercise_page(assistant, assistant.exercises[name]))

    @router.get("/exercises")
    def exercises(request: Request) -> Response:
        """All exercises by course."""
        courses: dict[str, list[Exercise]] = {}
        for one in assistant.exercises.values():
            courses.setdefault(one.course, []).append(one)
        return pages.show(request, "exercises.html", {"courses": courses, "titles": COURSES})

    @router.get("/exercises/{course}/{function}")
    def exercise(request: Request, course: str, function: str) -> Response:
        """One exercise."""
        id = f"{course}/{function}"
        if id not in assistant.exercises:
            raise HTTPException(404, "There is no such exercise.")
        return pages.show(request, "exercise.html", page(id))


def exercise_page(assistant: Assistant, exercise: Exercise) -> dict[str, Any]:
    """The graph, checkpoints of each variant, mistakes and entries."""
    variants = assistant.known.variants(exercise.id)
    sample = {**exercise.defaults, **exercise.sample(np.random.default_rng(0))}
    inputs = next(iter(variants.values()), sample)
    steps = exercise.steps(inputs)
    drawn = [StepState(one.name, tuple(one.needs.values()), "right") for one in steps]
    drawn = drawn if len(drawn) <= MOST_DRAWN else []
    mistakes = known_mistakes(exercise, inputs)
    titles = {slug: entry.title for slug, entry in assistant.entries.items()}
    linked = [e for e in assistant.entries.values() if exercise.id in e.exercises]
    return {
        "exercise": exercise,
        "steps": drawn,
        "picture": picture(drawn),
        "outputs": tuple(exercise.outputs(exercise.run(inputs))),
        "variants": {name: list(checkpoints(exercise, one)) for name, one in variants.items()},
        "mistakes": [(slug, titles[slug], at) for slug, at in mistakes if slug in titles],
        "entries": linked,
    }


def known_mistakes(exercise: Exercise, inputs: Values) -> list[tuple[str, list[str]]]:
    """The kinds of mistake, and the steps at which each can be made; most steps first."""
    values = exercise.run(inputs)
    steps = exercise.steps(inputs)
    uses = Counter(step.function for step in steps)
    before, found = dict(inputs), dict[str, list[str]]()
    for step in steps:
        if uses[step.function]:
            shared = uses[step.function] > 1
            for slug in {one.slug for one in mutations(step, before, shared=shared)} - VAGUE:
                found.setdefault(slug, []).append(step.name)
            uses[step.function] = 0
        before[step.name] = values.get(step.name)
    ranked = sorted(found.items(), key=lambda one: (-len(one[1]), one[0]))
    return ranked[:MOST_MISTAKES]
