"""Strangers' words in a reply: as inline code or tamed, so that they are no link or mention."""

import re2

LONGEST = 200
PLAIN = re2.compile(r"^(?:line \d+|\(\d+(?:, ?\d+)*,?\)|\(\)|\d+)$")
# What starts a mention, a link, an image, a tag, BBCode, a table or emphasis in Discourse.
MARKUP = re2.compile(r"[@<>\[\]|*#~\\]|https?:|www\.|://|!\(")
IDENTIFIER = re2.compile(r"[\w.]*(?:_|\w\.\w)[\w.]*")


def quoted(words: str) -> str:
    """A stranger's words as inline code; empty where there are none."""
    line = " ".join(words.replace("`", "'").split())[:LONGEST].strip()
    return f"`{line}`" if line else ""


def blank(value: str) -> str:
    """What fills the blank of a hint: a line, a shape or a number as it is, the rest as code."""
    bare = value.strip("`")
    return bare if PLAIN.search(bare) else quoted(bare)


def tamed(sentence: str) -> str:
    """A sentence of ours around names from a post, outside its own inline code free of markup."""
    parts = sentence.split("`")
    if len(parts) % 2 == 0:
        parts = ["".join(parts)]
    for place in range(0, len(parts), 2):
        bare = MARKUP.sub("", parts[place])
        parts[place] = IDENTIFIER.sub(lambda found: f"`{found.group(0)}`", bare)
    return "`".join(parts)


def listed(names: list[str], most: int = 6) -> str:
    """`dW2`, `db2` and 3 more."""
    shown = [quoted(name) for name in names[:most]]
    if len(names) > most:
        shown.append(f"{len(names) - most} more")
    return " and ".join([", ".join(shown[:-1]), shown[-1]] if len(shown) > 1 else shown)
