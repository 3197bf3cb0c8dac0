"""`gradmentor check-forum`: tries keys, scopes and categories; it posts nothing."""

from collections.abc import Callable, Iterator
from typing import Any

from assistant.errors import GradmentorError
from assistant.forum.conversation import without_quotes
from assistant.forum.diagnosing import Ask
from assistant.forum.discourse import Discourse
from assistant.forum.events import ForumPost
from assistant.forum.policy import decide, not_ours
from assistant.replying.contract import as_json
from assistant.settings import Forum
from assistant.types import Post

Line = tuple[bool, str]


def checked(rules: Forum, forum: Discourse, ask: Ask) -> Iterator[Line]:
    """One line for each thing that was tried, whether it holds, and what it is."""
    if not rules.on:
        yield False, "No forum is set: GRADMENTOR_FORUM_URL, _BOT, _API_KEY, _WEBHOOK_SECRET."
        return
    yield len(rules.webhook_secret) >= 32, "the webhook's secret has 32 characters or more"
    yield bool(rules.answered), f"categories are named: {sorted(rules.answered)}"
    yield from tried("the bot's account", lambda: account(rules, forum))
    yield from tried("the categories", lambda: categories(rules, forum))
    posts: list[ForumPost] = []
    looks = list(tried("latest posts, for catching up", lambda: latest(forum, posts)))
    yield from looks
    if posts:
        yield from tried("a topic, before a reply", lambda: topic(forum, posts[0]))
    ours = [post for post in posts if not not_ours(post, rules) and post.number == 1]
    if ours:
        yield from tried("a dry run", lambda: dry_run(rules, ours[0], ask))
    elif not all(holds for holds, _ in looks):
        yield False, "a dry run: not without the latest posts"
    else:
        yield True, "a dry run: no first post of these categories among the latest"
    yield True, f"not tried, since it would post: a reply, an edit. The mode is {rules.mode}."


def tried(what: str, act: Callable[[], str]) -> Iterator[Line]:
    """One attempt in a line."""
    try:
        yield True, f"{what}: {act()}"
    except GradmentorError as error:
        yield False, f"{what}: {error}"


def account(rules: Forum, forum: Discourse) -> str:
    """The bot is a plain account."""
    user: dict[str, Any] = forum.call("GET", f"/u/{rules.bot}.json").get("user") or {}
    if user.get("admin") or user.get("moderator"):
        return f"{rules.bot} is staff; a plain account of trust level 2 is enough"
    return f"{rules.bot}, trust level {user.get('trust_level')}"


def categories(rules: Forum, forum: Discourse) -> str:
    """Every named category is there for the bot to see."""
    told = forum.call("GET", "/categories.json", params={"include_subcategories": "true"})
    seen: dict[int, str] = {}
    wanted = list((told.get("category_list") or {}).get("categories") or ())
    while wanted:
        one = wanted.pop()
        seen[one["id"]] = one.get("name", "")
        wanted += one.get("subcategory_list") or ()
    missing = rules.answered - set(seen)
    if missing:
        raise GradmentorError(f"not to be seen by the bot: {sorted(missing)}")
    return ", ".join(seen[one] for one in sorted(rules.answered))


def latest(forum: Discourse, posts: list[ForumPost]) -> str:
    """The poller's call."""
    posts += forum.latest()
    return f"{len(posts)} posts"


def topic(forum: Discourse, post: ForumPost) -> str:
    """The look before a reply."""
    return f"{len(forum.topic(post.topic_id).posts)} posts in topic {post.topic_id}"


def dry_run(rules: Forum, post: ForumPost, ask: Ask) -> str:
    """What would become of the newest question."""
    found = as_json(ask(Post(post.id, post.title, without_quotes(post.raw)), 1))
    decision = decide(found, rules)
    return f"post {post.id} is {found['verdict']}, its draft would be {decision.state}"
