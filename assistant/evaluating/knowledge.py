"""Figures of labelled cases: what is first, what is answered without a person, and how surely."""

from collections.abc import Callable, Sequence
from typing import Any

from assistant.evaluating.calibration import calibration
from assistant.evaluating.intervals import Share, share
from assistant.evaluating.rows import Row
from assistant.types import Strength

BINS = 5
STRENGTHS = tuple(one.word for one in Strength)
WIDE = 30  # letters of a column in a terminal
LABELLED = "rows with a label, one for a person too"
COUNTED = {  # what each figure of the contract is a share of
    "cause_first": LABELLED,
    "cause_in_three": LABELLED,
    "line_first": "rows with labelled lines",
    "coverage": LABELLED,
    "precision": "rows with a label that were answered without a person",
}


def figures(rows: Sequence[Row]) -> dict[str, Any]:
    """Everything about some rows: in short, for the sets apart, for the courses apart, and each."""
    courses = sorted({one.course for one in rows})
    return {
        **in_short([one for one in rows if one.truth]),
        "sets": {
            "all": apart(rows),
            "aside": apart([one for one in rows if one.aside]),
            "rest": apart([one for one in rows if not one.aside]),
        },
        "courses": {name: of_course([r for r in rows if r.course == name]) for name in courses},
        "rows": [one.as_json() for one in rows],
    }


def in_short(rows: Sequence[Row]) -> dict[str, Any]:
    """The figures of the contract, over every row that has a label; `counted` says of what."""
    lined = [one for one in rows if one.line is not None]
    answered = [one for one in rows if one.answered]
    shares = {
        "cause_first": share([one.first for one in rows]),
        "cause_in_three": share([one.in_three for one in rows]),
        "line_first": share([bool(one.line) for one in lined]),
        "coverage": share([one.answered for one in rows]),
        "precision": share([one.first for one in answered]),
    }
    return {
        "labelled": len(rows),
        **{name: one.value for name, one in shares.items()},
        "proved_and_wrong": sum(one.proved and not one.line for one in lined),
        "calibration": stated(answered),
        "counted": {n: {**one.as_json(), "rows": COUNTED[n]} for n, one in shares.items()},
    }


def stated(rows: Sequence[Row]) -> list[dict[str, Any]]:
    """Stated confidence against truth, in a few bins for the eye."""
    found = []
    for low, high in ((place / BINS, (place + 1) / BINS) for place in range(BINS)):
        right = [one.first for one in rows if one.said and low < one.confidence <= high]
        if right:
            row = {"from": low, "to": high, "cases": len(right), "right": share(right).value}
            found.append(row)
    return found


def apart(rows: Sequence[Row]) -> dict[str, Any]:
    """The figures of one set of rows; those for a person are counted for themselves.

    Calibration is given of what is named where a cause is known, of what is answered, and of
    all rows: there what is named of a row for a person is wrong.
    """
    known = [one for one in rows if not one.person]
    answered = [one for one in known if one.answered]
    person = [one for one in rows if one.person]
    return {
        "rows": len(rows),
        "known": len(known),
        "top1": share([one.first for one in known]).as_json(),
        "top3": share([one.in_three for one in known]).as_json(),
        "answered": {
            "count": len(answered),
            "right": sum(one.first for one in answered),
            "precision": share([one.first for one in answered]).as_json(),
            "coverage": Share(len(answered), len(known)).as_json(),
        },
        "person": share([one.answered for one in person]).as_json(),
        "strengths": {
            name: share([one.first for one in known if one.strength == name]).as_json()
            for name in STRENGTHS
        },
        "calibration_error": {
            "known": calibrated(known),
            "answered": calibrated(answered),
            "all": calibrated(rows),
        },
    }


def calibrated(rows: Sequence[Row]) -> dict[str, Any]:
    """The calibration of the first cause of each row that names one."""
    named = [one for one in rows if one.said]
    right = [one.first and not one.person for one in named]
    return calibration([one.confidence for one in named], right)


def of_course(rows: Sequence[Row]) -> dict[str, Any]:
    """The figures of one course; of lines where they are labelled."""
    lined = [one for one in rows if one.line is not None]
    known = [one for one in rows if not one.person]
    return {
        "rows": len(rows),
        "known": len(known),
        "cause_first": share([one.first for one in known]).as_json(),
        "cause_in_three": share([one.in_three for one in known]).as_json(),
        "line_first": share([bool(one.line) for one in lined]).as_json(),
        "proved_and_wrong": sum(one.proved and not one.line for one in lined),
        "answered": sum(one.answered for one in known),
    }


def table(found: dict[str, Any]) -> str:
    """The sets side by side, then the courses, for a terminal."""
    sets = found["sets"]
    head = f"{'':28}" + "".join(f"{name:>{WIDE}}" for name in sets)
    lines = [
        f"{title:28}" + "".join(f"{read(one):>{WIDE}}" for one in sets.values())
        for title, read in LINES.items()
    ]
    return "\n".join([SETS, head, *lines, "", *course_lines(found["courses"])])


def short_lines(found: dict[str, Any]) -> list[str]:
    """The figures of the contract for a terminal, each share with what it is of."""
    counted = found["counted"]
    lines = [f"{name:18}{found[name]}" for name in SHORT if name not in counted]
    for name, one in counted.items():
        lines.append(f"{name:18}{found[name]}, {one['hits']} of {one['of']} {one['rows']}")
    return lines


def percent(one: dict[str, Any]) -> str:
    """`8 of 10 = 80 % (49–94)`."""
    if one["share"] is None:
        return "none of 0"
    low, high = (round(100 * end) for end in one["interval"])
    return f"{one['hits']} of {one['of']} = {100 * one['share']:.1f} % ({low}–{high})"


def gap(one: dict[str, Any]) -> str:
    """`0.043 (0.03–0.09), n 80`."""
    if one["error"] is None:
        return "n 0"
    low, high = one["interval"]
    return f"{one['error']:.3f} ({low:.2f}–{high:.2f}), n {one['rows']}"


LINES: dict[str, Callable[[dict[str, Any]], str]] = {
    "rows (with a known cause)": lambda one: f"{one['rows']} ({one['known']})",
    "right cause first": lambda one: percent(one["top1"]),
    "among three": lambda one: percent(one["top3"]),
    "answered without a person": lambda one: percent(one["answered"]["coverage"]),
    "of these right": lambda one: percent(one["answered"]["precision"]),
    "for a person, but answered": lambda one: percent(one["person"]),
    "first is similar, and right": lambda one: percent(one["strengths"]["similar"]),
    "first is matched, and right": lambda one: percent(one["strengths"]["matched"]),
    "first is proved, and right": lambda one: percent(one["strengths"]["proved"]),
    "calibration error, known": lambda one: gap(one["calibration_error"]["known"]),
    "calibration error, answered": lambda one: gap(one["calibration_error"]["answered"]),
    "calibration error, all rows": lambda one: gap(one["calibration_error"]["all"]),
}


SHORT = ("cases", "labelled", "proved_and_wrong")
SETS = (
    "Of the rows whose cause is known; those that must go to a person are counted for themselves."
)


def course_lines(courses: dict[str, Any]) -> list[str]:
    """One line a course."""
    return [
        f"{name or 'no course':24} cause first {percent(one['cause_first'])}"
        + (f", line first {percent(one['line_first'])}" if one["line_first"]["of"] else "")
        for name, one in courses.items()
    ]
