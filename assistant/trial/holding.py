"""Holds a trial: from a report to a verdict, the outputs, and the statements at fault."""

import ast
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Any

import numpy as np

from assistant.exercise.graph import Exercise, Values
from assistant.sandbox import Outcome, Runner
from assistant.trial.accusing import find_faults
from assistant.trial.aligning import Alignment
from assistant.trial.checking_gradients import gradient_trial
from assistant.trial.comparing import all_right, judge
from assistant.trial.fingerprint import fingerprint
from assistant.trial.inputs import RANDOM, instances
from assistant.trial.picturing import comparisons, step_states
from assistant.trial.proving import Court
from assistant.trial.running import Run, Student, crash
from assistant.trial.suspects import table
from assistant.types import NOT_RUN, Crash, Fault, Output, Report, Snippet, Trial, Verdict

ENDINGS: Mapping[str, Verdict] = {
    "timed-out": "timed-out",
    "out-of-memory": "out-of-memory",
    "refused": "refused",
    "killed": "crashed",
    "raised": "crashed",
}


class Trials:
    """Holds trials with the exercises, their recorded inputs, and a sandbox."""

    def __init__(
        self,
        exercises: Mapping[str, Exercise],
        recorded: Callable[[str], Sequence[Values]],
        sandbox: Callable[[], Runner | None],
        cases: Callable[[str], Mapping[str, Any]],
    ) -> None:
        self.cases = cases
        self.exercises = exercises
        self.recorded = recorded
        self.sandbox = sandbox

    def __call__(self, report: Report) -> Trial:
        """The trial of the code in a report; nothing is run where there is no code."""
        if not report.snippets:
            return NOT_RUN
        sandbox = self.sandbox()
        if sandbox is None:
            return replace(NOT_RUN, notices=("no-sandbox",))
        longest = max(len(one.source.encode()) for one in report.snippets)
        if longest > sandbox.settings.max_source_bytes:
            return replace(NOT_RUN, notices=("code-too-long",))
        exercise = self.exercises.get(report.exercise or "")
        snippet = graded(report.snippets, exercise)
        if exercise is None or snippet is None:
            return self.plain_run(report, sandbox)
        trial = self.hold(exercise, snippet, report.snippets, sandbox)
        return in_cell(trial, snippet)

    def plain_run(self, report: Report, sandbox: Runner) -> Trial:
        """Code of no known exercise: it runs or it crashes. Fragments of a post are not run."""
        if not (report.post.code or report.post.notebook):
            return NOT_RUN
        source = report.snippets[0].source
        outcome = sandbox.run({"source": source, "cases": self.cases(source)})
        found = outcome.result.get("crash") if isinstance(outcome.result, dict) else None
        if found:
            return in_cell(crashed(None, crash(found)), report.snippets[0])
        if outcome.kind == "returned":
            return self.gradient(report, sandbox) or Trial("ran")
        return Trial(ending(outcome))

    def gradient(self, report: Report, sandbox: Runner) -> Trial | None:
        """A gradient checked by differences of its loss, where the code has both."""
        snippet, post = report.snippets[0], report.post
        asked = {"loss": post.loss, "gradient": post.gradient}
        outcome = sandbox.run({"source": snippet.source, "gradient_of": asked})
        found = outcome.result.get("gradient") if isinstance(outcome.result, dict) else None
        try:
            return (
                None
                if not found
                else gradient_trial(
                    found, snippet, defined_at(snippet.source, str(found["gradient"]))
                )
            )
        except (KeyError, TypeError, ValueError, AttributeError):
            return None

    def hold(
        self, exercise: Exercise, snippet: Snippet, snippets: Sequence[Snippet], sandbox: Runner
    ) -> Trial:
        """Run on all inputs, judge, and where something is wrong find the statement."""
        context = tuple(one.source for one in snippets if one is not snippet)
        week = tuple(one for one in self.exercises.values() if one.course == exercise.course)
        student = Student(snippet.source, exercise, self.earlier(exercise), context, week)
        rng = np.random.default_rng()
        chosen = instances(exercise, self.recorded(exercise.id), rng)
        run = student.run(sandbox, [*chosen, chosen[0]], record=True)
        if run.outcome.kind != "returned":
            return Trial(ending(run.outcome), exercise.id, crash=of_outcome(run.outcome))
        if run.syntax is not None:
            return crashed(exercise.id, Crash(run.syntax))
        if not run.results:
            return Trial("not-run", exercise.id, notices=("function-not-defined",))
        court = Court(student, chosen, sandbox)
        trial = judged(court, run, len(chosen) - RANDOM)
        if trial.verdict == "correct":
            return self.with_own(court, snippets, trial)
        return trial

    def with_own(self, court: Court, snippets: Sequence[Snippet], trial: Trial) -> Trial:
        """Right with our earlier functions; now with the student's own, where they are given.

        Each that is theirs is put in for ours alone; the first that makes it wrong is held
        on trial itself.
        """
        for name in court.student.earlier:
            own = next((one for one in reversed(snippets) if name in one.functions), None)
            if own is None:
                continue
            others = {n: one for n, one in court.student.earlier.items() if n != name}
            run = replace(court.student, earlier=others).run(court.sandbox, court.instances)
            verdict = judge(court.student.exercise, court.instances, run.results)
            if run.outcome.kind == "returned" and not all_right(verdict):
                inner = self.hold(court.student.earlier[name], own, snippets, court.sandbox)
                first = in_cell(replace(trial, faults=(earlier_fault(own, name),)), own).faults
                faults = (*first, *in_cell(inner, own).faults)
                return replace(trial, verdict="incorrect", outputs=verdict, faults=faults)
        return trial

    def earlier(self, exercise: Exercise) -> dict[str, Exercise]:
        """The earlier functions that a student's code may call, by name."""
        found = [self.exercises[name] for name in exercise.calls if name in self.exercises]
        return {one.function: one for one in found}


def graded(snippets: Sequence[Snippet], exercise: Exercise | None) -> Snippet | None:
    """The snippet that defines the function of the exercise; the last one counts."""
    if exercise is None:
        return None
    holding = [one for one in snippets if exercise.function in one.functions]
    return holding[-1] if holding else None


def ending(outcome: Outcome) -> Verdict:
    """The verdict for a run that did not end by itself."""
    return ENDINGS.get(outcome.kind, "crashed")


def of_outcome(outcome: Outcome) -> Crash | None:
    """The exception of a worker that reported one."""
    return Crash(outcome.raised) if outcome.raised is not None else None


def crashed(exercise: str | None, what: Crash) -> Trial:
    """A trial that ended with an exception."""
    return Trial("crashed", exercise, crash=what)


def earlier_fault(own: Snippet, name: str) -> Fault:
    """The definition of an earlier function that makes a right one fail."""
    line = defined_at(own.source, name)
    cause = "bug-in-an-earlier-function"
    evidence = (
        "With our own version of this function every output is right; with yours it is not.",
    )
    return Fault(None, line, line, name, cause, True, 0.98, evidence)


def defined_at(source: str, name: str) -> int:
    """The line at which a function is defined, 1 if it cannot be told."""
    try:
        tree = ast.parse(source)
    except SyntaxError:
        return 1
    functions = (node for node in ast.walk(tree) if isinstance(node, ast.FunctionDef))
    return next((node.lineno for node in functions if node.name == name), 1)


def judged(court: Court, run: Run, course: int) -> Trial:
    """The verdict of a run whose last call repeats the first; `course` inputs come first."""
    exercise = court.student.exercise
    verdict = judge(exercise, court.instances, run.results)
    alignment = Alignment.of(run, court.instances)
    if all_right(verdict):
        steps = step_states(alignment, verdict, (), exercise)
        return Trial(
            "correct", exercise.id, verdict, notices=tuple(beside(run, exercise)), steps=steps
        )
    court = replace(court, failing=court.failed(run))
    verdict = reached(verdict, alignment)
    first = next((result.crash for result in run.results if result.crash is not None), None)
    faults = find_faults(court, run, proved=steady(run))
    fitted = course > 0 and min(court.failing, default=0) >= course
    notices = ("right-on-course-inputs",) if fitted else ()
    ended: Verdict = "crashed" if first else "incorrect"
    return Trial(
        ended,
        exercise.id,
        verdict,
        faults,
        first,
        notices,
        tuple(table(alignment, faults)),
        step_states(alignment, verdict, faults, exercise),
        comparisons(exercise, court.instances, run.results, course),
        fingerprint(exercise, court.instances, run.results) if course > 0 else "",
    )


def beside(run: Run, exercise: Exercise) -> Iterator[str]:
    """What is to be said of right code all the same."""
    if not steady(run):
        yield "second-call-differs"
    if any(set(result.changed) - set(exercise.may_change) for result in run.results):
        yield "mutated-input"


def reached(verdict: tuple[Output, ...], alignment: Alignment) -> tuple[Output, ...]:
    """Where a crash kept outputs from coming back, those that were right by then are right."""
    if all(result.crash is None for result in alignment.run.results):
        return verdict
    return tuple(
        replace(one, status="correct") if one.name in alignment.finished else one for one in verdict
    )


def steady(run: Run) -> bool:
    """The first call, repeated, gave the same again."""
    first, last = run.results[0], run.results[-1]
    return repr(first.value) == repr(last.value) and bool(first.crash) == bool(last.crash)


def in_cell(trial: Trial, snippet: Snippet) -> Trial:
    """Lines of a notebook count in their cell."""
    faults = (f if f.cell is not None else replace(f, cell=snippet.cell) for f in trial.faults)
    return replace(trial, faults=tuple(faults))
