"""Builds the assistant; the only file that names every concrete part."""

import threading
from collections.abc import Iterable, Mapping, Sequence
from functools import cache, partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np
from sqlalchemy.engine import Engine

from assistant.answer import Road
from assistant.errors import SandboxUnavailable
from assistant.exercise.dictionary import Dictionary, dictionary
from assistant.exercise.graph import Exercise, Values
from assistant.exercise.operations import operations
from assistant.exercise.printed import Printed
from assistant.exercise.recipe import case_inputs, is_plain_call
from assistant.finding.described import described
from assistant.finding.earlier import Earlier
from assistant.finding.formulas import Formulas
from assistant.finding.fragments import fragments
from assistant.finding.logic import Logic
from assistant.finding.numbers import Numbers
from assistant.finding.shapes import Shapes
from assistant.finding.signatures import Signatures
from assistant.finding.similar import Similar
from assistant.finding.threads import SimilarThreads
from assistant.finding.trial import from_trial
from assistant.library.entries import Entry, load_entries
from assistant.library.examples import load_examples
from assistant.library.exercises import shelf_of
from assistant.library.given_cases import given_cases
from assistant.reading import read
from assistant.reading.recognise import Catalogue
from assistant.replying import Replier
from assistant.replying.guard import Guard, guarding
from assistant.sandbox import Runner, Sandbox
from assistant.sandbox.trusting import Trusting
from assistant.settings import Settings
from assistant.trial.holding import Trials
from assistant.trial.inputs import light
from assistant.types import Form, Link, Post, Reply, nowhere

if TYPE_CHECKING:
    from assistant.forum.bot import Bot

Facts = Mapping[str, Mapping[str, Any]]


class Assistant:
    """Answers posts; safe to share between threads, closed when done.

    `sandbox` is None where this machine cannot confine code, and `why_not` then
    says why; texts are answered all the same, and need no sandbox.
    """

    def __init__(
        self,
        settings: Settings,
        road: Road,
        exercises: Mapping[str, Exercise],
        confinement: "Confinement",
        known: "Exercises",
    ) -> None:
        self.settings = settings
        self.known = known
        self.road = road
        self.exercises = exercises
        self.confinement = confinement

    @property
    def sandbox(self) -> Runner | None:
        """The sandbox, started when it is first asked for."""
        return self.confinement.started[0]

    @property
    def why_not(self) -> str:
        """Why there is no sandbox."""
        return self.confinement.started[1]

    @property
    def entries(self) -> Mapping[str, Entry]:
        """The knowledge base by slug."""
        return self.road.entries

    def answer(
        self, post: Post, rung: int = 1, form: Form = "forum", self_check: Link = nowhere
    ) -> Reply:
        """The whole road for one post; `self_check` links to where code is tried in private."""
        return self.road.answer(post, rung, form, self_check)

    def exercise_known(self, name: str) -> bool:
        """An id, or a function that only one exercise has."""
        functions = [one.function for one in self.exercises.values()]
        return name in self.exercises or functions.count(name) == 1

    def close(self) -> None:
        """End the sandbox."""
        self.confinement.close()

    def __enter__(self) -> "Assistant":
        return self

    def __exit__(self, *_: object) -> None:
        self.close()


def build(settings: Settings, *, trusted: bool = False) -> Assistant:
    """The assistant of these settings. Raises BadEntry or BadExercise for broken content.

    `trusted` runs code without a fence: one's own, on one's own machine, never a service.
    """
    folder = settings.knowledge_base
    shelf = shelf_of(settings)
    exercises, facts = shelf.exercises, shelf.facts
    entries = load_entries(folder / "entries")
    confinement = Confinement(settings, trusted=trusted)
    cases = partial(given_cases, known=facts)
    known = Exercises(exercises, facts)
    reading = partial(read, catalogue=catalogue(exercises, facts))
    road = Road(
        entries=entries,
        read=reading,
        on_trial=Trials(exercises, known.inputs, lambda: confinement.started[0], cases),
        finders=(
            from_trial,
            Signatures(entries),
            Shapes(),
            Formulas(known.operations),
            Earlier(known.calls),
            Logic(known.order, known.ancestors),
            Numbers(known.dictionary, functions_of(exercises), Printed(facts, exercises)),
            described,
            fragments,
            Similar(entries, load_examples(folder / "examples"), reading, settings.cache),
        ),
        write=Replier(
            entries, settings.templates, guard(shelf.files.values(), settings.cache)
        ).write,
        similar_threads=SimilarThreads(settings.threads),
    )
    return Assistant(settings, road, exercises, confinement, known)


def build_bot(assistant: Assistant, database: Engine) -> "Bot | None":
    """The forum bot of the settings, None where no forum is connected. Raises OnlyOneWorker.

    Its engine is imported only here: most commands need no forum.
    """
    rules = assistant.settings.forum
    if not rules.on:
        return None
    from assistant.forum.bot import Bot
    from assistant.forum.dbos_engine import DbosEngine
    from assistant.forum.links import Links

    engine = DbosEngine(assistant.settings.database, rules.executor, rules.workers)
    engine.reserve()
    ask = partial(assistant.answer, self_check=Links(rules).to)
    return Bot(rules, database, ask, engine)


class Confinement:
    """The sandbox, started at the first run: most posts come without code."""

    def __init__(self, settings: Settings, *, trusted: bool) -> None:
        self.settings = settings
        self.trusted = trusted
        self.lock = threading.Lock()
        self.known: tuple[Runner | None, str] | None = None

    @property
    def started(self) -> tuple[Runner | None, str]:
        """A sandbox that passed its self-test, or None and the reason."""
        with self.lock:
            if self.known is None:
                self.known = self.start()
            return self.known

    def start(self) -> tuple[Runner | None, str]:
        """Start the kind of sandbox that is asked for."""
        try:
            return (Trusting if self.trusted else Sandbox)(self.settings), ""
        except SandboxUnavailable as error:
            return None, str(error)

    def close(self) -> None:
        """End the sandbox if it was started."""
        with self.lock:
            if self.known is not None and self.known[0] is not None:
                self.known[0].close()


class Exercises:
    """What is computed of an exercise when it is first asked for."""

    def __init__(self, exercises: Mapping[str, Exercise], facts: Facts) -> None:
        self.exercises = exercises
        self.facts = facts
        self.graph = cache(lambda name: graph(exercises[name]))
        self.inputs = cache(lambda name: course_inputs(exercises[name], facts))
        self.dictionary = cache(self.built)
        self.operations = cache(self.made_of)

    def variants(self, name: str) -> dict[str, Values]:
        """The course's own inputs by the name of the variant, those that are quick to run."""
        cases = self.facts.get(name, {}).get("cases", ())
        plain = [case for case in cases if not case.get("composed")]
        found = [(str(case.get("variant", "course")), case) for case in plain]
        exercise = self.exercises[name]
        made = {
            label: case_inputs(exercise, case)
            for label, case in found
            if is_plain_call(exercise, case)
        }
        return {label: inputs for label, inputs in made.items() if light(inputs)}

    def built(self, name: str) -> Dictionary | None:
        """The fault dictionary of an exercise, None where the course's inputs are not known."""
        if name not in self.exercises:
            return None
        variants = self.variants(name)
        return dictionary(self.exercises[name], variants) if variants else None

    def calls(self, name: str) -> tuple[str, ...]:
        """The earlier exercises that a function calls."""
        return self.exercises[name].calls if name in self.exercises else ()

    def made_of(self, name: str) -> Mapping[str, frozenset[str]]:
        """For each step the operations of its formula."""
        return operations(self.exercises[name]) if name in self.exercises else {}

    def order(self, name: str) -> tuple[str, ...]:
        """The outputs in the order in which the course's test looks at them, where it is known."""
        return self.graph(name)[0] if name in self.exercises else ()

    def ancestors(self, name: str) -> Mapping[str, tuple[str, ...]]:
        """For each output the steps it rests on."""
        return self.graph(name)[1] if name in self.exercises else {}


def course_inputs(exercise: Exercise, facts: Facts) -> tuple[Values, ...]:
    """The recorded inputs of the course, where a case is a plain call."""
    cases = facts.get(exercise.id, {}).get("cases", ())
    plain = [case for case in cases if not case.get("composed") and is_plain_call(exercise, case)]
    return tuple(case_inputs(exercise, case) for case in plain)


def functions_of(exercises: Mapping[str, Exercise]) -> dict[str, tuple[str, ...]]:
    """The ids of the exercises by the names of their functions."""
    functions: dict[str, tuple[str, ...]] = {}
    for exercise in exercises.values():
        known = functions.get(exercise.function, ())
        functions[exercise.function] = (*known, exercise.id)
    return functions


def catalogue(exercises: Mapping[str, Exercise], facts: Facts) -> Catalogue:
    """What reading may know of the exercises: names, parameters, messages."""
    return Catalogue(
        functions=functions_of(exercises),
        signatures={name: one.parameters for name, one in exercises.items()},
        messages={name: tuple(one.get("messages", ())) for name, one in facts.items()},
    )


def graph(exercise: Exercise) -> tuple[tuple[str, ...], dict[str, tuple[str, ...]]]:
    """The order of the course's checks where it is known, and the steps each output rests on."""
    inputs = {**exercise.defaults, **exercise.sample(np.random.default_rng(0))}
    steps = [step.name for step in exercise.steps(inputs)]
    outputs = exercise.outputs(exercise.run(inputs))
    found = {name: upstream(exercise, inputs, steps, name) for name in outputs if name in steps}
    return exercise.checks, found


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


def guard(files: Iterable[Path], cache: Path | None = None) -> Guard:
    """The leak guard over all reference code."""
    return guarding([file.read_text(encoding="utf-8") for file in files], cache)
