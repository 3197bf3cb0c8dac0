"""The numbers alone: pasted arrays looked up among those that each listed mistake gives."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace

import re2

from assistant.exercise.dictionary import VAGUE, Dictionary
from assistant.exercise.lookup import (
    Explained,
    first_difference,
    hidden_from,
    look_up,
    separating,
)
from assistant.types import Finding, PrintedArray, Report, Strength, Trial

Known = Callable[[str], Dictionary | None]
MOST, MOST_TRIED = 3, 3
LONGEST = 20_000
SIDES = {"expected", "got", "actual", "output", "mine", ""}
WORD = re2.compile(r"[A-Za-z_]\w+")
RECOMPUTED = "recomputed-instead-of-cached"


class Numbers:
    """Finds mistakes by their numbers; silent where a run has proved one."""

    def __init__(self, known: Known, functions: Mapping[str, Sequence[str]]) -> None:
        self.known = known
        self.functions = functions

    def __call__(self, report: Report, trial: Trial) -> Iterator[Finding]:
        """At most three mistakes that give exactly these numbers, or a multiple of them."""
        if not report.arrays or any(one.proved for one in trial.faults):
            return
        arrays = [named_by_check(array, report) for array in report.arrays]
        for name in self.exercises(report):
            known = self.known(name)
            findings = list(explaining(known, report, arrays)) if known is not None else []
            if findings:
                yield from findings
                return

    def exercises(self, report: Report) -> list[str]:
        """The exercise of the post, else those whose functions it names."""
        if report.exercise:
            return [report.exercise]
        words = set(WORD.findall(f"{report.post.title}\n{report.post.text}"[:LONGEST]))
        named = [ids for function, ids in self.functions.items() if function in words]
        return [id for ids in named for id in ids][:MOST_TRIED]


def named_by_check(array: PrintedArray, report: Report) -> PrintedArray:
    """`Expected: [...] Got: [...]` are of the variable of the check that failed."""
    variables = [one.variable for one in report.checks if one.variable]
    if array.label.lower() in SIDES and variables:
        return replace(array, label=variables[0])
    return array


def explaining(
    known: Dictionary, report: Report, arrays: Sequence[PrintedArray]
) -> Iterator[Finding]:
    """What one exercise's dictionary says of the arrays."""
    found = look_up(known, arrays)
    for one in found:
        if one.mistakes:
            yield from named(known, one)
            return
    for one in found:
        if one.relation:
            saw = f"{listed(one.wrong)} is a fixed multiple or transpose of the right value."
            fills = {"variable": f"`{one.wrong[0]}`"}
            yield Finding(one.relation, Strength.MATCHED, 0.7, saw, fills=fills)
            return
    for one in found:
        if one.instead:
            saw = f"What is pasted as {one.wrong[0]} is the right {one.instead}"
            fills = {"variable": f"`{one.wrong[0]}`", "step": f"`{one.instead}`"}
            yield Finding("wrong-formula", Strength.MATCHED, 0.62, saw, fills=fills)
            return
    for one in found:
        step = first_difference(known, one)
        if step is not None:
            saw = f"Of what is pasted {listed(one.right)} is right; {step} is the first that is not"
            yield Finding(None, Strength.MATCHED, 0.5, saw, fills={"step": f"`{step}`"})
            return
    matching = found and found[0].right and not found[0].wrong
    if matching and (report.checks or report.failing) and not unexplained(arrays):
        yield from matching_and_failing(known, found[0])


def named(known: Dictionary, one: Explained) -> Iterator[Finding]:
    """The mistakes behind the numbers; proved where they are all one and the numbers are enough."""
    slugs = [known.mistakes[number].slugs for number in one.mistakes]
    precise = {several for several in slugs if not VAGUE & set(several)}
    alike = len(precise or set(slugs)) == 1
    enough = not one.strange and (len(one.wrong) >= 2 or one.distinct >= 6)
    strength = Strength.PROVED if alike and enough else Strength.MATCHED
    print_next = None if alike else separating(known, one)
    asked = f"What does `{print_next}` print, with its shape?" if print_next else ""
    first = sorted(slugs, key=lambda several: len(VAGUE & set(several)))
    order = list(dict.fromkeys(slug for several in first for slug in several))
    for place, slug in enumerate(order[:MOST]):
        mistake = next(known.mistakes[n] for n in one.mistakes if slug in known.mistakes[n].slugs)
        step = mistake.steps[mistake.slugs.index(slug)]
        sure = 0.97 if strength is Strength.PROVED else (0.75 if alike else 1.1 / len(order))
        sure -= 0.01 * place + (0.1 if one.strange else 0.0)
        saw = f"The pasted {listed(one.wrong)} is what this mistake in {step} gives ({one.variant})"
        fills = {"step": f"`{step}`", "variable": f"`{one.wrong[0]}`"}
        yield Finding(slug, strength, round(sure, 3), saw, fills=fills, ask=asked)


def matching_and_failing(known: Dictionary, one: Explained) -> Iterator[Finding]:
    """Everything that was pasted is right, and a check fails: what this input cannot show."""
    saw = f"The pasted {listed(one.right)} is right for {one.variant}, and a check fails"
    hidden = {known.mistakes[n].slugs[0] for n in hidden_from(known, one.variant)}
    if RECOMPUTED in hidden:
        yield Finding(RECOMPUTED, Strength.MATCHED, 0.7, saw)
    yield Finding("hidden-test-uses-other-inputs", Strength.MATCHED, 0.62, saw)
    yield Finding("stale-kernel", Strength.MATCHED, 0.4, saw)


def unexplained(arrays: Sequence[PrintedArray]) -> bool:
    """There is an array whose name is not known: it may be the wrong one."""
    return any(array.label.lower() in SIDES for array in arrays)


def listed(names: tuple[str, ...]) -> str:
    """`dW1 and db1`."""
    return " and ".join(names) if names else "output"
