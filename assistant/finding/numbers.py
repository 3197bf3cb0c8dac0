"""The numbers alone: pasted arrays looked up among those that each listed mistake gives."""

from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace

import numpy as np
import re2

from assistant.exercise.dictionary import VAGUE, Dictionary
from assistant.exercise.lookup import Explained, guessed, look_up, plain, telling
from assistant.exercise.narrowing import first_difference, hidden_from, separating, steps_behind
from assistant.exercise.printed import Printed
from assistant.trial.fingerprint import digest, rounded
from assistant.types import Finding, PrintedArray, Report, Strength, Trial

Known = Callable[[str], Dictionary | None]
MOST, MOST_TRIED = 3, 3
LEAD = 0.58
FEWEST = 2  # numbers of four digits in which a relation shows
LONGEST = 20_000
SIDES = {"expected", "got", "actual", "output", "mine", ""}
WORD = re2.compile(r"[A-Za-z_]\w+")
RECOMPUTED = "recomputed-instead-of-cached"


class Numbers:
    """Finds mistakes by their numbers; silent where a run has proved one."""

    def __init__(
        self, known: Known, functions: Mapping[str, Sequence[str]], printed: Printed
    ) -> None:
        self.known = known
        self.functions = functions
        self.printed = printed

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
        """The exercise of the post, else those whose functions it names, or whose numbers."""
        if report.exercise:
            return [report.exercise]
        words = set(WORD.findall(report.post.said[:LONGEST]))
        named = [ids for function, ids in self.functions.items() if function in words]
        ids = [id for ids in named for id in ids]
        pasted = (value for array in report.arrays for value in array.values)
        return (ids or self.printed.by(pasted))[:MOST_TRIED]


def named_by_check(array: PrintedArray, report: Report) -> PrintedArray:
    """`Expected: [...] Got: [...]` are of the variable of the check that failed."""
    variables = [one.variable for one in report.checks if one.variable]
    if array.label.lower() in SIDES and variables:
        return replace(array, label=variables[0])
    return array


def posted_fingerprint(report: Report) -> str:
    """Of the first numbers that a post gives as its own beside the expected ones, else empty.

    Two posts with the same wrong numbers have the same; a number or two of few digits, which
    different mistakes give, names none.
    """
    arrays = [named_by_check(one, report) for one in report.arrays]
    wanted = {side(one): one.values for one in arrays if one.role == "expected"}
    for one in arrays:
        told = {value for value in one.values if telling(value)}
        wrong = one.role == "actual" and wanted.get(side(one), one.values) != one.values
        if wrong and len(told) >= FEWEST:
            return digest([f"{side(one)} {rounded(np.asarray(one.values))}"])
    return ""


def side(array: PrintedArray) -> str:
    """What an array is of; empty for `Expected` and `Got` of a variable that is not named."""
    return "" if array.label.lower() in SIDES else plain(array.label)


def explaining(
    known: Dictionary, report: Report, arrays: Sequence[PrintedArray]
) -> Iterator[Finding]:
    """What one exercise's dictionary says of the arrays: a listed mistake, else the structure."""
    found = [one for one in look_up(known, arrays) if no_coincidence(known, one, arrays)]
    listed_ones = [one for one in found if one.mistakes]
    if listed_ones:
        yield from named(known, on_all_inputs(listed_ones))
        return
    for one in found or guessed(known, arrays):
        if one.wrong:
            yield from structure(known, one)
            return
    matching = found and found[0].right and not found[0].wrong
    if matching and (report.checks or report.failing) and not unexplained(arrays):
        kinds = {one.kind for one in report.checks}
        yield from matching_and_failing(known, found[0], of_type=kinds == {"type"})


def no_coincidence(known: Dictionary, one: Explained, arrays: Sequence[PrintedArray]) -> bool:
    """There are several numbers, or one of two digits, or a count that a mistake explains.

    A lone zero or one is the sum, the negative or the half of too much.
    """
    if any(len(array.values) > 1 or telling(array.values[0], 2) for array in arrays):
        return True
    right = (known.right[one.variant].get(name) for name in one.wrong)
    return bool(one.mistakes) and all(isinstance(each, int | np.integer) for each in right)


def on_all_inputs(found: Sequence[Explained]) -> Explained:
    """The mistakes that explain the prints of every input at hand."""
    best = found[0]
    for other in found[1:]:
        shared = tuple(number for number in best.mistakes if number in other.mistakes)
        best = replace(best, mistakes=shared or best.mistakes)
    return best


def question(known: Dictionary, one: Explained) -> tuple[str, str] | None:
    """The value, and the course input, that tell the mistakes apart; this input first."""
    for variant in (one.variant, *(name for name in known.right if name != one.variant)):
        pasted = (*one.right, *one.wrong) if variant == one.variant else ()
        name = separating(known, variant, one.mistakes, pasted)
        if name is not None:
            return name, variant
    return None


def asking(print_next: tuple[str, str], variant: str) -> str:
    """The question in words."""
    name, where = print_next
    there = "" if where == variant else f" on the other input of the course ({where})"
    return f"What does `{name}` print{there}, with its shape?"


def structure(known: Dictionary, one: Explained) -> Iterator[Finding]:
    """No listed mistake: what the wrong values are of the right ones, and where it can be."""
    steps = steps_behind(known, one.variant, one.right, one.wrong)
    first = first_difference(known, one.right, one.wrong)
    if first is not None and first not in known.outputs:
        steps = (first,)
    fills = {"variable": f"`{one.wrong[0]}`"}
    if one.relation is not None:
        saw = f"The pasted {listed(one.wrong)} is {one.relation.words}"
        tells = one.relation.slug not in (None, "wrong-formula") and one.distinct >= FEWEST
        sure = 0.7 if tells else 0.55
        yield Finding(one.relation.slug, Strength.MATCHED, sure, saw, fills=fills, steps=steps)
    elif steps:
        right = f"{listed(one.right)} is right; " if one.right else ""
        saw = f"{right}what is wrong in {listed(one.wrong)} begins in {' or '.join(steps)}"
        fills["step"] = f"`{steps[0]}`"
        yield Finding(None, Strength.MATCHED, 0.5, saw, fills=fills, steps=steps)


def named(known: Dictionary, one: Explained) -> Iterator[Finding]:
    """The mistakes behind the numbers; proved where they are all one and the numbers are enough."""
    slugs = [known.mistakes[number].slugs for number in one.mistakes]
    precise = {several for several in slugs if not VAGUE & set(several)}
    alike = len(set(slugs)) == 1
    enough = not one.strange and (len(one.wrong) >= 2 or one.distinct >= 6)
    strength = Strength.PROVED if alike and enough else Strength.MATCHED
    print_next = None if alike else question(known, one)
    asked = asking(print_next, one.variant) if print_next else ""
    order = likeliest(slugs)
    usual = 0.75 if alike else 0.7 if len(precise) == 1 else 1.1 / len(order)
    for place, slug in enumerate(order[:MOST]):
        mistake = next(known.mistakes[n] for n in one.mistakes if slug in known.mistakes[n].slugs)
        step = mistake.steps[mistake.slugs.index(slug)]
        sure = 0.97 if strength is Strength.PROVED else usual
        if strength is not Strength.PROVED and (one.distinct < FEWEST or slug in VAGUE):
            sure = min(sure, LEAD)  # another mistake, one that is not listed, may give this too
        sure -= 0.01 * place + (0.1 if one.strange else 0.0)
        saw = f"The pasted {listed(one.wrong)} is what this mistake in {step} gives ({one.variant})"
        fills = {"step": f"`{step}`", "variable": f"`{one.wrong[0]}`"}
        yield Finding(
            slug,
            strength,
            round(sure, 3),
            saw,
            fills=fills,
            ask=asked,
            steps=(step,),
            print_next=print_next,
        )


def likeliest(slugs: Sequence[tuple[str, ...]]) -> list[str]:
    """Each slug once: of single mistakes the precise first, of pairs what most have in common."""
    first = sorted(slugs, key=lambda several: len(VAGUE & set(several)))
    order = list(dict.fromkeys(slug for several in first for slug in several))
    if len(slugs[0]) > 1:
        shared = Counter(slug for several in slugs for slug in set(several))
        order.sort(key=lambda slug: -shared[slug])
    return order


def matching_and_failing(known: Dictionary, one: Explained, *, of_type: bool) -> Iterator[Finding]:
    """Everything that was pasted is right, and a check fails: what this input cannot show.

    A check of the type alone says that the number is right and its type is not.
    """
    saw = f"The pasted {listed(one.right)} is right for {one.variant}, and a check fails"
    if of_type:
        yield Finding("wrong-type", Strength.MATCHED, 0.7, saw)
        return
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
