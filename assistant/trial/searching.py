"""Looks for a small edit beside the proved statement: above it, or anywhere in the function."""

from collections.abc import Iterator, Sequence
from itertools import chain

from assistant.trial.aligning import Alignment
from assistant.trial.proving import Court
from assistant.trial.repairing import Repair, repair
from assistant.trial.running import Site
from assistant.trial.suspects import Suspect, crash_lines, in_order

MOST_ABOVE = 2


def above(alignment: Alignment, suspect: Suspect) -> list[Suspect]:
    """Earlier values that equal no step and go into a suspect, the earliest first.

    Where such a value is wrong, the statement that uses it is put right in vain.
    """
    last = alignment.order.get(suspect.site.id, len(alignment.run.records))
    wanted, found = set(suspect.site.reads), []
    for site in sorted(in_order(alignment), key=lambda s: -alignment.order.get(s.id, last)):
        earlier = alignment.order.get(site.id, last) < last
        if earlier and site.name in wanted and not alignment.matches.get(site.id):
            wanted |= set(site.reads)
            found.append(Suspect(site, site.name, (), named=False))
    return found[::-1][:MOST_ABOVE]


def anywhere(court: Court, alignment: Alignment) -> tuple[Suspect, Repair] | None:
    """The first statement that a small edit repairs: crash, then suspects, then the rest."""
    for site in candidates(alignment):
        if court.exhausted:
            return None
        suspect = Suspect(site, site.name or "statement", (), named=False)
        found = repair(court, suspect, [], depths=(1,))
        if found is not None:
            return suspect, found
    return None


def candidates(alignment: Alignment) -> Iterator[Site]:
    """Each statement once."""
    crashed = crash_lines(alignment)
    places = alignment.run.statements
    first = [site for site in places if site.line in crashed]
    seen: set[int] = set()
    for site in chain(first, whole(alignment, in_order(alignment)), places):
        if site.line not in seen:
            seen.add(site.line)
            yield site


def whole(alignment: Alignment, sites: Sequence[Site]) -> Iterator[Site]:
    """The sites that are statements; an element is edited with its statement."""
    return (site for site in sites if site.kind != "element")
