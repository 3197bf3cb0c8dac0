"""What to ask for: the one thing that would settle a case best, and that is not told already."""

import re2

from assistant.types import Raised, Report, Trial

OF_ENDINGS = {
    "ran": "Which course, week and function is it, and what did you expect instead?",
    "refused": "Try the graded function alone, in private: it needs no files, network or plots.",
    "out-of-memory": "Which shapes should your largest arrays have? Print those you can.",
}
LONGEST = 20_000
FORMULAS = (
    "Which formula of the notebook does each line before {name} stand for? Name the first that you "
    "are not sure of."
)
SHAPES = re2.compile(r"shapes? \(\d")
OF_SHAPES = re2.compile(r"(?i)shape|dimension|align|broadcast|axis|axes|\bsize\b|setting an array")
# Someone who wants the solution, or has not begun: likeness would only mislead.
FOR_A_PERSON = re2.compile(
    r"(?i)(?:can|could|please|will) (?:some|any)?(?:one|body|you)?[^.?]{0,20}"
    r"(?:solve|share|upload|send)[^.?]{0,30}(?:question|solution|answer|exercise)"
    r"|no idea (?:how|what|where|about)|(?:how|where) (?:do|should|to) I? ?(?:start|begin)"
)


def what_to_ask(report: Report, trial: Trial) -> str:
    """The one thing to print or post that would settle the case best."""
    return of_the_run(report, trial) or of_the_post(report)


def of_the_run(report: Report, trial: Trial) -> str:
    """Of code that was run its outputs and its message are known: what only its author can say."""
    if trial.crash is not None and trial.crash.raised.line:
        line = trial.crash.raised.line
        return f"Which formula does line {line} stand for, and which shapes should its values have?"
    if trial.verdict == "incorrect":
        wrong = next((one.name for one in trial.outputs if one.status != "correct"), "the return")
        return FORMULAS.format(name=wrong)
    if trial.verdict == "ran" and report.exercise is not None:
        function = report.exercise.rpartition("/")[2]
        return f"Try the whole of {function}, in private: the code that was sent lacks it."
    return OF_ENDINGS.get(trial.verdict, "") if not report.raised else ""


def of_the_post(report: Report) -> str:
    """Where nothing was run: of the message, of the numbers, or what it is about."""
    failed = [one for one in report.raised if one.type not in ("AssertionError", "")]
    if failed:  # the last one whose place is known, else the last: a title has none
        known = [one for one in failed if one.message and (one.line or one.text)]
        return of_the_failure((known or failed)[-1], report)
    if wants_solution(report):
        return "At which step of the exercise are you, and what have you tried there?"
    if report.exercise is None:
        return of_the_place(report)
    return of_the_values(report)


def of_the_failure(raised: Raised, report: Report) -> str:
    """Of an exception: the line, what it stands for, and what meets there."""
    known = bool(raised.line or raised.text)
    if raised.message and not OF_SHAPES.search(raised.message):
        names = "What does each name in the line that fails hold?"
        asked = names if known else "Which line fails, and what does each name in it hold?"
        return f"{asked} Print them, or their types, just before."
    if known:
        return (
            "Which formula does the line that fails stand for, and which shapes should its values "
            "have?"
        )
    if SHAPES.search(raised.message) or len(report.shapes) > 1:
        return "Which line fails, and which formula of the notebook does it stand for?"
    return "Which line fails, and what are the shapes of the values in it? Print them just before."


def of_the_place(report: Report) -> str:
    """Of a post that names no exercise."""
    if report.raised or report.checks:
        return "Which course, week and function is it, and what is the whole error message?"
    shown = any(one.role == "expected" or len(one.values) > 1 for one in report.arrays)
    if shown or report.failing:
        return "Which course, week and function is it, and which of its other values match?"
    return "Which formula or line of the notebook is it about, and what did you expect instead?"


def of_the_values(report: Report) -> str:
    """Of an exercise that ends: what it prints, or of what is printed already the way there."""
    name = next(iter(report.failing), "")
    printed = {one.label for one in report.arrays}
    of_shape = {one.variable for one in report.checks if one.kind == "shape"}
    if name and name not in printed | of_shape:
        return (
            f"Print {name} and its shape next to the expected output, and say which others match."
        )
    if name or any(one.role == "expected" for one in report.arrays):
        return FORMULAS.format(name=name or "the first wrong value")
    return "What does the test print: your values, the expected ones, and any message?"


def wants_solution(report: Report) -> bool:
    """It asks for the solution, or how to begin."""
    return bool(FOR_A_PERSON.search(report.post.said[:LONGEST]))
