"""The week in figures: answered, abstained, corrected, and the commonest causes."""

from collections import Counter
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta

from assistant.errors import UnreadableInput
from assistant.mentoring.acts import Acts

MOST_CAUSES = 10
WEEK = timedelta(weeks=1)


@dataclass(frozen=True)
class Week:
    """What was done in one week, Monday to Sunday, UTC."""

    name: str
    first: date
    done: dict[str, int]
    causes: tuple[tuple[str, int], ...]
    by: tuple[tuple[str, int], ...]

    @property
    def last(self) -> date:
        """Its Sunday."""
        return self.first + timedelta(days=6)

    @property
    def before(self) -> str:
        """The name of the week before."""
        return named(self.first - WEEK)


def named(day: date) -> str:
    """The week of a day, as `2026-W48`."""
    year, week, _ = day.isocalendar()
    return f"{year}-W{week:02d}"


def week_of(acts: Acts, name: str = "") -> Week:
    """The summary of a week, this one if none is named. Raises UnreadableInput."""
    name = name or named(datetime.now(UTC).date())
    try:
        first = datetime.strptime(f"{name}-1", "%G-W%V-%u").date()
        end = first + WEEK
    except (ValueError, OverflowError):
        raise UnreadableInput(f"{name[:20]!r} is no week; write it as 2026-W48.") from None
    found = acts.since(midnight(first), midnight(end))
    mentors = Counter(act.who for act in found if act.what not in ("answered", "abstained"))
    return Week(
        name=name,
        first=first,
        done=dict(Counter(act.what for act in found)),
        causes=tuple(Counter(a.cause for a in found if a.cause).most_common(MOST_CAUSES)),
        by=tuple(sorted(mentors.items())),
    )


def midnight(day: date) -> float:
    """The start of a day."""
    return datetime.combine(day, time(), UTC).timestamp()


def told(week: Week) -> str:
    """The summary for a terminal."""
    always = {"answered": 0, "abstained": 0, "corrected": 0} | week.done
    lines = [f"{week.name}: {week.first} to {week.last}", ""]
    lines += [f"{what:12}{count:5}" for what, count in always.items()]
    for title, rows in (("commonest causes", week.causes), ("by mentor", week.by)):
        lines += ["", title, *(f"{count:5}  {name}" for name, count in rows)] if rows else []
    return "\n".join(lines)
