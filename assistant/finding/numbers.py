"""The numbers alone: pasted arrays looked up among those that each listed mistake gives."""

from collections.abc import Callable, Iterator

from assistant.exercise.dictionary import Dictionary
from assistant.exercise.lookup import Explained, hidden_from, look_up
from assistant.types import Finding, Report, Strength, Trial

Known = Callable[[str], Dictionary | None]
MOST = 3
RECOMPUTED = "recomputed-instead-of-cached"


class Numbers:
    """Finds mistakes by their numbers; silent where a run has proved one."""

    def __init__(self, known: Known) -> None:
        self.known = known

    def __call__(self, report: Report, trial: Trial) -> Iterator[Finding]:
        """At most three mistakes that give exactly these numbers, or what they are a multiple of."""
        if not report.arrays or not report.exercise or any(one.proved for one in trial.faults):
            return
        known = self.known(report.exercise)
        if known is None:
            return
        found = look_up(known, report.arrays)
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
        if found and not found[0].wrong and (report.checks or report.failing):
            yield from matching_and_failing(known, found[0])


def named(known: Dictionary, one: Explained) -> Iterator[Finding]:
    """The mistakes behind the numbers; proved where they are all one and the numbers are enough."""
    slugs = [known.mistakes[number].slugs for number in one.mistakes]
    alike = len(set(slugs)) == 1
    enough = len(one.wrong) >= 2 or one.distinct >= 6
    strength = Strength.PROVED if alike and enough else Strength.MATCHED
    order = list(dict.fromkeys(slug for several in slugs for slug in several))
    for place, slug in enumerate(order[:MOST]):
        mistake = next(known.mistakes[n] for n in one.mistakes if slug in known.mistakes[n].slugs)
        step = mistake.steps[mistake.slugs.index(slug)]
        sure = 0.97 if strength is Strength.PROVED else (0.75 if alike else 0.65) - 0.1 * place
        saw = f"The pasted {listed(one.wrong)} is what this mistake in {step} gives ({one.variant})"
        fills = {"step": f"`{step}`", "variable": f"`{one.wrong[0]}`"}
        yield Finding(slug, strength, round(sure, 3), saw, fills=fills)


def matching_and_failing(known: Dictionary, one: Explained) -> Iterator[Finding]:
    """Everything that was pasted is right, and a check fails: what this input cannot show."""
    saw = f"The pasted {listed(one.right)} is right for {one.variant}, and a check fails"
    hidden = {known.mistakes[n].slugs[0] for n in hidden_from(known, one.variant)}
    if RECOMPUTED in hidden:
        yield Finding(RECOMPUTED, Strength.MATCHED, 0.7, saw)
    yield Finding("hidden-test-uses-other-inputs", Strength.MATCHED, 0.62, saw)
    yield Finding("stale-kernel", Strength.MATCHED, 0.4, saw)


def listed(names: tuple[str, ...]) -> str:
    """`dW1 and db1`."""
    return " and ".join(names) if names else "output"
