"""The counterfactual: put the right value at a suspect, run again, and see what becomes right."""

import time
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any

from assistant.sandbox import Runner
from assistant.trial.aligning import Alignment
from assistant.trial.comparing import outputs
from assistant.trial.running import Instance, Run, Student
from assistant.trial.suspects import Suspect, already, returning, suspects, unfinished

MOST_RUNS = 110
RUNS_FOR_SEVERAL = 70
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
        found: list[Suspect] = []
        for suspect in self.untested(alignment, suspects(alignment)):
            if last is not None and suspect.site.line >= last:
                continue
            if self.score(self.retry([suspect]))[0] == self.full:
                found.append(suspect)
            if len(found) >= MOST_PROOFS:
                return found
        return found

    def missing(self, alignment: Alignment) -> list[Suspect]:
        """The first right value that a missing statement should have changed."""
        for suspect in self.untested(alignment, unfinished(alignment), keep=RUNS_FOR_SEVERAL):
            if self.score(self.retry([suspect]))[0] == self.full:
                return [suspect]
        return []

    def several(self, alignment: Alignment, before: Run) -> list[Suspect]:
        """Up to three statements that together make every output right, greedily chosen."""
        chosen: list[Suspect] = []
        run, best = before, self.progress(before, alignment)
        while len(chosen) < MOST_FAULTS and best[0] < self.full:
            step = self.best_step(chosen, Alignment.of(run, self.instances), best)
            if step is None:
                break
            suspect, run, best = step
            chosen.append(suspect)
        return self.needed(chosen) if best[0] == self.full else []

    def best_step(
        self, chosen: Sequence[Suspect], alignment: Alignment, best: Progress
    ) -> tuple[Suspect, Run, Progress] | None:
        """The suspect whose right value helps most; of equals the first."""
        found = None
        taken = {suspect.site.id for suspect in chosen}
        for suspect in self.untested(alignment, suspects(alignment)):
            if suspect.site.id in taken:
                continue
            run = self.retry([*chosen, suspect])
            progress = self.progress(run, Alignment.of(run, self.instances))
            if progress > best:
                found, best = (suspect, run, progress), progress
            if best[0] == self.full:
                break
        return found

    def progress(self, run: Run, alignment: Alignment) -> Progress:
        """The score, and then how many of the reference's values the student computes.

        Where two faults lie on the way to one output, or the second crashes too, putting
        the first right shows in nothing but the values in between.
        """
        return (*self.score(run), len(alignment.reached))

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
            if self.runs_left <= keep or self.seconds_left < self.patience / 2:
                return
            if not already(alignment, suspect):
                yield suspect


def puts(suspects: Sequence[Suspect]) -> Puts:
    """The substitutions as a job carries them: site -> call -> values by turn."""
    return {one.site.id: [list(values) for values in one.values] for one in suspects}
