"""Builds the assistant; the only file that names every concrete part."""

from collections.abc import Mapping, Sequence
from functools import partial
from pathlib import Path
from typing import Any

import numpy as np

from assistant.answer import Road
from assistant.errors import SandboxUnavailable
from assistant.exercise.graph import Exercise, Values
from assistant.exercise.recipe import case_inputs, is_plain_call
from assistant.finding.described import Described
from assistant.finding.logic import Logic
from assistant.finding.signatures import Signatures
from assistant.finding.similar import Similar
from assistant.finding.trial import from_trial
from assistant.library.entries import Entry, load_entries
from assistant.library.examples import load_examples
from assistant.library.exercises import load_exercises, load_facts
from assistant.library.given_cases import given_cases
from assistant.reading import read
from assistant.reading.recognise import Catalogue
from assistant.replying import Replier
from assistant.replying.guard import Guard, fingerprints
from assistant.sandbox import Runner, Sandbox
from assistant.sandbox.trusting import Trusting
from assistant.settings import Settings
from assistant.trial.holding import Trials
from assistant.types import Post, Reply

Facts = Mapping[str, Mapping[str, Any]]


class Assistant:
    """Answers posts; safe to share between threads, closed when done.

    `sandbox` is None where this machine cannot confine code, and `why_not` then
    says why; texts are answered all the same.
    """

    def __init__(
        self,
        settings: Settings,
        road: Road,
        exercises: Mapping[str, Exercise],
        sandbox: Runner | None,
        why_not: str,
    ) -> None:
        self.settings = settings
        self.road = road
        self.exercises = exercises
        self.sandbox = sandbox
        self.why_not = why_not

    @property
    def entries(self) -> Mapping[str, Entry]:
        """The knowledge base by slug."""
        return self.road.entries

    def answer(self, post: Post, rung: int = 1) -> Reply:
        """The whole road for one post."""
        return self.road.answer(post, rung)

    def close(self) -> None:
        """End the sandbox."""
        if self.sandbox is not None:
            self.sandbox.close()

    def __enter__(self) -> "Assistant":
        return self

    def __exit__(self, *_: object) -> None:
        self.close()


def build(settings: Settings, *, trusted: bool = False) -> Assistant:
    """The assistant of these settings. Raises BadEntry or BadExercise for broken content.

    `trusted` runs code without a fence: one's own, on one's own machine, never a service.
    """
    folder = settings.knowledge_base
    exercises = load_exercises(folder / "exercises")
    facts = load_facts(folder / "exercises")
    entries = load_entries(folder / "entries")
    sandbox, why_not = (Trusting(settings), "") if trusted else confined(settings)
    cases = partial(given_cases, folder=folder / "exercises")
    recorded = {name: course_inputs(one, facts) for name, one in exercises.items()}
    orders, ancestors = graphs(exercises)
    road = Road(
        entries=entries,
        read=partial(read, catalogue=catalogue(exercises, facts)),
        on_trial=Trials(exercises, recorded, sandbox, cases),
        finders=(
            from_trial,
            Signatures(entries),
            Logic(orders, ancestors),
            Described(),
            Similar(entries, load_examples(folder / "examples")),
        ),
        write=Replier(entries, settings.templates, guard(folder / "exercises")).write,
    )
    return Assistant(settings, road, exercises, sandbox, why_not)


def confined(settings: Settings) -> tuple[Runner | None, str]:
    """A sandbox that passed its self-test, or None and the reason."""
    try:
        return Sandbox(settings), ""
    except SandboxUnavailable as error:
        return None, str(error)


def course_inputs(exercise: Exercise, facts: Facts) -> tuple[Values, ...]:
    """The recorded inputs of the course, where a case is a plain call."""
    cases = facts.get(exercise.id, {}).get("cases", ())
    plain = [case for case in cases if not case.get("composed") and is_plain_call(exercise, case)]
    return tuple(case_inputs(exercise, case) for case in plain)


def catalogue(exercises: Mapping[str, Exercise], facts: Facts) -> Catalogue:
    """What reading may know of the exercises: names, parameters, messages."""
    functions: dict[str, tuple[str, ...]] = {}
    for exercise in exercises.values():
        known = functions.get(exercise.function, ())
        functions[exercise.function] = (*known, exercise.id)
    return Catalogue(
        functions=functions,
        signatures={name: one.parameters for name, one in exercises.items()},
        messages={name: tuple(one.get("messages", ())) for name, one in facts.items()},
    )


def graphs(
    exercises: Mapping[str, Exercise],
) -> tuple[dict[str, tuple[str, ...]], dict[str, dict[str, tuple[str, ...]]]]:
    """For each exercise the order of its outputs, and for each output the steps it rests on."""
    orders: dict[str, tuple[str, ...]] = {}
    ancestors: dict[str, dict[str, tuple[str, ...]]] = {}
    for name, exercise in exercises.items():
        inputs = {**exercise.defaults, **exercise.sample(np.random.default_rng(0))}
        steps = [step.name for step in exercise.steps(inputs)]
        values = exercise.run(inputs)
        orders[name] = exercise.checks or tuple(exercise.outputs(values))
        ancestors[name] = {
            output: upstream(exercise, inputs, steps, output)
            for output in exercise.outputs(values)
            if output in steps
        }
    return orders, ancestors


def upstream(
    exercise: Exercise, inputs: Values, steps: Sequence[str], output: str
) -> tuple[str, ...]:
    """The steps an output rests on, itself last, in the order of evaluation."""
    needs = {step.name: tuple(step.needs.values()) for step in exercise.steps(inputs)}
    wanted, found = [output], set()
    while wanted:
        name = wanted.pop()
        if name in needs and name not in found:
            found.add(name)
            wanted += needs[name]
    return tuple(name for name in steps if name in found)


def guard(folder: Path) -> Guard:
    """The leak guard over all reference code."""
    sources = [file.read_text(encoding="utf-8") for file in sorted(folder.glob("*/*.py"))]
    return Guard(frozenset(mark for source in sources for mark in fingerprints(source)))
