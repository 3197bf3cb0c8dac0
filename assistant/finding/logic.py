"""What the checks that pass and fail say about the formulas, without a number or a line of code."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

import re2

from assistant.types import Finding, Report, Strength, Trial

Orders = Callable[[str], tuple[str, ...]]
Ancestors = Callable[[str], Mapping[str, tuple[str, ...]]]
# Names that a student knows from the course: dZ1, A2, AL, l1, cost; not our partial terms.
TAUGHT = re2.compile(r"^(?:d?[A-Z]{1,2}\d*|[a-z]\d+|cost)$")


class Logic:
    """Right outputs clear the steps they rest on; what the failing ones share is suspect."""

    def __init__(self, orders: Orders, ancestors: Ancestors) -> None:
        self.orders = orders
        self.ancestors = ancestors

    def __call__(self, report: Report, trial: Trial) -> Iterator[Finding]:
        """One finding without a cause: the step that the checks point at. Silent after a run."""
        known = self.ancestors(report.exercise or "")
        failing = [name for name in report.failing if name in known]
        *before, stopped = self.looked_at(report) or ("",)
        clear = before or report.passing
        passing = [name for name in clear if name in known and name not in failing]
        if trial.tells or not failing or not passing:
            return
        right = {step for name in passing for step in known[name]}
        step = suspect(shared(failing, known, right), failing)
        if step is not None:
            cleared = [one for one in taught(known[failing[0]]) if one in right - set(passing)]
            told = deduced(passing, stopped) if before else reported(passing, failing)
            so = f"; with that, {cleared[-1]} is right, too" if cleared else ""
            saw = f"{told}{so}: look at {step} first"
            yield Finding(None, Strength.MATCHED, 0.4, saw, fills={"step": f"`{step}`"})

    def looked_at(self, report: Report) -> tuple[str, ...]:
        """Where nothing is said to pass: what the course's test looks at, until it stopped."""
        order = self.orders(report.exercise or "")
        stopped = [one.variable for one in report.checks if one.kind == "values"]
        if report.passing or len(stopped) != 1 or stopped[0] not in order:
            return ()
        return order[: order.index(stopped[0]) + 1]


def shared(
    failing: Sequence[str], known: Mapping[str, tuple[str, ...]], right: set[str]
) -> list[str]:
    """The steps, not cleared, on which all failing outputs rest; in the order of evaluation."""
    common = set(known[failing[0]]).intersection(*(known[name] for name in failing))
    return [step for step in known[failing[0]] if step in common - right]


def suspect(steps: Sequence[str], failing: Sequence[str]) -> str | None:
    """The last taught step before the failing outputs part; if none, such an output itself."""
    names = taught(steps)
    inner = [name for name in names if name not in failing]
    return next(reversed(inner), next(iter(names), None))


def taught(steps: Iterable[str]) -> list[str]:
    """The steps that have a name in the course."""
    return [step for step in steps if TAUGHT.search(step)]


def reported(passing: list[str], failing: list[str]) -> str:
    """`dW2 and db2 pass, and dW1 does not`."""
    passes = "passes" if len(passing) == 1 else "pass"
    fails = "does" if len(failing) == 1 else "do"
    return f"{listed(passing)} {passes}, and {listed(failing)} {fails} not"


def deduced(passing: list[str], stopped: str) -> str:
    """`dW2 should be right, since the course's test looks at it before dW1`."""
    them = "it" if len(passing) == 1 else "them"
    looks = f"since the course's test looks at {them} before {stopped}"
    return f"{listed(passing)} should be right, {looks}"


def listed(names: list[str]) -> str:
    """`dW2 and db2`."""
    return " and ".join([", ".join(names[:-1]), names[-1]] if len(names) > 1 else names)
