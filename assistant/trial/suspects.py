"""Which statements may be wrong, and which right value could be put at each."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from assistant.exercise.graph import Exercise, pack
from assistant.trial.aligning import Alignment, close, names_of, shape_of
from assistant.trial.numbers import as_numbers
from assistant.trial.running import Site
from assistant.types import Fault, Row, Standing

STEPS_TRIED = 6
NUMBERED = re.compile(r"^(.*?)(\d+)$")


@dataclass(frozen=True)
class Suspect:
    """A site, the step that it may be meant to compute, and the values to put, call by call."""

    site: Site
    step: str
    values: tuple[tuple[Any, ...], ...]
    named: bool
    missing: bool = False


def suspects(alignment: Alignment) -> Iterator[Suspect]:
    """Sites that equal nothing they should, in the order of execution."""
    for site in in_order(alignment):
        for step in steps_for(alignment, site):
            yield from put_at(alignment, site, step)


def unfinished(alignment: Alignment) -> Iterator[Suspect]:
    """Right values that a further statement should have changed: a statement is missing."""
    for site in in_order(alignment, right=True):
        own = alignment.matches.get(site.id, frozenset())
        for step in unreached(alignment):
            if step not in own and alignment.same_shape(site.id, step):
                for suspect in put_at(alignment, site, step):
                    yield Suspect(site, step, suspect.values, suspect.named, missing=True)


def returning(alignment: Alignment, exercise: Exercise) -> Iterator[Suspect]:
    """The last return of the function on trial, if the student has every right value by then."""
    computed = all(name in alignment.reached for name in alignment.instances[0].expected)
    if not computed or overwritten(alignment):
        return
    sites = [s for s in alignment.run.sites if s.kind == "return" and s.id in alignment.seen]
    for site in (s for s in reversed(sites) if s.function == exercise.function):
        values = tuple(
            (pack(exercise.template(exercise.returns, one.values), one.values),)
            for one in alignment.instances
        )
        yield Suspect(site, "return", values, named=False)


def overwritten(alignment: Alignment) -> bool:
    """An output's own variable does not end with the right value."""
    for site in alignment.run.sites:
        name = alignment.named(site)
        if name in alignment.instances[0].expected and site.kind not in ("element", "return"):
            for call, values in alignment.seen.get(site.id, {}).items():
                if name not in names_of(values[-1], alignment.instances[call]):
                    return True
    return False


def in_order(alignment: Alignment, *, right: bool = False) -> list[Site]:
    """The sites under suspicion, or those above it, by their first record."""
    crashed = crash_lines(alignment)
    last = len(alignment.run.records)
    found = []
    for site in alignment.run.sites:
        ran = site.id in alignment.seen
        stopped = any(site.line <= line <= site.end_line for line in crashed) and not always(
            alignment, site
        )
        if site.kind == "loop" or not (ran or stopped) or holds_container(alignment, site):
            continue
        if (is_right(alignment, site) and not stopped) is right:
            since = alignment.order.get(site.id, last)
            since = max(since, alignment.first_wrong.get(site.id, since))
            found.append((since, site.kind == "element", site))
    return [site for *_, site in sorted(found, key=lambda part: (part[1], part[0]))]


def holds_container(alignment: Alignment, site: Site) -> bool:
    """The site was only ever given a list or a dict, whose elements are sites of their own."""
    values = [v for turns in alignment.seen.get(site.id, {}).values() for v in turns]
    return bool(values) and all(isinstance(v, dict) and "type" in v for v in values)


def crash_lines(alignment: Alignment) -> set[int]:
    """The lines at which calls crashed."""
    crashes = [result.crash for result in alignment.run.results if result.crash is not None]
    return {crash.raised.line for crash in crashes if crash.raised.line is not None}


def always(alignment: Alignment, site: Site) -> bool:
    """The site gave a value in every call."""
    return len(alignment.seen.get(site.id, {})) == len(alignment.instances)


def is_right(alignment: Alignment, site: Site) -> bool:
    """The site equals the value it is named after, or, without such a name, any value."""
    names = alignment.matches.get(site.id, frozenset())
    wanted = alignment.named(site)
    if wanted is None:
        return bool(names)
    last = alignment.final.get(site.name, site.id)
    if last != site.id:
        # A value on the way; where it is handed on as it is, it is as wrong as what comes out.
        handed_on = names & alignment.matches.get(last, frozenset())
        return bool(names) and (not handed_on or wanted in handed_on)
    # In an unrolled training the first values of W1 are W1_0, the last ones W1.
    return any(name == wanted or re.fullmatch(rf"{wanted}_\d+", name) for name in names)


def steps_for(alignment: Alignment, site: Site) -> list[str]:
    """The steps that a site may be meant to compute, likeliest first."""
    named = alignment.named(site)
    if named is not None:
        return [named]
    if site.kind == "return" and len(alignment.instances[0].expected) > 1:
        return []
    steps = unreached(alignment)
    alike = [step for step in steps if alignment.same_shape(site.id, step)]
    near = [step for step in steps if step not in alike and related(alignment, site, step)]
    return [*alike, *near][:STEPS_TRIED] or steps[:STEPS_TRIED]


def unreached(alignment: Alignment) -> list[str]:
    """Steps that no site equals, in the order of the reference."""
    first = alignment.instances[0]
    return [
        name
        for name, value in first.values.items()
        if name not in alignment.reached and as_numbers(value) is not None
        if everywhere(alignment, name)
    ]


def everywhere(alignment: Alignment, step: str) -> bool:
    """Every input has the step; the number of layers or turns may differ between inputs."""
    return all(step in one.values for one in alignment.instances)


def related(alignment: Alignment, site: Site, step: str) -> bool:
    """The site's value is the step transposed, or a multiple of it, or lost an axis."""
    for call, values in alignment.seen.get(site.id, {}).items():
        wanted = as_numbers(alignment.instances[call].values[step])
        shape = shape_of(values[-1])
        if wanted is None or shape is None or sorted(shape) == sorted(wanted.shape):
            continue
        if np.prod(shape, dtype=int) not in (1, wanted.size):
            return False
    return True


def put_at(alignment: Alignment, site: Site, step: str) -> Iterator[Suspect]:
    """The values to put; in a loop, the numbered family of the step upwards and downwards."""
    turns = max((len(v) for v in alignment.seen.get(site.id, {}).values()), default=1)
    named = alignment.named(site) == step
    if everywhere(alignment, step) and (turns == 1 or not NUMBERED.match(step)):
        values = tuple((one.values[step],) for one in alignment.instances)
        yield Suspect(site, step, values, named)
    if turns > 1:
        yield from families(alignment, site, step, named)


def families(alignment: Alignment, site: Site, step: str, named: bool) -> Iterator[Suspect]:
    """`dZ1, dZ2, dZ3` for a site in a loop, in the orders in which loops run."""
    stem = match[1] if (match := NUMBERED.match(step)) else step
    for direction in (1, -1):
        for skip in (0, 1):
            values = []
            for call, one in enumerate(alignment.instances):
                members = family(one.values, stem)[::direction][skip:]
                turns = len(alignment.seen.get(site.id, {}).get(call, [None]))
                values.append(tuple(members[:turns]))
            if all(values):
                yield Suspect(site, step, tuple(values), named)


def family(values: dict[str, Any], stem: str) -> list[Any]:
    """The values whose names are the stem and a number, by number."""
    found = [(int(m[2]), v) for n, v in values.items() if (m := NUMBERED.match(n)) and m[1] == stem]
    return [value for _, value in sorted(found, key=lambda part: part[0])]


def already(alignment: Alignment, suspect: Suspect) -> bool:
    """Putting the value would change nothing."""
    seen = alignment.seen.get(suspect.site.id, {})
    if len(seen) < len(alignment.instances):
        return False
    return all(
        len(seen[call]) == len(values)
        and all(
            (numbers := as_numbers(have)) is not None and close(numbers, put)
            for have, put in zip(seen[call], values, strict=True)
        )
        for call, values in enumerate(suspect.values)
    )


def table(alignment: Alignment, faults: Sequence[Fault]) -> Iterator[Row]:
    """Every assignment that was recorded, with the values of the formula that it equals."""
    for site in sorted(alignment.run.sites, key=lambda one: (one.line, one.id)):
        if site.id in alignment.seen and site.kind not in ("element", "loop"):
            values = next(iter(alignment.seen[site.id].values()))
            equals = tuple(sorted(alignment.matches.get(site.id, ())))
            shape = shape_of(values[-1])
            yield Row(site.line, site.name, shape, equals[:4], standing(alignment, site, faults))


def standing(alignment: Alignment, site: Site, faults: Sequence[Fault]) -> Standing:
    """Right, known to differ, or a value that the formula does not have."""
    if is_right(alignment, site):
        return "right"
    at_fault = any(one.line <= site.line <= one.end_line for one in faults)
    return "differs" if at_fault or alignment.named(site) else "not compared"
