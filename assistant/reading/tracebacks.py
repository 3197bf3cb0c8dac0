"""Python exceptions in a post: tracebacks whole, cut or retyped."""

import re2

from assistant.patterns import together
from assistant.types import Raised

LAST_LINE = re2.compile(
    r"(?m)(?:^|[\s\"'(`>])((?:[A-Z][A-Za-z]*(?:Error|Warning|Interrupt|Exception|Iteration)))"
    r"(?: *: *|[ _](?:_*)|$)([^\n]{0,400})"
)
PLACE = re2.compile(
    r"(?m)^(?: *File \"[^\"\n]*\", line (\d+), in (\S+)"
    r"|-+> *(\d+) ([^\n]*)"
    r"|<ipython-input[^>\n]*> in (\w+)\("
    r"|(?:Cell|Input) In *\[\d+\],? *(?:line (\d+)|in (\w+)))"
)
RETYPED = (
    (
        "ValueError",
        re2.compile(
            r"(?i)(shapes? *:? *\"?\(\d+, *\d*\) (?:and )?\(\d+, *\d*\) not aligned[^\n]{0,80})"
        ),
    ),
    ("ValueError", re2.compile(r"(?i)(operands could not be broadcast together[^\n]{0,80})")),
    ("ValueError", re2.compile(r"(?i)(matmul: Input operand 1 has a mismatch[^\n]{0,200})")),
    (
        "TypeError",
        re2.compile(r"(?i)('?[\w.]+'? object is not (?:callable|subscriptable|iterable))"),
    ),
    ("NameError", re2.compile(r"(?i)(name '\w+' is not defined)")),
    ("ModuleNotFoundError", re2.compile(r"(?i)(No module named '?[\w.]+'?)")),
)
MAYBE_RETYPED = together(pattern for _, pattern in RETYPED)
MOST = 12


def exceptions_in(text: str) -> tuple[Raised, ...]:
    """Each exception once, with the last place named before it."""
    found: dict[tuple[str, str], Raised] = {}
    for match in LAST_LINE.finditer(text):
        kind, message = match.group(1), match.group(2).strip(" \"'`_*")
        if message.startswith("Traceback (most recent"):  # the head, not the end
            message = ""
        place = last_place(text[max(0, match.start() - 3000) : match.start()])
        found.setdefault((kind, message), Raised(kind, message, *place))
        if len(found) >= MOST:
            break
    messages = " ".join(message for _, message in found)
    for place in MAYBE_RETYPED.Match(text, potential=True) or ():
        kind, pattern = RETYPED[place]
        retyped = pattern.search(text)
        if retyped and plain(retyped.group(1)) not in plain(messages):
            found[kind, retyped.group(1)] = Raised(kind, retyped.group(1).strip(' "'))
    return tuple(found.values())


def plain(text: str) -> str:
    """A message without quotes and case, to see whether it was read already."""
    return text.lower().replace('"', "").replace("'", "").replace(" ", "")


def last_place(before: str) -> tuple[int | None, str, str]:
    """Line, text and function that a traceback named last."""
    line: int | None = None
    text = function = ""
    for match in PLACE.finditer(before):
        number = match.group(1) or match.group(3) or match.group(6)
        line = int(number) if number else line
        text = (match.group(4) or "").strip() or text
        function = match.group(2) or match.group(5) or match.group(7) or function
    return line, text, function
