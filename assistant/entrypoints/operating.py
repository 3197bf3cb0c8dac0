"""What operators ask by command: the forum checked, all posting stopped or allowed again."""

from assistant.database import open_database
from assistant.errors import UnreadableInput
from assistant.forum.budget import Budget
from assistant.forum.checking import Line
from assistant.forum.checking import checked as tried
from assistant.forum.discourse import Discourse
from assistant.settings import Settings
from assistant.wiring import build


def checked() -> list[Line]:
    """Everything that was tried against the forum of the settings."""
    settings = Settings()
    with build(settings) as assistant:
        forum = Discourse(settings.forum)
        try:
            return list(tried(settings.forum, forum, assistant.answer))
        finally:
            forum.close()


def switched(who: str) -> str:
    """Turn the switch; gives a sentence. Raises UnreadableInput where no forum is set."""
    settings = Settings()
    if not settings.forum.on:
        raise UnreadableInput("No forum is set, so there is nothing to stop.")
    engine = open_database(settings.database)
    budget = Budget(engine, settings.forum.url.rstrip("/"), settings.forum.calls_per_minute)
    budget.begin()
    budget.set_stopped(who)
    engine.dispose()
    return "All posting is stopped." if who else "Posting goes on."
