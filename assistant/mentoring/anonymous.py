"""Takes out of a text what says whose it is: names, links, addresses, the post it quotes, code."""

import re2

from assistant.reading.markdown import split
from assistant.reading.snippets import looks_like_code

LINKED = re2.compile(r"!?\[([^\]]*)\]\([^)\s]*\)")
LINK = re2.compile(r"(?i)(?:https?://|www\.)[^\s)\]>\"']+")
MAIL = re2.compile(r"[\w.+-]+@[\w-]+\.[\w.-]+")
MENTION = re2.compile(r"(?m)(^|[\s(>,;:!?])@[A-Za-z][\w.-]*")
QUOTE = re2.compile(r"(?i)\[quote[^\]]*\]")
COMMENT = re2.compile(r"#.*")
PRINTED = re2.compile(r"^\s*[\w.\[\]\"']+\s*=\s*[\[(\-\d]")
QUOTED_SOURCE = re2.compile(r"^(?:\s*-+>\s*\d+|\s{4,}\d+\s+[^\s\d\[-])")  # a line of a traceback


def text_of_nobody(text: str, student: str = "") -> str:
    """Prose without links, addresses, mentions, the names in quotes, and the student's name."""
    text = QUOTE.sub("[quote]", LINK.sub("", LINKED.sub(r"\1", text)))
    text = MENTION.sub(r"\1someone", MAIL.sub("", text))
    return without_name(text, student)


def code_of_nobody(code: str, student: str = "") -> str:
    """Code with the same taken out; its lines stay where they are."""
    code = MAIL.sub("", LINK.sub("", code))
    code = COMMENT.sub(lambda found: MENTION.sub(r"\1someone", found.group(0)), code)
    return without_name(code, student)


def without_name(text: str, student: str) -> str:
    """A text that does not name the student."""
    if not student.strip():
        return text
    return str(re2.sub(rf"(?i)\b{re2.escape(student.strip())}\b", "someone", text))


def without_code(text: str) -> str:
    """A post without the student's code: its snippets, its statements, a traceback's lines."""
    _, found = split(text)
    code = {line.strip() for one in found for line in one.source.split("\n")} - {""}
    return "\n".join(
        line for line in text.split("\n") if line.strip() not in code and not is_source(line)
    )


def is_source(line: str) -> bool:
    """A statement or a quoted line of one; a printed value is none."""
    statement = looks_like_code(line) and not PRINTED.match(line)
    return bool(statement or QUOTED_SOURCE.match(line))
