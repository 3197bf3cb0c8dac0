"""Splits a post into prose and snippets: fences, indented code, BBCode, quotes, bare code."""

import re2
from markdown_it import MarkdownIt

from assistant.reading.snippets import looks_like_code, snippet
from assistant.types import Snippet

BBCODE = re2.compile(r"(?is)\[code\](.*?)\[/code\]|<pre[^>]*>(.*?)</pre>")
QUOTE = re2.compile(r"(?i)\[/?quote[^\]]*\]|!\[[^\]]*\]\([^)]*\)|</?(?:code|details|summary)[^>]*>")
QUOTED = re2.compile(r"(?is)\[quote[^\]]*\].*?\[/quote\]")
IMAGE = re2.compile(r"(?i)<img[^>]*>")
BARE = re2.compile(r"(?m)^ {0,3}def +[A-Za-z_]\w* *\(")
MARGINS = ("```", "~~~", "    ", "\t")  # one of them is at every block of code
PARSER = MarkdownIt("commonmark").disable(["inline", "text_join"])  # blocks are all we ask for


def split(text: str) -> tuple[str, list[Snippet]]:
    """Prose without code blocks, and the snippets in the order of the post."""
    text = unquoted(text)
    text = BBCODE.sub(lambda found: fenced(found.group(1) or found.group(2) or ""), text)
    text = QUOTE.sub(" ", text)
    tokens = PARSER.parse(text) if any(margin in text for margin in MARGINS) else []
    blocks = [(token.map, token.content) for token in tokens if is_code(token.type)]
    lines = text.split("\n")
    for span, _ in blocks:
        if span:
            lines[span[0] : span[1]] = [""] * (span[1] - span[0])
    prose = "\n".join(lines)
    found = [snippet(content) for _, content in blocks if worth(content)]
    if not any(one.functions for one in found) and BARE.search(prose):
        prose, bare = bare_code(text)
        found = [snippet(source) for source in bare]
    return prose, found


def unquoted(text: str) -> str:
    """The text without what others said in it, and without images; a quote alone stays."""
    own = QUOTED.sub(" ", IMAGE.sub(" ", text))
    return own if own.strip() else text


def fenced(code: str) -> str:
    """BBCode as a fence."""
    return f"\n~~~\n{code}\n~~~\n"


def is_code(kind: str) -> bool:
    """Blocks that Markdown shows as code."""
    return kind in ("fence", "code_block")


def worth(content: str) -> bool:
    """Code rather than printed numbers or a traceback."""
    lines = [line for line in content.split("\n") if line.strip()]
    if any("Traceback" in line or line.startswith("---->") for line in lines):
        return any(line.startswith("def ") for line in lines)
    return sum(map(looks_like_code, lines)) * 2 > len(lines)


def bare_code(text: str) -> tuple[str, list[str]]:
    """Code that was pasted without a fence: a `def` and the lines that belong to it."""
    prose: list[str] = []
    snippets: list[list[str]] = []
    inside = False
    for line in text.split("\n"):
        if BARE.match(line):
            inside = True
            if not snippets or snippets[-1]:
                snippets.append([])
        elif inside and line.strip() and not line.startswith((" ", "\t", "#", "@", ")")):
            inside = looks_like_code(line) and "=" in line
        (snippets[-1] if inside else prose).append(line)
    return "\n".join(prose), ["\n".join(lines) for lines in snippets]
