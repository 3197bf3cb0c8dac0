"""Finds the statements at fault: each with its cause, its proof, and what was confirmed."""

import ast
from collections.abc import Sequence
from dataclasses import replace

from assistant.trial.aligning import Alignment
from assistant.trial.naming import Case, function_at, named, parsed, shape_of, statement_of
from assistant.trial.proving import Court
from assistant.trial.repairing import Repair, read_ratio, repair
from assistant.trial.running import Run, Site
from assistant.trial.searching import above, anywhere, covers, missing_needs, unsure
from assistant.trial.suspects import Suspect, crash_lines, in_order
from assistant.types import Fault

MOST_LEADS = 3
STOPS_HERE = ("The code stops here.",)
# Mistakes of which a statement may be guilty whose value, at its turn, is the formula's.
SAME_VALUE = {"mutated-input", "integer-dtype", "wrong-accumulation"}
MADE_UP = (
    "With an edit of this statement every output is right on all inputs.",
    "But what it computes is a value of the formula, so the mistake may as well be in a line that "
    "uses it.",
)


def find_faults(court: Court, run: Run, *, proved: bool) -> tuple[Fault, ...]:
    """The smallest set of statements that, put right, makes every output right."""
    alignment = Alignment.of(run, court.instances)
    alone = court.returned(alignment) or court.singles(alignment) or court.missing(alignment)
    if alone and alone[0].step == "return":
        # A value exchanged in a dict above the return is more precise than the return itself.
        before = court.singles(alignment, last=alone[0].site.line)
        alone = before or alone
    if alone:
        return (accused(court, alignment, *likeliest(court, alignment, alone), proved=proved),)
    searched = anywhere(court, alignment)
    if searched:
        one = fault(court, alignment, *searched[0], 1, proved=proved)
        if makes_up(alignment, *searched[0]):
            one = replace(one, proved=False, confidence=0.5, evidence=MADE_UP)
        return (one,)
    return together(court, alignment, run, proved=proved) or first_wrong(alignment)


def together(court: Court, alignment: Alignment, run: Run, *, proved: bool) -> tuple[Fault, ...]:
    """The statements that small edits repair together, or that, put right, make all right."""
    chosen = court.several(alignment, run)
    fixes = [repair(court, s, [o for o in chosen if o is not s]) for s in chosen]
    found: Sequence[tuple[Suspect, Repair | None]] = list(zip(chosen, fixes, strict=True))
    if not all(fixes) or not chosen:
        found = (
            anywhere(court, alignment, how="steps")
            or beside_one_put(court, alignment)
            or anywhere(court, alignment, how="pairs")
            or found
        )
    sure = [fix or not unsure(alignment, one, court.student.source) for one, fix in found]
    return tuple(
        fault(court, alignment, *one, len(found), proved=proved and bool(certain))
        for one, certain in zip(found, sure, strict=True)
    )


def beside_one_put(court: Court, alignment: Alignment) -> list[tuple[Suspect, Repair | None]]:
    """The statement that helps most when put right, and an edit elsewhere that does the rest."""
    step = court.best_step([], alignment)
    if step is None:
        return []
    suspect, after = step
    rest = anywhere(court, Alignment.of(after, court.instances), others=[suspect])
    return [(suspect, None), *rest] if rest else []


def accused(
    court: Court, alignment: Alignment, best: Suspect, fix: Repair | None, *, proved: bool
) -> Fault:
    """A statement that, put right, makes all right; proved only where what it uses is right."""
    if fix or best.missing:
        return fault(court, alignment, best, fix, 1, proved=proved)
    searched = anywhere(court, alignment, last=best.site.line)
    if searched and not makes_up(alignment, *searched[0]):
        return fault(court, alignment, *searched[0], 1, proved=proved)
    upstream = unsure(alignment, best, court.student.source)
    if upstream:
        first = next((one for one in upstream if not starts(court, one)), best.site)
        best = Suspect(first, first.name, (), named=False)
        return replace(
            fault(court, alignment, best, None, 1, proved=False),
            evidence=("This is the first value that equals none of the formula's.",),
        )
    certain = proved and (best.step == "return" or covers(alignment, court.student.exercise, best))
    return fault(court, alignment, best, None, 1, proved=certain)


def makes_up(alignment: Alignment, suspect: Suspect, fix: Repair) -> bool:
    """The edit changes what is the formula's, or goes into it: it makes up for another mistake."""
    right = in_order(alignment, right=True)
    used = {name for one in right if alignment.named(one) for name in one.reads}
    known = [*right, *(s for s in in_order(alignment) if s.name in used and not alignment.named(s))]
    line = suspect.site.line
    wrong = any(one.line == line for one in in_order(alignment) if one not in known)
    return fix.cause not in SAME_VALUE and not wrong and any(one.line == line for one in known)


def starts(court: Court, site: Site) -> bool:
    """The first value of a sum or an empty array, which is seldom wrong."""
    source = court.student.source
    return isinstance(
        getattr(statement_of(source, site.line, site.end_line), "value", None), (ast.Constant)
    ) or ("np.zeros(" in source.splitlines()[site.line - 1])


def likeliest(
    court: Court, alignment: Alignment, alone: Sequence[Suspect]
) -> tuple[Suspect, Repair | None]:
    """Of several statements that each would do, the one that a small edit repairs."""
    first = [] if alone[0].missing else above(alignment, alone[0], court.student.source)
    for suspect in (*first, *alone):
        found = None if suspect.missing or court.exhausted else repair(court, suspect, [])
        if found is not None:
            return suspect, found
    named = [suspect for suspect in alone if suspect.named]
    return (named or list(alone))[0], None


def fault(
    court: Court,
    alignment: Alignment,
    suspect: Suspect,
    fix: Repair | None,
    size: int,
    *,
    proved: bool,
) -> Fault:
    """What is said of one statement."""
    seen = alignment.seen.get(suspect.site.id, {})
    cause = (fix.cause or None) if fix else read_ratio(court, suspect, dict(seen))
    if suspect.step == "return":
        cause = "wrong-return"
    else:
        cause = named(case(court, alignment, suspect, cause, fix))
    count = len(court.instances)
    alone = "this statement alone" if size == 1 else f"these {size} statements"
    evidence = [f"With {alone} put right, every output is right on all {count} inputs."]
    if fix:
        evidence.append("A small edit of the statement was confirmed by a run on all inputs.")
    return Fault(
        None if suspect.step == "statement" else suspect.step,
        suspect.site.line,
        suspect.site.end_line,
        suspect.site.name or "statement",
        cause,
        proved,
        0.99 if proved and fix else 0.9,
        tuple(evidence),
        fix.text if fix else "",
        suspect.missing,
    )


def case(
    court: Court, alignment: Alignment, suspect: Suspect, cause: str | None, fix: Repair | None
) -> Case:
    """What is known of a statement, for naming its mistake."""
    site, source = suspect.site, court.student.source
    crashes = (result.crash.raised for result in alignment.run.results if result.crash is not None)
    at = [one for one in crashes if one.line and site.line <= one.line <= site.end_line]
    values = next(iter(alignment.seen.get(site.id, {}).items()), None)
    rows = suspect.values[values[0]] if values and suspect.values else ()
    return Case(
        cause,
        statement_of(source, site.line, site.end_line),
        parsed(fix.text) if fix else None,
        function_at(source, site.line),
        at[0] if at else None,
        court.student.notebook_names,
        frozenset(missing_needs(alignment, court.student.exercise, suspect)),
        suspect.step,
        shape_of(values[1][-1]) if values else None,
        shape_of(rows[-1]) if rows else None,
    )


def first_wrong(alignment: Alignment) -> tuple[Fault, ...]:
    """Nothing could be proved: where to look first, at most three statements.

    Named values that are wrong though what they are computed from is not, and where the
    code stops; else the first value that is none of the formula's.
    """
    named_wrong = [site for site in in_order(alignment) if is_root(alignment, site)]
    stops = sorted(crash_lines(alignment))[:1]
    evidence = ("This is a value that differs from what the formula gives.",)
    found = {
        site.line: Fault(
            alignment.named(site), site.line, site.end_line, site.name, None, False, 0.5, evidence
        )
        for site in (starting(alignment, one) for one in named_wrong)
    }
    for line in stops:
        ends = [s.end_line for s in alignment.run.statements if s.line == line]
        lead = Fault(None, line, min(ends, default=line), "statement", None, False, 0.4, STOPS_HERE)
        found.setdefault(line, lead)
    for site in in_order(alignment) if not found else ():
        none = ("This is the first value that equals none of the formula's.",)
        return (Fault(None, site.line, site.end_line, site.name, None, False, 0.3, none),)
    return tuple(found[line] for line in sorted(found))[:MOST_LEADS]


def is_root(alignment: Alignment, site: Site) -> bool:
    """A value named after a step is wrong, and nothing wrong that has a name goes into it."""
    if alignment.named(site) is None:
        return False
    wrong = {
        other.name.partition("[")[0]
        for other in in_order(alignment)
        if alignment.named(other)
        and alignment.order.get(other.id, 0) < alignment.order.get(site.id, 0)
    }
    return not wrong & set(site.reads) - {site.name}


def starting(alignment: Alignment, site: Site) -> Site:
    """Of a sum the start is seldom wrong: what is added is."""
    adding = (one for one in in_order(alignment) if one.name == site.name)
    return next((one for one in adding if one.kind == "augmented"), site)
