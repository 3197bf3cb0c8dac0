"""The counterfactual: put the right value at a suspect, run again, and see what becomes right."""

import time
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from itertools import islice
from typing import Any

from assistant.sandbox import Runner
from assistant.trial.aligning import Alignment
from assistant.trial.comparing import outputs
from assistant.trial.inputs import quick, size
from assistant.trial.running import Instance, Run, Student
from assistant.trial.suspects import Suspect, already, returning, suspects, unfinished

MOST_RUNS = 110
RUNS_FOR_SEVERAL = 70
MOST_SUSPECTS, AT_ONCE = 200, 40
TOGETHER = 0.2  # of the patience of a trial, for one worker that tries many
MOST_FAULTS = 3
MOST_PROOFS = 3

Puts = dict[int, list[list[Any]]]
Score = tuple[int, int]
Progress = tuple[int, int, int]


@dataclass
class Court:
    """One student, the inputs, and how many more runs may be spent."""

    student: Student
    instances: Sequence[Instance]
    sandbox: Runner
    failing: tuple[int, ...] = ()
    runs_left: int = MOST_RUNS
    deadline: float = field(init=False)

    def __post_init__(self) -> None:
        self.deadline = time.monotonic() + self.patience

    def retry(self, put: Sequence[Suspect]) -> Run:
        """A new worker that gets the right values of these suspects only."""
        self.runs_left -= 1
        return self.student.run(self.sandbox, self.instances, puts=puts(put), record=True)

    def score(self, run: Run) -> Score:
        """How many outputs are right over all inputs, and how many calls did not crash."""
        calls = run.results[: len(self.instances)]  # the first run repeats one at the end
        return sum(self.right(run)), sum(result.crash is None for result in calls)

    def right(self, run: Run) -> list[int]:
        """How many outputs of each call are right."""
        exercise = self.student.exercise
        return [
            sum(output.status == "correct" for output in outputs(exercise, instance, result))
            for instance, result in zip(self.instances, run.results, strict=False)
        ]

    def failed(self, run: Run) -> tuple[int, ...]:
        """The calls whose outputs are not all right."""
        counts = zip(self.right(run), self.instances, strict=False)
        return tuple(n for n, (right, one) in enumerate(counts) if right < len(one.expected))

    @property
    def full(self) -> int:
        """The score of right code."""
        return sum(len(one.expected) for one in self.instances)

    def returned(self, alignment: Alignment) -> list[Suspect]:
        """The return statement, where every right value was computed and not handed back."""
        for suspect in self.untested(alignment, returning(alignment, self.student.exercise)):
            if self.score(self.retry([suspect]))[0] == self.full:
                return [suspect]
        return []

    @property
    def patience(self) -> float:
        """The seconds for all counterfactuals of one trial."""
        return self.sandbox.settings.search_seconds

    @property
    def exhausted(self) -> bool:
        """The time for this trial is over."""
        return time.monotonic() > self.deadline

    @property
    def seconds_left(self) -> float:
        """What is left of the time for this trial."""
        return max(self.deadline - time.monotonic(), 0.0)

    def singles(self, alignment: Alignment, last: int | None = None) -> list[Suspect]:
        """Suspects of whom each alone, put right, makes every output right; above a line."""
        among = (s for s in suspects(alignment) if last is None or s.site.line < last)
        return list(islice(self.proved(self.untested(alignment, among)), MOST_PROOFS))

    def missing(self, alignment: Alignment) -> list[Suspect]:
        """The first right value that a missing statement should have changed."""
        among = self.untested(alignment, unfinished(alignment), keep=RUNS_FOR_SEVERAL)
        return list(islice(self.proved(among), 1))

    def proved(self, among: Iterable[Suspect]) -> Iterator[Suspect]:
        """Those of whom each alone makes every output right, on the first input and on all."""
        for suspect in self.promising(list(islice(among, MOST_SUSPECTS))):
            if self.goes_on() and self.score(self.retry([suspect]))[0] == self.full:
                yield suspect

    def promising(self, rest: list[Suspect]) -> Iterator[Suspect]:
        """Those that make the smallest failing input right, and those that could not be tried.

        One worker tries many; where it does not come to its end, each of them is left to a
        run of its own.
        """
        call = min(self.failing, key=lambda number: size(self.instances[number]), default=0)
        few = replace(self, instances=[self.instances[call]])
        while rest and self.goes_on():
            some = rest[:AT_ONCE]
            runs = self.each([[one] for one in some], [call])
            tried = zip(some, runs, strict=False)
            yield from (s for s, run in tried if few.score(run)[0] == few.full) if runs else some
            rest = rest[len(runs or some) :]

    def each(
        self, sets: Sequence[Sequence[Suspect]], calls: Sequence[int], **extra: Any
    ) -> list[Run]:
        """A run on some inputs for each set of suspects put right, all in one worker."""
        few = [self.instances[call] for call in calls]
        made = [puts(one, calls) for one in sets]
        extra |= {"seconds": min(TOGETHER * self.patience, self.seconds_left)}
        # Where one of them never ends there is time left to try the others by themselves.
        wall = min(2 * TOGETHER * self.patience, self.sandbox.settings.wall_seconds)
        return self.student.runs(self.sandbox, few, made, wall, **extra)

    def several(self, alignment: Alignment, before: Run) -> list[Suspect]:
        """Up to three statements that together make every output right, greedily chosen."""
        chosen: list[Suspect] = []
        run = before
        while len(chosen) < MOST_FAULTS and self.score(run)[0] < self.full:
            step = self.best_step(chosen, Alignment.of(run, self.instances))
            if step is None:
                break
            suspect, run = step
            chosen.append(suspect)
        return self.needed(chosen) if self.score(run)[0] == self.full else []

    def best_step(
        self, chosen: Sequence[Suspect], alignment: Alignment
    ) -> tuple[Suspect, Run] | None:
        """The suspect whose right value helps most on few inputs, of equals the first; its run."""
        taken = {suspect.site.id for suspect in chosen}
        untested = islice(self.untested(alignment, suspects(alignment)), MOST_SUSPECTS)
        among = [suspect for suspect in untested if suspect.site.id not in taken]
        if not among:
            return None
        sets = [list(chosen), *([*chosen, suspect] for suspect in among)]
        calls = quick(len(self.instances), self.failing)
        few = replace(self, instances=[self.instances[call] for call in calls])
        helped = [few.progress(run) for run in self.each(sets, calls, record=True)]
        enough = (number for number, one in enumerate(helped) if one[0] == few.full)
        best = next(enough, max(range(len(helped)), key=helped.__getitem__, default=0))
        if not best:
            return None
        return among[best - 1], self.retry([*chosen, among[best - 1]])

    def progress(self, run: Run) -> Progress:
        """The score, and then how many of the reference's values the student computes.

        Where two faults lie on the way to one output, or the second crashes too, putting
        the first right shows in nothing but the values in between.
        """
        return (*self.score(run), len(Alignment.of(run, self.instances).reached))

    def needed(self, chosen: list[Suspect]) -> list[Suspect]:
        """Those of a sufficient set without whom it does not suffice."""
        for suspect in list(chosen):
            rest = [one for one in chosen if one is not suspect]
            if rest and self.score(self.retry(rest))[0] == self.full:
                chosen = rest
        return chosen

    def untested(
        self, alignment: Alignment, among: Iterable[Suspect], keep: int = 0
    ) -> Iterator[Suspect]:
        """Suspects worth a run, while there are more runs left than are to be kept."""
        for suspect in among:
            if not self.goes_on(keep):
                return
            if not already(alignment, suspect):
                yield suspect

    def goes_on(self, keep: int = 0) -> bool:
        """There are more runs left than are to be kept, and half of the time."""
        return self.runs_left > keep and self.seconds_left > self.patience / 2


def puts(suspects: Sequence[Suspect], calls: Sequence[int] | None = None) -> Puts:
    """The substitutions as a job carries them: site -> call -> values by turn; of some calls."""
    kept = calls if calls is not None else range(len(suspects[0].values)) if suspects else ()
    return {one.site.id: [list(one.values[call]) for call in kept] for one in suspects}
