"""What the checks that pass and fail say about the formulas, without a number or a line of code."""

from collections.abc import Iterator, Mapping

from assistant.types import Finding, Report, Strength, Trial

Orders = Mapping[str, tuple[str, ...]]
Ancestors = Mapping[str, Mapping[str, tuple[str, ...]]]


class Logic:
    """Right outputs clear the steps they rest on; the first step left over is suspect."""

    def __init__(self, orders: Orders, ancestors: Ancestors) -> None:
        self.orders = orders
        self.ancestors = ancestors

    def __call__(self, report: Report, trial: Trial) -> Iterator[Finding]:
        """One finding without a cause: the step that the checks point at."""
        known = self.ancestors.get(report.exercise or "", {})
        failing = [name for name in report.failing if name in known]
        passing = [name for name in report.passing if name in known]
        if trial.verdict != "not-run" or not failing or not passing:
            return
        right = {step for name in passing for step in known[name]}
        suspects = [step for step in known[failing[0]] if step not in right]
        named = [step for step in suspects if step[:1] in "dZAl" and "_" not in step] or suspects
        if named:
            saw = f"{listed(passing)} pass and {listed(failing)} do not, so {named[0]} comes first"
            yield Finding(None, Strength.MATCHED, 0.4, saw, fills={"step": f"`{named[0]}`"})


def listed(names: list[str]) -> str:
    """`dW2 and db2`."""
    return " and ".join([", ".join(names[:-1]), names[-1]] if len(names) > 1 else names)
