"""Looks for a small edit beside the proved statement: above it, or anywhere in the function."""

import math
import re
from collections.abc import Iterator, Mapping, Sequence
from itertools import chain
from typing import Any

from assistant.exercise.graph import Exercise, leaves
from assistant.trial.aligning import Alignment
from assistant.trial.proving import Court
from assistant.trial.repairing import SEARCH, Edits, Repair, search, verified
from assistant.trial.running import Site
from assistant.trial.suspects import Suspect, crash_lines, holds_container, in_order

MOST_ABOVE = 3
SHARES = {"pairs": 0.42, "steps": 0.33}  # of the patience of a trial


def above(alignment: Alignment, suspect: Suspect, source: str) -> list[Suspect]:
    """Earlier values that equal no step and go into a suspect, the earliest first.

    Where such a value is wrong, the statement that uses it is put right in vain.
    """
    sites = [s for s in unsure(alignment, suspect, source) if not holds_container(alignment, s)]
    return [Suspect(site, site.name, (), named=False) for site in sites[:MOST_ABOVE]]


def unsure(alignment: Alignment, suspect: Suspect, source: str) -> list[Site]:
    """Every earlier value that goes into a suspect and is not known to be right, in order."""
    last = alignment.order.get(suspect.site.id, len(alignment.run.records))
    wanted, found = set(suspect.site.reads), []
    ran = [site for site in alignment.run.sites if alignment.order.get(site.id, last) < last]
    for site in sorted(ran, key=lambda one: -alignment.order[one.id]):
        name = site.name.partition("[")[0]
        if name not in wanted or site.kind in ("loop", "element", "return"):
            continue
        container = holds_container(alignment, site)
        settled = alignment.matches.get(site.id) or name in alignment.settled
        if grows(source, name) if container else not settled:
            found.append(site)
        elif not container:
            continue
        wanted |= set(site.reads)
    return found[::-1]


def covers(alignment: Alignment, exercise: Exercise, suspect: Suspect) -> bool:
    """What the statement uses is what the formula needs, however its steps are merged.

    Putting an output right always makes that output right; so it proves something only
    where the statement has all that it takes.
    """
    first = alignment.instances[0]
    if suspect.step not in first.expected:
        return True
    known = known_names(alignment, exercise, suspect)
    needs = {step.name: tuple(step.needs.values()) for step in exercise.steps(first.inputs)}
    return has_all(needs, known, suspect.step, first.values)


def missing_needs(alignment: Alignment, exercise: Exercise, suspect: Suspect) -> set[str]:
    """What the step rests on directly and the statement does not read."""
    steps = {step.name: step for step in exercise.steps(alignment.instances[0].inputs)}
    if suspect.step not in steps or suspect.missing:
        return set()
    known = known_names(alignment, exercise, suspect)
    missing, rest = set(), list(steps[suspect.step].needs.values())
    while rest:
        need = rest.pop()
        if need not in known and need not in missing:
            missing.add(need)
            rest += steps[need].needs.values() if need in steps else ()
    return missing


def known_names(alignment: Alignment, exercise: Exercise, suspect: Suspect) -> set[str]:
    """The reference's names of all that a statement reads."""
    first = alignment.instances[0]
    template = exercise.template(exercise.arguments, first.inputs)
    reads = set(suspect.site.reads)
    known = {name for part in reads & set(template) for name in leaves(template[part])}
    known |= {
        name
        for site in alignment.run.sites
        if site.name.partition("[")[0] in reads
        for name in alignment.matches.get(site.id, ())
    }
    return known | reads


def has_all(
    needs: Mapping[str, Sequence[str]], known: set[str], step: str, values: Mapping[str, Any]
) -> bool:
    """Every array that a step rests on is known, itself or by what it rests on in turn."""
    return all(
        name in known
        or not getattr(values.get(name), "shape", ())
        or (name in needs and has_all(needs, known, name, values))
        for name in needs.get(step, ())
    )


def grows(source: str, name: str) -> bool:
    """A list that is filled piece by piece, or by a comprehension: its parts are no sites."""
    pattern = rf"\b{re.escape(name)}(\.append|\.extend|\.insert|\s*\+=|\s*=\s*[\[{{(].*\bfor\b)"
    return bool(re.search(pattern, source))


def anywhere(
    court: Court,
    alignment: Alignment,
    last: float = math.inf,
    *,
    how: str = "",
    others: Sequence[Suspect] = (),
) -> list[tuple[Suspect, Repair]]:
    """The statements, down to a line, that small edits repair: the likeliest first."""
    sites = [site for site in candidates(alignment) if site.line <= last]
    share = SHARES.get(how, SEARCH)
    while edits := search(court, sites, others, how=how, share=share):
        for found in edits:
            if verified(court, found, others):
                return [edited_at(sites, found, number) for number in range(len(found.lines))]
        tried = {line for found in edits for line in found.lines}
        sites = [site for site in sites if site.line not in tried]
    return []


def edited_at(sites: Sequence[Site], found: Edits, number: int) -> tuple[Suspect, Repair]:
    """The statement of an edit, and the edit."""
    site = next(one for one in sites if one.line == found.lines[number])
    suspect = Suspect(site, site.name or "statement", (), named=False)
    return suspect, Repair(found.causes[number], found.texts[number])


def candidates(alignment: Alignment) -> Iterator[Site]:
    """Each statement once: a crash, wrong values, no value of its own, values all right."""
    crashed = crash_lines(alignment)
    places = alignment.run.statements
    first = [site for site in places if site.line in crashed]
    right = {s.line for s in alignment.run.sites if alignment.matches.get(s.id)}
    rest = sorted(places, key=lambda site: site.line in right)
    seen: set[int] = set()
    for site in chain(first, whole(alignment, in_order(alignment)), rest):
        if site.line not in seen:
            seen.add(site.line)
            yield site


def whole(alignment: Alignment, sites: Sequence[Site]) -> Iterator[Site]:
    """The sites that are statements; an element is edited with its statement."""
    return (site for site in sites if site.kind != "element")
