"""Holds a trial: from a report to a verdict, the outputs, and the statements at fault."""

import ast
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from typing import Any

import numpy as np

from assistant.exercise.graph import Exercise, Values
from assistant.sandbox import Outcome, Runner
from assistant.trial.aligning import Alignment
from assistant.trial.comparing import all_right, judge
from assistant.trial.inputs import instances
from assistant.trial.naming import Case, function_at, named, parsed, shape_of, statement_of
from assistant.trial.proving import Court
from assistant.trial.repairing import Repair, read_ratio, repair
from assistant.trial.running import Run, Site, Student, crash
from assistant.trial.searching import above, anywhere, covers, missing_needs, two, unsure
from assistant.trial.suspects import Suspect, crash_lines, in_order
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
        recorded: Mapping[str, Sequence[Values]],
        sandbox: Runner | None,
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
        if self.sandbox is None:
            return replace(NOT_RUN, notices=("no-sandbox",))
        longest = max(len(one.source.encode()) for one in report.snippets)
        if longest > self.sandbox.settings.max_source_bytes:
            return replace(NOT_RUN, notices=("code-too-long",))
        exercise = self.exercises.get(report.exercise or "")
        snippet = graded(report.snippets, exercise)
        if exercise is None or snippet is None:
            return self.plain_run(report, self.sandbox)
        trial = self.hold(exercise, snippet, report.snippets, self.sandbox)
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
        return Trial("ran") if outcome.kind == "returned" else Trial(ending(outcome))

    def hold(
        self, exercise: Exercise, snippet: Snippet, snippets: Sequence[Snippet], sandbox: Runner
    ) -> Trial:
        """Run on all inputs, judge, and where something is wrong find the statement."""
        context = tuple(one.source for one in snippets if one is not snippet)
        week = tuple(one for one in self.exercises.values() if one.course == exercise.course)
        student = Student(snippet.source, exercise, self.earlier(exercise), context, week)
        rng = np.random.default_rng()
        chosen = instances(exercise, self.recorded.get(exercise.id, ()), rng)
        run = student.run(sandbox, [*chosen, chosen[0]], record=True)
        if run.outcome.kind != "returned":
            return Trial(ending(run.outcome), exercise.id, crash=of_outcome(run.outcome))
        if run.syntax is not None:
            return crashed(exercise.id, Crash(run.syntax))
        if not run.results:
            return Trial("not-run", exercise.id, notices=("function-not-defined",))
        return judged(Court(student, chosen, sandbox), run)

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


def judged(court: Court, run: Run) -> Trial:
    """The verdict of a run whose last call repeats the first."""
    exercise = court.student.exercise
    verdict = judge(exercise, court.instances, run.results)
    if all_right(verdict):
        return Trial("correct", exercise.id, verdict)
    court = replace(court, failing=court.failed(run))
    verdict = reached(verdict, Alignment.of(run, court.instances))
    first = next((result.crash for result in run.results if result.crash is not None), None)
    faults = find_faults(court, run, proved=steady(run))
    return Trial("crashed" if first else "incorrect", exercise.id, verdict, faults, first)


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


def find_faults(court: Court, run: Run, *, proved: bool) -> tuple[Fault, ...]:
    """The smallest set of statements that, put right, makes every output right."""
    alignment = Alignment.of(run, court.instances)
    alone = court.returned(alignment) or court.singles(alignment) or court.missing(alignment)
    if alone and alone[0].step == "return":
        # A value exchanged in a dict above the return is more precise than the return itself.
        before = court.singles(alignment, last=alone[0].site.line)
        alone = before or alone
    if alone:
        return (accused(court, alignment, *likeliest(court, alignment, alone), proved=proved),)
    searched = anywhere(court, alignment)
    if searched is not None:
        return (fault(court, alignment, *searched, 1, proved=proved),)
    together = court.several(alignment, run)
    fixes = [repair(court, s, [o for o in together if o is not s]) for s in together]
    found = list(zip(together, fixes, strict=True))
    if not all(fixes) or not together:
        found = list(two(court, alignment)) or found
    parts = [fault(court, alignment, *one, len(found), proved=proved) for one in found]
    return tuple(parts) or first_wrong(alignment)


def accused(
    court: Court, alignment: Alignment, best: Suspect, fix: Repair | None, *, proved: bool
) -> Fault:
    """A statement that, put right, makes all right; proved only where what it uses is right."""
    if fix or best.missing:
        return fault(court, alignment, best, fix, 1, proved=proved)
    searched = anywhere(court, alignment, last=best.site.line)
    if searched is not None:
        return fault(court, alignment, *searched, 1, proved=proved)
    upstream = unsure(alignment, best, court.student.source)
    if upstream:
        first = next((one for one in upstream if not starts(court, one)), best.site)
        best = Suspect(first, first.name, (), named=False)
        return replace(
            fault(court, alignment, best, None, 1, proved=False),
            evidence=("This is the first value that equals none of the formula's.",),
        )
    certain = proved and (best.step == "return" or covers(alignment, court.student.exercise, best))
    return fault(court, alignment, best, None, 1, proved=certain)


def starts(court: Court, site: Site) -> bool:
    """The first value of a sum or an empty array, which is seldom wrong."""
    source = court.student.source
    return isinstance(
        getattr(statement_of(source, site.line, site.end_line), "value", None), (ast.Constant)
    ) or ("np.zeros(" in source.splitlines()[site.line - 1])


def likeliest(
    court: Court, alignment: Alignment, alone: Sequence[Suspect]
) -> tuple[Suspect, Repair | None]:
    """Of several statements that each would do, the one that a small edit repairs."""
    first = [] if alone[0].missing else above(alignment, alone[0], court.student.source)
    for suspect in (*first, *alone):
        found = None if suspect.missing or court.exhausted else repair(court, suspect, [])
        if found is not None:
            return suspect, found
    named = [suspect for suspect in alone if suspect.named]
    return (named or list(alone))[0], None


def fault(
    court: Court,
    alignment: Alignment,
    suspect: Suspect,
    fix: Repair | None,
    size: int,
    *,
    proved: bool,
) -> Fault:
    """What is said of one statement."""
    seen = alignment.seen.get(suspect.site.id, {})
    cause = fix.cause if fix else read_ratio(court, suspect, dict(seen))
    if suspect.step == "return":
        cause = "wrong-return"
    else:
        cause = named(case(court, alignment, suspect, cause, fix))
    count = len(court.instances)
    alone = "this statement alone" if size == 1 else f"these {size} statements"
    evidence = [f"With {alone} put right, every output is right on all {count} inputs."]
    if fix:
        evidence.append("A small edit of the statement was confirmed by a run on all inputs.")
    return Fault(
        None if suspect.step == "statement" else suspect.step,
        suspect.site.line,
        suspect.site.end_line,
        suspect.site.name or "statement",
        cause,
        proved,
        0.99 if proved and fix else 0.9,
        tuple(evidence),
        fix.text if fix else "",
        suspect.missing,
    )


def case(
    court: Court, alignment: Alignment, suspect: Suspect, cause: str | None, fix: Repair | None
) -> Case:
    """What is known of a statement, for naming its mistake."""
    site, source = suspect.site, court.student.source
    crashes = (result.crash.raised for result in alignment.run.results if result.crash is not None)
    at = [one for one in crashes if one.line and site.line <= one.line <= site.end_line]
    values = next(iter(alignment.seen.get(site.id, {}).items()), None)
    rows = suspect.values[values[0]] if values and suspect.values else ()
    return Case(
        cause,
        statement_of(source, site.line, site.end_line),
        parsed(fix.text) if fix else None,
        function_at(source, site.line),
        at[0] if at else None,
        court.student.notebook_names,
        frozenset(missing_needs(alignment, court.student.exercise, suspect)),
        suspect.step,
        shape_of(values[1][-1]) if values else None,
        shape_of(rows[-1]) if rows else None,
    )


def first_wrong(alignment: Alignment) -> tuple[Fault, ...]:
    """Nothing could be proved: the first statement whose value is none of the reference's."""
    for site in in_order(alignment):
        step = alignment.named(site)
        if step is not None and not alignment.matches.get(site.id):
            # Of a sum the start is seldom wrong: what is added is.
            adding = (s for s in in_order(alignment) if s.name == site.name)
            site = next((s for s in adding if s.kind == "augmented"), site)
            evidence = ("This is the first value that differs from what the formula gives.",)
            return (Fault(step, site.line, site.end_line, site.name, None, False, 0.5, evidence),)
    crashed = {(c.line, c.end_line) for c in alignment.run.statements}
    for line in sorted(crash_lines(alignment)):
        end = min((last for first, last in crashed if first == line), default=line)
        evidence = ("The code stops here.",)
        return (Fault(None, line, end, "statement", None, False, 0.4, evidence),)
    for site in in_order(alignment):
        evidence = ("This is the first value that equals none of the formula's.",)
        return (Fault(None, site.line, site.end_line, site.name, None, False, 0.3, evidence),)
    return ()


def in_cell(trial: Trial, snippet: Snippet) -> Trial:
    """Lines of a notebook count in their cell."""
    if snippet.cell is None:
        return trial
    return replace(trial, faults=tuple(replace(f, cell=snippet.cell) for f in trial.faults))
