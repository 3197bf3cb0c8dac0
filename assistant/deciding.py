"""From findings to a diagnosis: kinds of evidence are compared, never added."""

from collections.abc import Iterable, Mapping, Sequence

from assistant.asking import wants_solution, what_to_ask
from assistant.confidence import confidence, falling
from assistant.library.entries import Entry, is_idea
from assistant.subject import of_the_material, ours, plainly_asks
from assistant.types import Answer, Diagnosis, Finding, Report, Strength, Trial

# A finding above its bar may be posted without a person; of likeness an idea only.
BARS = {Strength.PROVED: 0.5, Strength.MATCHED: 0.6, Strength.SIMILAR: 0.6}
SURE_ALONE = 0.65  # a match that is posted though the words are those of posts for a person
SURE_OF_IDEA = 0.75  # from here on its words need not be the likeliest ones
MOST_ANSWERS = 5


def decide(
    report: Report, trial: Trial, findings: Iterable[Finding], entries: Mapping[str, Entry]
) -> Diagnosis:
    """The strongest kind first, within a kind the surest; below its bar all is only a lead."""
    believable = [one for one in findings if fits(one, trial, entries)]
    ranked = sorted(believable, key=rank)
    faults = tuple(one for one in ranked if one.fault is not None)
    answers = answered(ranked, entries) if led(report, ranked) else ()
    telling = [one for one in ranked if one.fault is not None or one.cause in entries]
    abstained = not sure(report, telling, ranked, entries) and trial.verdict not in (
        "correct",
        "timed-out",
    )
    if "wrong-category" in report.notices and not faults:
        abstained = False
    return Diagnosis(
        report=report,
        trial=trial,
        findings=tuple(ranked),
        faults=faults,
        answers=answers,
        abstained=abstained,
        ask=asked(report, trial, ranked) if abstained else None,
    )


def rank(finding: Finding) -> tuple[int, float]:
    """A match below its bar is a lead like any other: among leads the probability decides.

    A message that five entries share must not outrank the words of the post.
    """
    return -(Strength.SIMILAR if weak(finding) else finding.strength), -finding.confidence


def weak(finding: Finding) -> bool:
    """A match below its bar; of numbers and of what passes, a match says more than words."""
    low = finding.confidence < BARS[Strength.MATCHED] and not finding.measured
    return low and finding.strength is Strength.MATCHED


def sure(
    report: Report,
    telling: Sequence[Finding],
    ranked: Sequence[Finding],
    entries: Mapping[str, Entry],
) -> bool:
    """The first finding is above its bar; one that was read in words, only if all words agree
    and the post is about these courses.

    Of our example posts, a match whose entry is also among the three likeliest by words is
    right in 86 %, one that reads like three other entries in 42 %; an idea that is plainly
    asked for, and that likeness alone finds, in 91 %, any other likeness in far fewer.
    """
    first = next(iter(telling), None)
    if first is None or first.confidence < BARS[first.strength] or of_the_material(report):
        return False
    if first.measured:
        return True
    likest = [one.cause for one in ranked if one.strength is Strength.SIMILAR]
    if first.strength is Strength.SIMILAR:
        plain = None not in likest and plainly_asks(report)
        return plain and is_idea(first.cause, entries) and ours(report)
    agree = not likest or first.cause in likest[: near(first, entries)]
    if None in likest:
        agree = first.confidence >= SURE_ALONE
    return agree and ours(report)


def near(finding: Finding, entries: Mapping[str, Entry]) -> int:
    """Among how many likeliest by words a match must be.

    Ideas are neighbours: one that is the likeliest is right in 97 % of our example posts, one
    that is the second in 1 of 3.
    """
    return 1 if is_idea(finding.cause, entries) and finding.confidence < SURE_OF_IDEA else 3


def asked(report: Report, trial: Trial, ranked: Sequence[Finding]) -> str:
    """What would separate the causes that are left, else what would help in general."""
    return next((one.ask for one in ranked if one.ask), None) or what_to_ask(report, trial)


def fits(finding: Finding, trial: Trial, entries: Mapping[str, Entry]) -> bool:
    """Right code is accused of no mistake: only what is matched of ideas and course life fits.

    Of code that does not end its words say nothing: the run said what is wrong.
    """
    entry = entries.get(finding.cause or "")
    if trial.verdict == "timed-out":
        return finding.strength > Strength.SIMILAR
    if trial.verdict != "correct":
        return True
    return entry is not None and entry.kind != "mistake" and finding.strength > Strength.SIMILAR


def led(report: Report, ranked: Sequence[Finding]) -> bool:
    """There is a lead: more than likeness, or a post that does not ask for a person."""
    if any(one.strength > Strength.SIMILAR for one in ranked):
        return True
    return not wants_solution(report)


def answered(ranked: Sequence[Finding], entries: Mapping[str, Entry]) -> tuple[Answer, ...]:
    """At most five entries, each once, best first; beside a proof, likeness says nothing."""
    proved = any(one.strength is Strength.PROVED for one in ranked)
    told = [one for one in ranked if not (proved and one.strength is Strength.SIMILAR)]
    causes = [one.cause for one in told if one.cause is not None and one.cause in entries]
    chosen = list(dict.fromkeys(causes))[:MOST_ANSWERS]
    first = [next(one for one in told if one.cause == cause) for cause in chosen]
    sure = falling([one.confidence if weak(one) else confidence(one, ranked) for one in first])
    return tuple(
        answer(entries[cause], [one for one in told if one.cause == cause], likely)
        for cause, likely in zip(chosen, sure, strict=True)
    )


def answer(entry: Entry, findings: Sequence[Finding], likely: float) -> Answer:
    """One entry: so likely, with what its strongest finding filled in."""
    strongest = max(findings, key=lambda one: (one.strength, one.confidence))
    return Answer(entry.slug, entry.title, strongest.strength, likely, strongest.fills)
