"""The text that is posted: the reply or the call, and whose post it is about."""

import re2

from assistant.forum.answers import Answer

NOT_A_NAME = re2.compile(r"[^\pL\pN_.-]")  # a name is no markup, whoever chose it
CALLED = "@{group}, {author} asks for a person here. I leave this topic to people now."


def reply_text(row: Answer, said: str) -> str:
    """A reply as it is stored and posted, byte for byte the same on every attempt."""
    return said.strip() + mark(row)


def call_text(row: Answer, group: str) -> str:
    """The call for a person."""
    return CALLED.format(group=group, author=NOT_A_NAME.sub("", row.author)) + mark(row)


def mark(row: Answer) -> str:
    """Nothing to see; but a forum refuses the same text twice, even in another topic."""
    return f"\n\n<!-- post:{row.post_id}.{row.version} -->\n"
