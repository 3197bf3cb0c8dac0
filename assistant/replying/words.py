"""What is said before the hints: what is right, which statement is wrong, how sure we are."""

from collections.abc import Iterator

from assistant.replying.phrases import NOTICED, Voice
from assistant.replying.quoting import blank, listed, quoted, tamed
from assistant.types import Diagnosis, Fault, Finding, Output, Strength, Trial

NOTICES = {name: several[0] for name, several in NOTICED.items()}
STATUS = {
    "wrong-values": "has wrong values",
    "wrong-shape": "has the wrong shape",
    "wrong-type": "has the wrong type",
    "missing": "is missing",
    "not-finite": "is not finite",
}
ALONE = ("timed-out", "out-of-memory", "refused", "correct")
SPECIALISATIONS = {
    "dls": "Deep Learning Specialization",
    "mls": "Machine Learning Specialization",
    "nlp": "Natural Language Processing Specialization",
}
MOST_STEPS = 3


def lines(diagnosis: Diagnosis, voice: Voice) -> list[str]:
    """The paragraphs before the hints."""
    trial = diagnosis.trial
    said = [noticed(name, diagnosis, voice) for name in all_notices(diagnosis) if name in NOTICED]
    said += judged(trial, voice)
    said += [faulty(f.fault, trial, voice) for f in diagnosis.faults if f.fault is not None]
    if not trial.tells:
        said += reported(diagnosis, voice)
    return said


def all_notices(diagnosis: Diagnosis) -> list[str]:
    """What was noticed in the post and in the run, each once."""
    return list(dict.fromkeys([*diagnosis.report.notices, *diagnosis.trial.notices]))


def noticed(name: str, diagnosis: Diagnosis, voice: Voice) -> str:
    """A notice; a wrong category is told with the right one where it is known."""
    said = voice.notice(name)
    place = course(diagnosis.report.exercise) if name == "wrong-category" else ""
    return f"{said} It reads like {place}." if place else said


def course(exercise: str | None) -> str:
    """`Deep Learning Specialization, course 1, week 3`; empty where it is not known."""
    parts = (exercise or "").partition("/")[0].split("-")
    if len(parts) != 3 or parts[0] not in SPECIALISATIONS:
        return ""
    week = parts[2].removeprefix("w").rstrip("ab")
    return f"{SPECIALISATIONS[parts[0]]}, course {parts[1].removeprefix('c')}, week {week}"


def judged(trial: Trial, voice: Voice) -> list[str]:
    """The verdict: what is right first, then what is not."""
    if trial.verdict in ALONE:
        return [voice.say(trial.verdict)]
    right = [one.name for one in trial.outputs if one.status == "correct"]
    wrong = [one for one in trial.outputs if one.status != "correct"]
    said = []
    if right and wrong:
        steps = cleared(trial)
        so = voice.say("so-right", names=listed(steps)) if steps else ""
        said.append(f"{voice.say('right', names=listed(right))} {so}".strip())
    if trial.verdict == "crashed":
        said.append(crashed(trial))
    elif wrong:
        said.append(voice.say("not-right", what="; ".join(grouped(wrong))))
    return said


def cleared(trial: Trial) -> list[str]:
    """The last values that are right on the way, above the first statement at fault."""
    outputs = {one.name for one in trial.outputs}
    until = min((fault.line for fault in trial.faults), default=0)
    names = [row.variable for row in trial.table if row.line < until and row.right]
    plain = [name for name in names if name.isidentifier() and name not in {*outputs, "return"}]
    wrong = {row.variable for row in trial.table if not row.right}
    gradients = [name for name in dict.fromkeys(plain) if name.startswith("d")]
    return [name for name in gradients if name not in wrong][-MOST_STEPS:]


def grouped(wrong: list[Output]) -> Iterator[str]:
    """Outputs with the same trouble together; shapes where they differ."""
    alike: dict[str, list[str]] = {}
    for one in wrong:
        alike.setdefault(trouble(one), []).append(one.name)
    for told, names in alike.items():
        plural = told.replace("has", "have", 1).replace("is ", "are ", 1)
        yield f"{listed(names)} {told if len(names) == 1 else plural}"


def trouble(output: Output) -> str:
    """What is wrong with one output."""
    told = STATUS[output.status]
    if output.status == "wrong-shape":
        told += f", {output.actual_shape}, where the formula gives {output.expected_shape}"
    return told


def crashed(trial: Trial) -> str:
    """The exception, and the shapes it met."""
    if trial.crash is None:
        return "Your code stopped before it gave a result."
    raised = trial.crash.raised
    where = f" in line {raised.line}" if raised.line else ""
    name = raised.type if raised.type.isidentifier() else "an exception"
    message = quoted(raised.message)
    text = f"Your code stops{where} with {name}{': ' if message else ''}{message}."
    shapes = [blank(shape) for _, shape in trial.crash.operands if shape.startswith("(")]
    if len(shapes) == 2:
        text += f" The two values that meet there have shapes {shapes[0]} and {shapes[1]}."
    return text


def faulty(fault: Fault, trial: Trial, voice: Voice) -> str:
    """Where the statement is, and what that rests on."""
    if fault.missing:
        return (
            f"After {place(fault)} a statement is missing: {quoted(fault.variable)} is right so "
            "far, and something should still happen to it."
        )
    proof = "only-fault" if len(trial.faults) == 1 else "fault"
    where = statement(fault)
    subject = f"{where}," if ", which" in where else where  # the clause ends before a verb
    said = voice.say(proof if fault.proved else "first-look", where=where, subject=subject)
    return said[:1].upper() + said[1:]


def statement(fault: Fault) -> str:
    """`line 9, which computes dZ1`."""
    if fault.variable in ("return", "statement"):
        return f"the {fault.variable.replace('return', 'return statement')} in {place(fault)}"
    return f"{place(fault)}, which computes {quoted(fault.variable)}"


def place(fault: Fault) -> str:
    """The line, and the cell of a notebook, counted from the top."""
    line = f"line {fault.line}"
    return line if fault.cell is None else f"{line} of cell {fault.cell + 1}"


def reported(diagnosis: Diagnosis, voice: Voice) -> list[str]:
    """What the post itself says of the place: its numbers, or what passes and what fails."""
    proofs = [one for one in diagnosis.findings if one.strength is Strength.PROVED]
    said = [proof(one, voice) for one in proofs[:1] if one.fills.get("step")]
    told = [one for one in diagnosis.findings if one.cause is None and one.fills]
    return said + [seen(one, voice) for one in told]


def seen(finding: Finding, voice: Voice) -> str:
    """What holds whatever the cause is: of the checks, or of two shapes."""
    key = "reported" if "step" in finding.fills else "shapes"
    return voice.say(key, saw=tamed(finding.saw.rstrip(".")))


def proof(finding: Finding, voice: Voice) -> str:
    """Printed numbers that one mistake gives."""
    return voice.say("numbers-proof", step=blank(finding.fills["step"]))
