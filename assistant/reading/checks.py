"""What the messages of the courses' unit tests say: kind of failure and variable."""

from collections.abc import Iterable, Sequence
from typing import Any, Literal

import re2

from assistant.patterns import together
from assistant.types import Check, Raised

Kind = Literal["values", "shape", "type", "other"]
HOLDER = r"cache|grads|parameters|costs?|[vs](?:_corrected)?"
NAME = rf"(cache\[\d+\]\(\w+\)|(?:cache->)?(?:{HOLDER})?\[?['\"]?[A-Za-z_]\w*['\"]?\]?)"
KINDS: dict[str, Kind] = {
    "values": "values",
    "value": "values",
    "prediction": "values",
    "result": "values",
    "output": "values",
    "initialization": "values",
    "shape": "shape",
    "type": "type",
    "datatype": "type",
    "data": "type",
}
NAMED = re2.compile(
    rf"(?i)wrong (values?|shape|type|datatype)(?:\. Check you formulas)? (?:for|of|in) +{NAME}"
)
GRADIENT = re2.compile(
    r"(?i)wrong (?:output )?(values?|shape|type|initialization) (?:for|of) "
    r"(?:the )?(?:gradient of )?(?:the )?(\w+) (?:matrix|vector|function)"
)
BARE = (
    re2.compile(r"(?i)wrong (output|prediction|result|value|shape|type)\b"),
    re2.compile(r"(?i)error: (data ?type) mismatch"),
)
SAID: tuple[tuple[Kind, Any], ...] = (
    (
        "values",
        re2.compile(
            r"(?:Test: )?([A-Za-z_]\w*)(?:'s mean)?(?:\[[\d, ]+\])* is (?:incorrect|wrong)"
        ),
    ),
    ("values", re2.compile(r"Wrong ([A-Z]) mean|Wrong (dj_\w+)\.|Values in (\w+) are wrong")),
    (
        "values",
        re2.compile(r"(Cost) must be .* but got|are not padded|[Ii]nternal values are different"),
    ),
    ("type", re2.compile(r"should return a |must be a np|must cast the output")),
    ("values", re2.compile(r"\b([a-z]\w*) must be [\d.]+$|Failed for ")),
    ("values", re2.compile(r"Problem (?:\d in|with) (\w+)(?:\.| expression)|Fail check: (\w+)")),
    ("values", re2.compile(r"Wrong values\. (?:It happens|Check the indexes|Expected)")),
    (
        "shape",
        re2.compile(r"len\((\w+)\) must be|length of (\w+)|Wrong number of|change the (cache)"),
    ),
    (
        "values",
        re2.compile(
            r"must be \d+ (?:with|when) |no best split|must be the best split"
            r"|Wrong information gain|Wrong predicted values|Wrong (best_\w+)"
        ),
    ),
    ("shape", re2.compile(r"must have \d+ elements")),
    ("type", re2.compile(r"must be a tuple")),
    ("shape", re2.compile(r"\bassert ?\(? ?([A-Za-z]\w*)\.shape ?==")),
    ("shape", re2.compile(r"shapes must match|Wrong length(?: for (\w+))?")),
)
SAYING = together((GRADIENT, NAMED, *BARE, *(pattern for _, pattern in SAID)))
QUOTED = re2.compile(r"['\"](\w+)['\"]|\((\w+)\)|->(\w+)")
MOMENT = re2.compile(r"([vs](?:_corrected)?)\[['\"](\w+)['\"]")
PLACEHOLDER = re2.compile(r"\{[^}]*\}")
NOT_NAMES = {"the", "a", "your", "output", "function", "and"}


def checks_in(text: str, raised: Iterable[Raised], messages: Iterable[str]) -> tuple[Check, ...]:
    """Each check that failed, once; the exercise's own messages that the text tells come first."""
    found: dict[tuple[str, str], Check] = {}
    for one in map(check, messages):
        found.setdefault((one.kind, one.variable), one)
    for line in [one.message for one in raised] + lines_with("rong", text):
        for one in named_checks(line):
            found.setdefault((one.kind, one.variable), one)
    named = [one for one in found.values() if one.variable]
    return tuple(named or found.values())


def lines_with(word: str, text: str) -> list[str]:
    """Lines that may hold a message."""
    return [line[:400] for line in text.split("\n") if word in line or "mismatch" in line][:40]


class Messages:
    """The messages of all exercises, each asked for once in a text."""

    def __init__(self, messages: Iterable[str]) -> None:
        self.parts = {message: fixed_parts(message) for message in messages}
        self.known = [message for message, parts in self.parts.items() if parts]
        options = re2.Options()
        options.literal = True
        self.beginnings = re2.Set.SearchSet(options)
        for message in self.known:
            self.beginnings.Add(self.parts[message][0])
        self.beginnings.Compile()

    def told(self, text: str) -> set[str]:
        """Those that stand in a text; one pass says which may, by how they begin."""
        begun = (self.known[place] for place in self.beginnings.Match(text) or ())
        return {message for message in begun if fits(self.parts[message], text)}


def fits(parts: Sequence[str], text: str) -> bool:
    """A message of these parts, anything between them, stands in the text."""
    position = 0
    for number, part in enumerate(parts):
        position = text.find(part, position)
        ends = (number == 0, number == len(parts) - 1)
        while position >= 0 and within_word(text, position, position + len(part), ends):
            position = text.find(part, position + 1)
        if position < 0:
            return False
        position += len(part)
    return True


def within_word(text: str, start: int, stop: int, ends: tuple[bool, bool]) -> bool:
    """ "Error:" is not the end of "TypeError:", nor "values for a" the beginning of "for all"."""
    before, after = text[max(0, start - 1) : start], text[stop : stop + 1]
    goes_on = text[stop - 1].isalnum() and (after.isalpha() or after == "_")
    return (ends[0] and before.isalpha()) or (ends[1] and goes_on)


def fixed_parts(message: str) -> tuple[str, ...]:
    """What of a message stands between its placeholders."""
    parts = (part.strip() for part in PLACEHOLDER.split(message))
    return tuple(part for part in parts if part)


def letters(message: str) -> int:
    """How much of a message is fixed: without its placeholders and spaces."""
    return len("".join(PLACEHOLDER.sub("", message).split()))


def check(message: str) -> Check:
    """The kind and variable of one message."""
    return next(iter(named_checks(message)), Check("other", "", message))


def named_checks(line: str) -> list[Check]:
    """The checks that one line names, the most precise reading only."""
    if not SAYING.Match(line, potential=True):
        return []
    gradient = GRADIENT.search(line)
    if gradient and gradient.group(2).lower() not in NOT_NAMES:
        prefix = "grad_" if "gradient" in line else ""
        return [Check(KINDS[gradient.group(1).lower()], prefix + gradient.group(2), line.strip())]
    named = [
        Check(KINDS[match.group(1).lower()], variable(match.group(2)), line.strip())
        for match in NAMED.finditer(line)
        if match.group(2).lower() not in NOT_NAMES or ends_as_a(line[match.end() :], match.group(2))
    ]
    if named:
        return named
    for kind, pattern in SAID:
        said = pattern.search(line)
        if said:
            name = next((group for group in said.groups() if group), "")
            return [Check(kind, name, line.strip())]
    for pattern in BARE:
        bare = pattern.search(line)
        if bare:
            return [Check(KINDS[bare.group(1).lower().replace(" ", "")], "", line.strip())]
    return []


def ends_as_a(rest: str, name: str) -> bool:
    """`Wrong values for a` is about a where nothing follows of which it could be the article."""
    return name == "a" and rest[:1] in ("", ".", '"', "'")


def variable(name: str) -> str:
    """`cache['Z1']` is about Z1, `cache[4](ft)` about ft; `v['dW1']` is v_dW1."""
    moment = MOMENT.match(name)
    if moment:
        return f"{moment.group(1)}_{moment.group(2)}"
    quoted = QUOTED.search(name)
    return next(filter(None, quoted.groups())) if quoted else name.strip("[]'\"")
