"""Which exercise a post is about: from its title, its functions, its messages and its names."""

import re
from collections.abc import Iterable, Mapping, Sequence, Set
from dataclasses import dataclass, field
from functools import cache, cached_property
from typing import Any

import re2

from assistant.patterns import literals
from assistant.reading.checks import Messages, letters
from assistant.reading.course import (
    courses_named,
    exercise_number,
    numbered,
    place_named,
    wrong_week,
)
from assistant.types import Post, Snippet

THINGS = {"model", "L1", "L2", "gradient_descent"}  # what every other post has, not its function
NO_NOUN = "(?:I|the|it|my|we|is|was|there|and|or|but|test)"  # "in model I", not "in model training"
SHORTEST = 12  # letters of a message that tells something
WORD = re.compile(r"[A-Za-z_]\w*+", re.ASCII)  # ten times as quick as re2, and linear too
PARAMETERS = re2.compile(r"(?m)^(?:async )?def +(\w+) *\(([^)]*)\)")
TYPICAL = {
    "nlp-c2-w4/back_prop": ("grad_W1", "grad_W2", "grad_b1", "grad_b2", "l1"),
    "dls-c1-w3/backward_propagation": ("dZ1", "dZ2", "dW1", "dW2"),
    "dls-c1-w4a/linear_backward": ("dA_prev",),
}


@dataclass(frozen=True)
class Catalogue:
    """What is known of the exercises: ids by function, parameters and messages by id."""

    functions: Mapping[str, tuple[str, ...]]
    signatures: Mapping[str, tuple[str, ...]]
    messages: Mapping[str, tuple[str, ...]] = field(default_factory=dict)

    @cached_property
    def all_messages(self) -> Messages:
        """The messages of all exercises; many are shared."""
        return Messages(self.printing)

    @cached_property
    def names(self) -> Any:
        """All names of functions at once, as they are written and as they are said."""
        return literals(way for name in self.functions for way in (name.lower(), said(name)))

    def may_name(self, lowered: str) -> list[str]:
        """The functions whose names may stand in a text, given in small letters."""
        found = {place // 2 for place in self.names.Match(lowered) or ()}
        return [name for place, name in enumerate(self.functions) if place in found]

    @cached_property
    def printing(self) -> Mapping[str, tuple[str, ...]]:
        """The exercises whose tests print a message."""
        found: dict[str, dict[str, None]] = {}
        for one, messages in self.messages.items():
            for message in messages:
                found.setdefault(message, {})[one] = None
        return {message: tuple(several) for message, several in found.items()}


@dataclass(frozen=True)
class Recognised:
    """The exercise, if one stands out, and what else was noticed."""

    exercise: str | None
    notices: tuple[str, ...] = ()


def recognise(
    post: Post, text: str, snippets: Sequence[Snippet], told: Set[str], catalogue: Catalogue
) -> Recognised:
    """The exercise that most speaks for; an id that was given wins where it is known.

    `told` are the messages of the courses' tests that stand in the text.
    """
    notices = list(public_code(post, snippets, catalogue))
    if wrong_week(text):
        notices.append("wrong-category")
    given = post.exercise.strip()
    if given in catalogue.signatures:
        return Recognised(given, tuple(notices))
    if given and not (given in catalogue.functions and len(catalogue.functions[given]) == 1):
        notices.append("unknown-exercise")
    elif given:
        return Recognised(catalogue.functions[given][0], tuple(notices))
    return Recognised(best(votes(post, text, snippets, told, catalogue)), tuple(notices))


def public_code(post: Post, snippets: Iterable[Snippet], catalogue: Catalogue) -> Iterable[str]:
    """A graded function in the post itself is readable by everyone."""
    ours = [one for one in snippets if one.cell is None and one.source.strip() in post.text]
    if any(name in catalogue.functions for one in ours for name in one.functions):
        yield "code-in-public"


def best(scores: Mapping[str, float]) -> str | None:
    """The exercise with the most points, if it is alone at the top."""
    ranked = sorted(scores.items(), key=lambda item: -item[1])
    if not ranked or ranked[0][1] < 1:
        return None
    alone = len(ranked) == 1 or ranked[0][1] > ranked[1][1]
    return ranked[0][0] if alone else None


def votes(
    post: Post, text: str, snippets: Sequence[Snippet], told: Set[str], catalogue: Catalogue
) -> dict[str, float]:
    """Points for each exercise; code counts most, a course's name decides between namesakes."""
    scores = dict.fromkeys(catalogue.signatures, 0.0)
    courses = courses_named(text)
    words, lowered = set(WORD.findall(text)), text.lower()
    place = place_named(text)
    defined = {name for one in snippets for name in one.functions}
    named = dict.fromkeys([*catalogue.may_name(lowered), *sorted(defined)])
    possible = {one: catalogue.functions[one] for one in named if one in catalogue.functions}
    for name, ids in possible.items():
        points = 8.0 * (name in defined)
        points += 3.0 * mentioned(name, words, text, lowered)
        points += 4.0 * titled(name, post.title)
        points += as_name(name, post, text) if name in words and everyday(name) else 0.0
        for one in ids if points else ():
            scores[one] += points
    for one in namesakes(snippets, catalogue):
        scores[one] += 2
    for one, names in TYPICAL.items():
        if one in scores:
            scores[one] += 0.6 * sum(name in words for name in names)
    for one, points in by_message(told, catalogue).items():
        scores[one] = scores.get(one, 0.0) + points
    for name, ids in possible.items():
        if name in words and "_" not in name:
            for one in ids:
                scores[one] += 1.0 if not everyday(name) or one.startswith(place) else 0.4
    with_hints = with_course(scores, courses, exercise_number(text, courses))
    strange = set(strangers(snippets, catalogue))
    return {one: points for one, points in with_hints.items() if one not in strange}


def strangers(snippets: Sequence[Snippet], catalogue: Catalogue) -> Iterable[str]:
    """Exercises whose name a pasted function bears that needs two arguments more: another one."""
    for known, parts in definitions(snippets, catalogue):
        needed = [part for part in parts if part.strip() and "=" not in part]
        if len(needed) > len(catalogue.signatures[known]) + 1:
            yield known


def definitions(
    snippets: Sequence[Snippet], catalogue: Catalogue
) -> Iterable[tuple[str, list[str]]]:
    """Each exercise whose function's name is defined in a snippet, and the parameters there."""
    for one in snippets:
        for name, parameters in PARAMETERS.findall(one.source[:20_000]):
            for known in catalogue.functions.get(name, ()):
                yield known, parameters.split(",")


def sharing(told: Set[str], catalogue: Catalogue) -> tuple[str, ...]:
    """All functions whose test prints a message that is told, the most telling message only."""
    said = max(map(letters, told), default=0)
    most = [message for message in told if letters(message) == said]
    found = {one for message in most for one in catalogue.printing[message]}
    return tuple(one for one in catalogue.messages if one in found)


def by_message(told: Set[str], catalogue: Catalogue) -> dict[str, float]:
    """A message of one exercise's test speaks for it; what several share speaks less for each."""
    found: dict[str, float] = {}
    for message in told:
        if len(message) > SHORTEST:
            known = [one for one in catalogue.printing[message] if one in catalogue.signatures]
            for one in known:
                found[one] = max(found.get(one, 0.0), 1.1 / len(known))
    return found


def mentioned(name: str, words: set[str], text: str, lowered: str) -> bool:
    """The function is named as such; an everyday word must stand as a name."""
    if everyday(name):
        return f"{name}_test" in words or (name in words and bool(called(name).search(text)))
    way = said(name)
    return name in words or (way in lowered and bool(re.search(rf"\b{way}(?:ing)?\b", lowered)))


def said(name: str) -> str:
    """`linear backward` for `linear_backward`."""
    return name.replace("_", " ") if "_" in name and name not in THINGS else name


def titled(name: str, title: str) -> bool:
    """The function stands in the title; an everyday word must be called there."""
    pattern = called(name) if everyday(name) else alone(name)
    return name in title and bool(pattern.search(title))


def everyday(name: str) -> bool:
    """`model`, `optimize`, `L2`: words that a post also says of other things."""
    return "_" not in name and (name.isalpha() or name in THINGS)


def as_name(name: str, post: Post, text: str) -> float:
    """Points for an everyday word that stands where a function's name does: `in optimize`."""
    place = naming(name)
    return 2.0 * bool(place.search(text)) + 2.0 * bool(place.search(post.title))


@cache
def alone(name: str) -> Any:
    """The name and its test, not a longer one: `compute_cost` in `compute_cost_with_...`."""
    return re2.compile(rf"{name}(?:$|[^A-Za-z0-9_]|_(?:test|[^A-Za-z]|$))")


@cache
def called(name: str) -> Any:
    """`optimize(`, or in code font; not `np.clip(`, not `nn_model(`."""
    return re2.compile(rf"`{name}`|(?:^|[^\w.]){name}\(")


@cache
def naming(name: str) -> Any:
    """The other ways to say that a word is a function's name."""
    label = rf"^{name}(?::|$)|(?i:ex|exercise|e)[ .#_-]*\d+[ :.,_-]{{1,4}}{name}\b"
    place = rf"(?i:\b(?:in|inside|within|function)) {name}(?:[^\w ]|$| {NO_NOUN}\b)"
    own = rf"|^{name} |(?i:\b(?:my|your|full|call)) {name}\b|\b{name} (?:test|pass)"
    return re2.compile(rf"(?m){label}|{place}{'' if name in THINGS else own}")


def namesakes(snippets: Sequence[Snippet], catalogue: Catalogue) -> Iterable[str]:
    """Exercises whose parameters are those of a pasted definition."""
    for known, parts in definitions(snippets, catalogue):
        given = [WORD.match(part.strip()) for part in parts]
        if {match.group(0) for match in given if match} == set(catalogue.signatures[known]):
            yield known


def with_course(
    scores: dict[str, float], courses: Sequence[str], number: int | None
) -> dict[str, float]:
    """A named course is worth points where something else speaks for the exercise, too."""
    for one in scores if courses or number is not None else ():
        course = one.partition("/")[0]
        if course in courses:
            scores[one] += 2 if scores[one] else 0
            if number is not None and numbered(course, number) == one.partition("/")[2]:
                scores[one] += 3
        elif courses and scores[one]:
            scores[one] -= 1.5
        elif number is not None and not courses and numbered(course, number):
            scores[one] += 0.25 * (numbered(course, number) == one.partition("/")[2])
    return {one: points for one, points in scores.items() if points > 0}
