"""A post that was deleted leaves no word behind, whatever comes late."""

import pytest

from assistant.forum.answers import Answer
from tests.forum.conftest import Make, Told
from tests.stories import POST, TITLE


def words(row: Answer) -> tuple[str, ...]:
    """What a row holds of what was said."""
    return row.title, row.raw, row.text, row.posted_text, row.found


WORDLESS = ("", "", "", "", "{}")


@pytest.mark.parametrize("late", ["post_created", "post_edited", "post_recovered"])
@pytest.mark.parametrize("answered", [True, False])
def test_a_late_event_does_not_bring_the_words_of_a_deleted_post_back(
    make: Make, late: str, answered: bool
) -> None:
    bot = make()
    if answered:
        bot.hears()
        bot.works()
    bot.hears("post_destroyed", deleted_at="2026-02-09T10:19:46.324Z")
    bot.hears(late, version=2)
    bot.works()
    bot.hears(late, version=3)

    assert words(bot.row()) == WORDLESS
    assert (bot.row().state, bot.replies) == ("taken-back" if answered else "cancelled", [])


def test_words_stay_away_although_the_forum_was_busy_when_the_reply_was_taken_back(
    make: Make,
) -> None:
    bot = make()
    bot.hears()
    bot.works()
    bot.stub.moods.down = True
    bot.hears("post_destroyed")
    bot.works(2)
    bot.hears("post_edited", version=2)
    bot.stub.moods.down = False
    unpaused(bot)
    bot.works()

    assert words(bot.row()) == WORDLESS
    assert (bot.row().state, bot.replies) == ("taken-back", [])


def unpaused(bot: Told) -> None:
    """The pause that a forum brings which is away is over."""
    with bot.bot.answers.engine.begin() as connection:
        connection.exec_driver_sql("UPDATE forum_state SET paused_until = 0")


def test_a_reply_that_was_posted_meanwhile_is_taken_back_and_not_kept(make: Make) -> None:
    bot = make()
    bot.hears(title=TITLE, raw=POST)
    bot.works(1)
    before = bot.row()
    bot.works(1)
    bot.hears("post_destroyed")
    bot.bot.answers.replied(before, bot.replies[0]["id"])
    bot.works()

    assert words(bot.row()) == WORDLESS
    assert bot.replies == []


def test_a_recovered_post_is_only_counted(make: Make) -> None:
    assert make().hears("post_recovered") == "other"
