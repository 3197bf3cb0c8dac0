"""What operators ask by command: the forum checked, all posting stopped or allowed again."""

from pathlib import Path

from sqlalchemy import inspect

from assistant.database import existing_database, place_of
from assistant.errors import UnreadableInput
from assistant.forum.answers import Answers
from assistant.forum.budget import Budget
from assistant.forum.checking import Line, tried
from assistant.forum.checking import checked as forum_checked
from assistant.forum.discourse import Discourse
from assistant.forum.tables import ANSWER, STATE
from assistant.settings import Settings
from assistant.wiring import build


def checked() -> list[Line]:
    """Everything that was tried against the database and the forum of the settings."""
    settings = Settings()
    with build(settings) as assistant:
        forum = Discourse(settings.forum)
        try:
            here = tried("the database", lambda: looked_at(settings.database))
            return [*here, *forum_checked(settings.forum, forum, assistant.answer)]
        finally:
            forum.close()


def looked_at(url: str) -> str:
    """The database is there and read, or `serve` will make it; whoever checks makes none."""
    file = Path(place_of(url))
    if url.startswith("sqlite") and file.parent.is_dir() and not file.exists():
        return f"{file} is made at the first start"
    with existing_database(url) as engine:
        if not inspect(engine).has_table(ANSWER.name):
            return f"{place_of(url)}, whose tables are made at the first start"
        return f"{place_of(url)}, {Answers(engine).unfinished()} posts wait there"


def switched(who: str) -> str:
    """Turn the switch; gives a sentence. Raises UnreadableInput where nothing can be stopped."""
    settings = Settings()
    forum, where = settings.forum.url.rstrip("/"), place_of(settings.database)
    if not settings.forum.on:
        raise UnreadableInput("No forum is set, so there is nothing to stop.")
    with existing_database(settings.database) as engine:
        budget = Budget(engine, forum, settings.forum.calls_per_minute)
        done = inspect(engine).has_table(STATE.name) and budget.set_stopped(who)
    if not done:
        raise UnreadableInput(
            f"No service has served {forum} from the database {where}, so nothing was changed: "
            "set GRADMENTOR_DATABASE as it is set for the service."
        )
    return f"{'All posting is stopped' if who else 'Posting goes on'}: database {where}."
