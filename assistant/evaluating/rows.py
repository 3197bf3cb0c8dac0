"""A labelled case and what was said of it, as one row to count."""

from collections.abc import Mapping
from dataclasses import dataclass
from hashlib import sha256
from typing import Any

# Labels of posts that must go to a person; they are no entries.
FOR_A_PERSON = {
    "",
    "none",
    "course-side-bug",
    "planted-bug-in-starter-code",
    "asks-for-solution",
    "how-to-start",
    "not-a-question",
}
ASIDE = 3  # one row in so many is set aside, unread


@dataclass(frozen=True)
class Row:
    """The truth and what was said, best first; `answered` without a person.

    `line` is whether the first fault stands in a labelled line, None where no line is labelled;
    `proved` whether that fault is proved.
    """

    id: str
    title: str
    text: str
    course: str
    truth: tuple[str, ...]
    person: bool
    said: tuple[str, ...]
    confidence: float
    strength: str
    answered: bool
    line: bool | None = None
    proved: bool = False

    @property
    def first(self) -> bool:
        """One of the labels is first."""
        return bool(self.said) and self.said[0] in self.truth

    @property
    def in_three(self) -> bool:
        """One of the labels is among the first three."""
        return bool(set(self.said[:3]) & set(self.truth))

    @property
    def aside(self) -> bool:
        """The row belongs to the third that is set aside, by its id alone."""
        return int(sha256(self.id.encode()).hexdigest(), 16) % ASIDE == 0

    def as_json(self) -> dict[str, Any]:
        """The row, of its text the title only."""
        return {
            "id": self.id,
            "title": self.title,
            "course": self.course,
            "truth": list(self.truth),
            "person": self.person,
            "aside": self.aside,
            "said": list(self.said),
            "confidence": self.confidence,
            "strength": self.strength,
            "answered": self.answered,
            "first": self.first,
            "in_three": self.in_three,
            "line": self.line,
        }


def labels(case: Mapping[str, Any]) -> tuple[str, ...]:
    """The causes of a case: a slug, or a list of them."""
    cause = case.get("cause") or ()
    return (cause,) if isinstance(cause, str) else tuple(map(str, cause))


def for_a_person(case: Mapping[str, Any]) -> bool:
    """Abstaining is right: no cause, a label for a person, or no answer is expected."""
    return set(labels(case)) <= FOR_A_PERSON or case.get("expect_answer") is False


def asked(case: Mapping[str, Any]) -> dict[str, Any]:
    """What may be seen of a case: title, post and code; of code alone its exercise too."""
    told = bool(case.get("title") or case.get("post"))
    hidden = {"exercise"} if told else set()
    return {name: value for name, value in case.items() if name not in hidden}


def course_of(case: Mapping[str, Any]) -> str:
    """The course as the case names it, else that of its exercise."""
    exercise = str(case.get("exercise") or "")
    return str(case.get("course") or (exercise.partition("/")[0] if "/" in exercise else ""))


def named(diagnosis: Mapping[str, Any]) -> list[tuple[str, float, str]]:
    """The causes named, each once, with confidence and strength: faults before answers."""
    faults = [one for one in diagnosis["faults"] if one["cause"]]
    found: dict[str, tuple[str, float, str]] = {}
    for key, one in [
        *(("cause", f) for f in faults),
        *(("entry", a) for a in diagnosis["answers"]),
    ]:
        found.setdefault(one[key], (one[key], one["confidence"], one["strength"]))
    return list(found.values())


def right_line(case: Mapping[str, Any], diagnosis: Mapping[str, Any]) -> bool:
    """The first fault stands in a labelled line."""
    first = diagnosis["faults"][:1]
    return bool(first and first[0]["line"]) and any(
        first[0]["line"] <= line <= first[0]["end_line"] for line in case["lines"]
    )


def row(id: str, case: Mapping[str, Any], diagnosis: Mapping[str, Any]) -> Row:
    """A labelled case with its diagnosis."""
    said = named(diagnosis)
    parts = [str(case.get(name) or "") for name in ("title", "post", "code")]
    return Row(
        id=id,
        title=parts[0],
        text="\n".join(parts),
        course=course_of(case),
        truth=labels(case),
        person=for_a_person(case),
        said=tuple(cause for cause, _, _ in said),
        confidence=said[0][1] if said else 0.0,
        strength=said[0][2] if said else "",
        answered=not diagnosis["abstained"],
        line=right_line(case, diagnosis) if case.get("lines") else None,
        proved=[one["strength"] for one in diagnosis["faults"][:1]] == ["proved"],
    )
