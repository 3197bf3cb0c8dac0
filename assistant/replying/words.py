"""What is said before the hints: what is right, which statement is wrong, how sure we are."""

from assistant.types import Diagnosis, Fault, Output, Trial

NOTICES = {
    "wrong-category": "This seems to belong to another course: the week named does not exist "
    "in the course of this category. A moderator can move the topic.",
    "code-in-public": "Please take the solution code out of the public post: the course's rules "
    "ask for that. The error message and the shapes are enough.",
    "unknown-exercise": "I do not know this exercise, so this is general help.",
    "no-sandbox": "Nothing was run here, so this rests on the text alone.",
    "code-too-long": "The code is longer than is run here: send the function alone.",
    "right-on-course-inputs": "On the notebook's own inputs your function is right; on other "
    "inputs it is not. So something in it fits only those: a size, a number, or a variable of "
    "the notebook. The grader uses other inputs.",
    "second-call-differs": "Called twice with the same values, your function gives two results: "
    "something stays behind between the calls.",
    "mutated-input": "Your function changes one of its arguments. The values are right, but "
    "whoever uses that argument afterwards gets another one.",
    "gradient-agrees": "I do not know this exercise; its gradient agrees with central "
    "differences of its loss, on random inputs.",
    "gradient-differs": "I do not know this exercise, so I compared the gradient with central "
    "differences of its own loss, on random inputs.",
    "function-not-defined": "The code does not define the function of the exercise.",
}
LONGEST_MESSAGE = 200
STATUS = {
    "wrong-values": "has wrong values",
    "wrong-shape": "has the wrong shape",
    "wrong-type": "has the wrong type",
    "missing": "is missing",
    "not-finite": "is not finite",
}


def lines(diagnosis: Diagnosis) -> list[str]:
    """The paragraphs before the hints."""
    trial = diagnosis.trial
    said = [NOTICES[one] for one in all_notices(diagnosis) if one in NOTICES]
    said += judged(trial)
    said += [faulty(f.fault, trial) for f in diagnosis.faults if f.fault is not None]
    if trial.verdict == "not-run":
        said += [f"{one.saw}." for one in diagnosis.findings if one.cause is None and one.fills]
    return said


def all_notices(diagnosis: Diagnosis) -> list[str]:
    """What was noticed in the post and in the run, each once."""
    return list(dict.fromkeys([*diagnosis.report.notices, *diagnosis.trial.notices]))


def judged(trial: Trial) -> list[str]:
    """The verdict in a sentence or two."""
    right = [o.name for o in trial.outputs if o.status == "correct"]
    wrong = [o for o in trial.outputs if o.status != "correct"]
    if trial.verdict == "correct":
        return ["Your function gives the right values, on the course's inputs and on random ones."]
    if trial.verdict == "timed-out":
        return ["Your code did not finish in the time it is given here."]
    if trial.verdict == "out-of-memory":
        return ["Your code asked for more memory than it is given here."]
    if trial.verdict == "refused":
        return ["Your code tried something that is not allowed here, such as opening a file."]
    said = [crashed(trial)] if trial.verdict == "crashed" else []
    if right and wrong:
        verb = "is" if len(right) == 1 else "are"
        said.append(f"{names(right)} {verb} right.")
    if wrong and trial.verdict != "crashed":
        said.append(" ".join(f"{sentence(one)}." for one in wrong))
    return said


def sentence(output: Output) -> str:
    """One output, with its shapes where they differ."""
    text = f"`{output.name}` {STATUS[output.status]}"
    if output.status == "wrong-shape":
        text += f": {output.actual_shape}, where the formula gives {output.expected_shape}"
    return text


def crashed(trial: Trial) -> str:
    """The exception, and the shapes it met."""
    if trial.crash is None:
        return "Your code stopped before it gave a result."
    raised = trial.crash.raised
    where = f" in line {raised.line}" if raised.line else ""
    text = f"Your code stops{where} with {raised.type}{quoted(raised.message)}."
    shapes = [shape for _, shape in trial.crash.operands if shape.startswith("(")]
    if len(shapes) == 2:
        text += f" The two values that meet there have shapes {shapes[0]} and {shapes[1]}."
    return text


def quoted(message: str) -> str:
    """A stranger's message as inline code, so that no link, mention or heading comes of it."""
    words = " ".join(message.replace("`", "'").split())[:LONGEST_MESSAGE]
    return f": `{words}`" if words else ""


def faulty(fault: Fault, trial: Trial) -> str:
    """Where the statement is, and what that rests on."""
    if fault.missing:
        return (
            f"After line {fault.line} a statement is missing: `{fault.variable}` is right so far, "
            "and something should still happen to it."
        )
    where = f"Line {fault.line}, which computes `{fault.variable}`,"
    if fault.variable in ("return", "statement"):
        where = f"The {fault.variable.replace('return', 'return statement')} in line {fault.line}"
    if not fault.proved:
        return f"{where} is the first to look at; that is not proved."
    if len(trial.faults) > 1:
        return f"{where} is wrong."
    return f"{where} is the only wrong statement: with that one put right, every check passes."


def names(several: list[str]) -> str:
    """`dW2` and `db2`."""
    quoted = [f"`{name}`" for name in several]
    return " and ".join([", ".join(quoted[:-1]), quoted[-1]] if len(quoted) > 1 else quoted)
