"""Who is answered, where, and how: every rule that keeps the bot in its place."""

from dataclasses import dataclass
from typing import Any, Literal

from assistant.forum.events import REGULAR, WHISPER, ForumPost
from assistant.settings import Forum

State = Literal["ready", "waiting", "held"]


def not_ours(post: ForumPost, rules: Forum) -> str:
    """Why a post is none of ours, for the counters; empty where it is ours."""
    if post.archetype != "regular":
        return "private"
    if post.type == WHISPER:
        return "whisper"
    if post.type != REGULAR or post.number < 1:
        return "no-post"
    if post.category is None or post.category not in rules.answered:
        return "other-category"
    if post.author.lower() == rules.bot.lower():
        return "own"
    if post.author.lower() in rules.bots or (post.author_id is not None and post.author_id <= 0):
        return "bot"
    if post.hidden:
        return "hidden"
    return "staff" if post.staff and post.number == 1 else ""


@dataclass(frozen=True)
class Decision:
    """What becomes of a draft."""

    state: State
    whisper: bool = False
    reason: str = ""


def decide(found: dict[str, Any], rules: Forum) -> Decision:
    """From a diagnosis to what is done with it; below the threshold nothing is said in public."""
    if rules.mode == "dry_run":
        return Decision("held", reason="dry run")
    if rules.mode == "review":
        return Decision("waiting")
    if not sure(found, rules.threshold):
        if rules.below == "whisper":
            return Decision("ready", whisper=True, reason="below the threshold")
        return Decision("held", reason="below the threshold")
    return Decision("ready", whisper=rules.mode == "whisper")


def sure(found: dict[str, Any], threshold: float) -> bool:
    """Whether a diagnosis may be posted without a person."""
    if found["abstained"]:
        return False
    stated = [one["confidence"] for one in (*found["faults"], *found["answers"])]
    return not stated or max(stated) >= threshold
