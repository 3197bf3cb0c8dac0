"""The form of an entry, and each mistake an author can make in it: its line, and the mend."""

import builtins
import difflib
import re
import tomllib
from collections.abc import Collection, Iterator, Mapping, Sequence, Set
from dataclasses import dataclass
from typing import Any

import re2

SECTIONS = ("Symptom", "Why", "Derivation", "Hints", "Wrong", "Right", "Check")
KINDS = {
    "mistake": {"Symptom", "Why", "Hints", "Wrong", "Right"},
    "idea": {"Symptom", "Why", "Derivation", "Hints", "Check"},
    "course-life": {"Symptom", "Why", "Hints"},
}
KEYS: Mapping[str, type] = {
    "title": str,
    "kind": str,
    "topics": list,
    "exercises": list,
    "error": list,
    "rare": bool,
}
LISTS = {"topics", "exercises"}
SIGNATURE = {"type", "message"}
RAISED_ELSEWHERE = {
    "AxisError",
    "UFuncTypeError",
    "_UFuncOutputCastingError",
    "LinAlgError",
    "InvalidIndexError",
}
SLUG = re.compile(r"[A-Za-z0-9]+(?:-[A-Za-z0-9]+)*")
RUNGS = 3
TODO = re2.compile(r"\bTODO\b:? ?(.*)")
FENCE = re2.compile(r"(?s)```python\n(.*?)```")
RUNG = re2.compile(r"^\d+\. +(.+)$")
BLANK = re2.compile(r"\{(\w*)\}")
# A name, =, and operands joined as Python joins them; two words in a row are prose or LaTeX.
ASSIGNED = re2.compile(
    r"(?:^|[^\w.\\])[A-Za-z_][\w.]*(?:\[[^\]]*\])?\s*[-+*/@]?=\s*"
    r"(?P<value>[-(\[]*[\w.]+(?:\(\)|[)\]]*\s*[-+*/@,(\[][-+*/@(\[\s]*[\w.]+)*)"
)
OPERATOR = re2.compile(r"[-+*/@]")
NAME = re2.compile(r"\b[A-Za-z_][\w.]*")
CALLED = re2.compile(r"\w[(\[]")  # `mean(loss)`, `X.shape[1]`
HYPHENED = re2.compile(r"\b[a-z]{3,}(?:-[a-z]{2,})+\b")  # `row-wise` is a word
TO_PASTE = re2.compile(r"```|`[^`]*(?:\w\(| [-+*/@=] )[^`]*`|\bnp\.\w+\(")
AT_LINE = re.compile(r" \(at line (\d+), column \d+\)|(?P<end> \(at end of document\))")
NEUTRAL = {
    "variable": "that value",
    "line": "that line",
    "step": "this step",
    "expression": "that expression",
    "shape": "its shape",
    "expected_shape": "the shape of the formula",
    "left": "the left operand",
    "right": "the right operand",
    "name": "that name",
    "module": "that file",
}


LARGEST = 50_000


class Flaw(ValueError):
    """What is wrong in a text, at which line, and what mends it."""

    def __init__(self, line: int, says: str) -> None:
        super().__init__(f"line {line}: {says}")
        self.line = line
        self.says = says


@dataclass(frozen=True)
class Section:
    """A section of an entry: the line of its heading, and the first line of its text."""

    name: str
    line: int
    begins: int
    text: str


def front_matter(text: str) -> dict[str, Any]:
    """The keys in front. Raises Flaw."""
    parts = text.split("+++", 2)
    if len(parts) < 3 or parts[0].strip():
        raise Flaw(1, "The front matter is missing: begin with a line +++, keys, a line +++.")
    try:
        return tomllib.loads(parts[1])
    except tomllib.TOMLDecodeError as error:
        place = AT_LINE.search(str(error))
        last = len(parts[1].splitlines())
        line = int(place.group(1)) if place and place.group(1) else last
        says = AT_LINE.sub("", str(error))
        raise Flaw(line, f"This is no TOML: {says}. Quote a text, 'so' for a pattern.") from None
    except RecursionError:
        raise Flaw(1, "This is no TOML of an entry: its brackets are nested too deep.") from None


def sections(text: str) -> list[Section]:
    """The sections in the order in which they stand."""
    lines = text.splitlines()
    starts = [n for n, line in enumerate(lines) if line.startswith("## ")]
    ends = [*starts[1:], len(lines)]
    return [section(lines, *place) for place in zip(starts, ends, strict=True)]


def section(lines: Sequence[str], start: int, end: int) -> Section:
    """One section, from its heading to the next."""
    written = [n for n in range(start + 1, end) if lines[n].strip()]
    begins = written[0] if written else start
    text = "\n".join(lines[begins:end]).strip() if written else ""
    return Section(lines[start][3:].strip(), start + 1, begins + 1, text)


def flaws(text: str) -> Iterator[Flaw]:
    """Everything that keeps a text from being an entry."""
    if text.startswith("\ufeff"):
        yield Flaw(1, "The file begins with a byte order mark: save it as UTF-8 without one.")
        return
    if len(text) > LARGEST:
        yield Flaw(1, f"An entry has {LARGEST} letters at most, this one {len(text)}: shorten it.")
        return
    try:
        head = front_matter(text)
    except Flaw as flaw:
        yield flaw
        return
    found = sections(text)
    yield from flaws_in_front(head, text)
    yield from flaws_of_sections(KINDS.get(str(head.get("kind")), set()), found, text)
    for one in found:
        if one.name == "Hints":
            yield from flaws_of_hints(one)


def flaws_in_front(head: Mapping[str, Any], text: str) -> Iterator[Flaw]:
    """Keys, types, kind and signatures."""
    for key, value in head.items():
        line = line_of(text, rf"\s*\[*{re.escape(key)}\b")
        if key not in KEYS:
            yield Flaw(line, f"There is no key {key!r}{meant(key, KEYS)}.")
        elif not isinstance(value, KEYS[key]):
            yield Flaw(line, f"{key!r} is a {KEYS[key].__name__}, not {type(value).__name__}.")
        elif key in LISTS and not all(isinstance(one, str) for one in head[key]):
            yield Flaw(line, f"{key!r} holds texts: write each in quotes.")
    if not head.get("title"):
        yield Flaw(1, "It needs a title: title = 'What goes wrong, in a few words'.")
    if head.get("kind") not in list(KINDS):
        line = line_of(text, r"kind\b")
        kinds = " or ".join(repr(kind) for kind in KINDS)
        yield Flaw(line, f"It needs a kind: kind = {kinds}.")
    errors = head.get("error", ())
    if isinstance(errors, list):
        for number, one in enumerate(errors):
            yield from flaws_of_signature(one, text, number)


def flaws_of_signature(one: Any, text: str, number: int) -> Iterator[Flaw]:
    """A type that can be raised, and a pattern that runs in linear time."""
    if not isinstance(one, Mapping):
        yield Flaw(line_of(text, "error"), "A signature is written as [[error]], type, message.")
        return
    start = [n for n, line in enumerate(text.splitlines(), 1) if line.strip() == "[[error]]"]
    line = start[number] if number < len(start) else 1
    for key in sorted(set(one) - SIGNATURE):
        there = line_of(text, rf"{re.escape(key)}\b", line)
        yield Flaw(there, f"A signature has no key {key!r}{meant(key, SIGNATURE)}.")
    for key in sorted(key for key in SIGNATURE if not isinstance(one.get(key), str)):
        yield Flaw(line, f"The signature needs a {key}: {key} = 'a text'.")
    kind, pattern = one.get("type"), one.get("message")
    if isinstance(kind, str) and not (hasattr(builtins, kind) or kind in RAISED_ELSEWHERE):
        known = [name for name in dir(builtins) if name.endswith(("Error", "Warning"))]
        there = line_of(text, r"type\b", line)
        yield Flaw(there, f"No exception is called {kind!r}{meant(kind, known)}.")
    if isinstance(pattern, str) and (reason := unreadable(pattern)):
        there = line_of(text, r"message\b", line)
        yield Flaw(there, f"The pattern cannot be read: {reason}. RE2 knows no look-around.")


def unreadable(pattern: str) -> str:
    """Why a pattern is none, or nothing."""
    try:
        re2.compile(pattern)
    except re2.error as error:
        detail = error.args[0] if error.args else error
        return detail.decode() if isinstance(detail, bytes) else str(detail)
    return ""


def flaws_of_sections(needed: Set[str], found: Sequence[Section], text: str) -> Iterator[Flaw]:
    """What is missing, and what is wrong with each."""
    names = [one.name for one in found]
    for name in sorted(needed - set(names), key=SECTIONS.index):
        says = f"The section {name!r} is missing: add a line '## {name}'."
        yield Flaw(len(text.splitlines()), says)
    for place, one in enumerate(found):
        if one.name not in SECTIONS:
            yield Flaw(one.line, f"There is no section {one.name!r}{meant(one.name, SECTIONS)}.")
        else:
            yield from flaws_of_section(one, [name for name in names[:place] if name in SECTIONS])


def flaws_of_section(one: Section, before: Sequence[str]) -> Iterator[Flaw]:
    """Its place, and code where code belongs."""
    if one.name in before:
        yield Flaw(one.line, f"The section {one.name!r} stands there twice: join the two.")
    elif any(SECTIONS.index(other) > SECTIONS.index(one.name) for other in before):
        yield Flaw(one.line, f"{one.name!r} stands too late; the order is {', '.join(SECTIONS)}.")
    if not one.text:
        yield Flaw(one.line, f"The section {one.name!r} is empty: write it.")
    elif one.name in ("Wrong", "Right", "Check") and not FENCE.search(one.text):
        yield Flaw(one.line, f"{one.name!r} holds no code: put it between ```python and ```.")


def flaws_of_hints(hints: Section) -> Iterator[Flaw]:
    """Rungs enough, each a sentence with known blanks and nothing to paste."""
    rungs = 0
    for line, told in enumerate(hints.text.splitlines(), hints.begins):
        if TO_PASTE.search(told) or any(map(computes, ASSIGNED.finditer(told))):
            yield Flaw(line, "A hint holds no code to paste: say the idea in words.")
        if not (rung := RUNG.search(told)):
            continue
        rungs += 1
        for blank in BLANK.findall(told):
            if blank not in NEUTRAL:
                yield Flaw(line, f"There is no blank {{{blank}}}; there are {', '.join(NEUTRAL)}.")
        if rung.group(1).rstrip()[-1] not in ".?":
            yield Flaw(line, "A hint is a sentence: end it with a full stop or a question mark.")
    if rungs < RUNGS:
        says = f"The ladder has {rungs} of {RUNGS} rungs: a question, where to look, the idea."
        yield Flaw(hints.line, says)


def computes(assigned: Any) -> bool:
    """The right side of an assignment calls, indexes, or joins two names by an operator."""
    value = HYPHENED.sub("word", assigned["value"])
    joins = bool(OPERATOR.search(value)) and len(NAME.findall(value)) > 1
    return joins or bool(CALLED.search(value))


def unwritten(text: str) -> Iterator[Flaw]:
    """What the skeleton left to its author."""
    for line, told in enumerate(text.splitlines(), 1):
        if todo := TODO.search(told):
            wish = todo.group(1).strip(" \"'") or "write this line"
            yield Flaw(line, f"Still to do: {wish}")


def line_of(text: str, pattern: str, after: int = 1) -> int:
    """The first line, from one on, that begins so; that one if there is none."""
    return next((line for line in lines_of(text, pattern) if line >= after), after)


def lines_of(text: str, pattern: str) -> list[int]:
    """The lines that begin so, counted from one."""
    begins = re.compile(pattern)
    return [n for n, line in enumerate(text.splitlines(), 1) if begins.match(line)]


def meant(name: str, known: Collection[str]) -> str:
    """What was meant, or what there is."""
    near = difflib.get_close_matches(name, list(known), 1)
    if near:
        return f"; you may mean {near[0]!r}"
    return f"; there are {', '.join(known)}" if len(known) < 10 else ""
