"""What a run proved: each fault of a trial as a finding."""

from collections.abc import Iterator

from assistant.types import Fault, Finding, Report, Strength, Trial


def from_trial(report: Report, trial: Trial) -> Iterator[Finding]:
    """One finding for each statement at fault; right code that fails elsewhere has its own."""
    if trial.verdict == "correct" and (report.raised or report.checks or report.failing):
        saw = "The code is right here on the course's inputs and on random ones, and fails there."
        yield Finding("stale-kernel", Strength.MATCHED, 0.65, saw)
        yield Finding("hidden-test-uses-other-inputs", Strength.MATCHED, 0.6, saw)
    if trial.verdict == "timed-out":
        saw = "The run was stopped: it did not come to an end in its time."
        yield Finding("did-not-finish", Strength.MATCHED, 0.9, saw)
    for fault in trial.faults:
        strength = Strength.PROVED if fault.proved else Strength.MATCHED
        saw = fault.evidence[0] if fault.evidence else "A run shows it."
        yield Finding(fault.cause, strength, fault.confidence, saw, fault, fills(fault, trial))


def fills(fault: Fault, trial: Trial) -> dict[str, str]:
    """The blanks of the hints that a fault fills."""
    found = {"variable": f"`{fault.variable}`", "line": f"line {fault.line}"}
    if fault.step and fault.step != "return":
        found["step"] = f"`{fault.step}`"
    crash = trial.crash
    if crash and crash.raised.line and fault.line <= crash.raised.line <= fault.end_line:
        shapes = [shape for _, shape in crash.operands if shape.startswith("(")]
        if len(shapes) == 2:
            found |= {"left": shapes[0], "right": shapes[1]}
    for output in trial.outputs:
        if output.name == fault.step and None not in (output.actual_shape, output.expected_shape):
            found["shape"] = str(output.actual_shape)
            found["expected_shape"] = str(output.expected_shape)
    return found
