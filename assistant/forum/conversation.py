"""What people say to the bot: which words ask for what, and what is evidence in a post."""

from typing import Literal

import re2

from assistant.forum.events import ForumPost

Asked = Literal["first", "again", "more", "person", "wrong", "heard", "own", "bridge"]
QUOTE_ENDS = re2.compile(r"(?i)\[quote[^\]]*\]|\[/quote\]")
QUOTED_LINE = re2.compile(r"(?m)^ {0,3}>.*$")
FENCE = re2.compile(r"(?s)```.*?```|~~~.*?~~~|`[^`\n]*`")
MORE = re2.compile(r"(?i)\b(?:more|next hint|another hint)\b")
PERSON = re2.compile(r"(?i)\b(?:person|human|mentor)\b")
WRONG = re2.compile(r"(?i)\b(?:wrong|incorrect)\b")
NOT_WRONG = re2.compile(
    r"(?i)(?:\b(?:not|nothing|never)|n[’']t)\s+(?:\w+\s+)?(?:wrong|incorrect)\b|\?"
)
# Said to the bot without naming it, a word counts only where it is nearly all that is said.
SHORT = 60


def without_quotes(raw: str) -> str:
    """A post without what it quotes of others, quotes within quotes too."""
    spans: list[tuple[int, int]] = []
    opened: list[int] = []
    for found in QUOTE_ENDS.finditer(raw):
        if not found.group().startswith("[/"):
            opened.append(found.start())
        elif opened:
            start = opened.pop()
            while spans and spans[-1][0] >= start:
                spans.pop()  # the quotes within this one
            spans.append((start, found.end()))
    starts = [start for start, _ in spans] + [len(raw)]
    ends = [0] + [end for _, end in spans]
    kept = "".join(raw[end:start] for end, start in zip(ends, starts, strict=True))
    return str(QUOTED_LINE.sub("", kept)).strip()


def asked(post: ForumPost, bot: str) -> Asked:
    """What a post asks of the bot."""
    to_it = post.reply_to_author.lower() == bot.lower()
    if not to_it and f"@{bot}".lower() not in post.raw.lower():
        return unnamed(post)  # nearly all posts: nothing in them need be read
    said = FENCE.sub(" ", without_quotes(post.raw))
    named = names(said, bot)
    said = re2.sub(f"(?i)@{re2.escape(bot)}", "", said)  # its name may be one of the words
    short = len(said.strip()) <= SHORT
    if short and (named or to_it):
        if post.staff:
            return "wrong" if WRONG.search(said) and not NOT_WRONG.search(said) else "heard"
        if PERSON.search(said):
            return "person"
        if MORE.search(said):
            return "more"
    return "again" if named and not post.staff and post.number != 1 else unnamed(post)


def unnamed(post: ForumPost) -> Asked:
    """What a post asks that says nothing to the bot."""
    return "first" if post.number == 1 and not post.staff else "heard"


def names(said: str, bot: str) -> bool:
    """Whether the bot is mentioned by its name."""
    words = (word.strip(".,:;!?()*_").lower() for word in said.split())
    return f"@{bot.lower()}" in words
