"""What people say to the bot: which words ask for what, and what is evidence in a post."""

from typing import Literal

import re2

from assistant.forum.events import ForumPost

Asked = Literal["first", "again", "more", "person", "wrong", "heard", "own", "bridge"]
QUOTE = re2.compile(r"(?is)\[quote[^\]]*\].*?\[/quote\]")
QUOTED_LINE = re2.compile(r"(?m)^ {0,3}>.*$")
FENCE = re2.compile(r"(?s)```.*?```|~~~.*?~~~|`[^`\n]*`")
MORE = re2.compile(r"(?i)\b(?:more|next hint|another hint)\b")
PERSON = re2.compile(r"(?i)\b(?:person|human|mentor)\b")
WRONG = re2.compile(r"(?i)\b(?:wrong|incorrect)\b")
# Said to the bot without naming it, a word counts only where it is nearly all that is said.
SHORT = 60


def without_quotes(raw: str) -> str:
    """A post without what it quotes of others."""
    return str(QUOTED_LINE.sub("", QUOTE.sub("", raw))).strip()


def asked(post: ForumPost, bot: str) -> Asked:
    """What a post asks of the bot."""
    said = FENCE.sub(" ", without_quotes(post.raw))
    named = names(said, bot)
    short = len(said) <= SHORT and post.reply_to_author.lower() == bot.lower()
    if named or short:
        if post.staff:
            return "wrong" if WRONG.search(said) else "heard"
        if PERSON.search(said) and len(said) <= SHORT + len(bot):
            return "person"
        if MORE.search(said) and len(said) <= SHORT + len(bot):
            return "more"
    if post.number == 1:
        return "first"
    return "again" if named else "heard"


def names(said: str, bot: str) -> bool:
    """Whether the bot is mentioned by its name."""
    words = (word.strip(".,:;!?()*_").lower() for word in said.split())
    return f"@{bot.lower()}" in words
