"""A post that was deleted leaves no word behind, whatever comes late."""

import pytest

from assistant.database import METADATA
from assistant.forum.answers import Answer
from assistant.forum.reviewing import Reviewing
from assistant.mentoring.keeping import forget
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


def everything(bot: Told) -> str:
    """All that the database holds, as one text."""
    with bot.bot.answers.engine.connect() as connection:
        tables = METADATA.sorted_tables
        return "\n".join(str(tuple(r)) for one in tables for r in connection.execute(one.select()))


def test_what_mentors_made_of_a_deleted_post_holds_no_word_of_it(make: Make) -> None:
    bot = make(mode="review")
    bot.hears(title="xylophone", raw=f"{POST} zeppelin")
    bot.works()
    desk = Reviewing(bot.bot.answers.engine)
    stale = bot.row()
    assert desk.approve(stale, "The zeppelin of dZ1.", "ana")
    assert desk.reject(bot.row(), "sign-error", "ana")
    bot.hears("post_destroyed")
    bot.works()

    desk.label(stale, "sign-error", "ana")
    assert desk.labelled() == []
    assert [(act.what, act.before, act.after) for act in desk.acts.since(0)] == [("approved", "", ""), ("rejected", "", "")]  # fmt: skip
    assert "xylophone" not in everything(bot)
    assert "zeppelin" not in everything(bot)


@pytest.mark.parametrize("deleted", [1, 2])
def test_an_offered_example_goes_with_its_question_and_with_its_answer(
    make: Make, deleted: int
) -> None:
    bot = make()
    answer = {"id": 2, "number": 2, "raw": "It was the zeppelin.", "author": "ann"}
    bot.hears(raw="xylophone")
    bot.hears(**answer)
    bot.hears("accepted_solution", **answer)
    desk = Reviewing(bot.bot.answers.engine)
    (offered,) = desk.offered()
    assert (offered.post, offered.answered) == ("xylophone", "It was the zeppelin.")
    gone = answer if deleted == 2 else {}
    bot.hears("post_destroyed", **gone)
    bot.hears("accepted_solution", **answer)

    assert desk.offered() == []
    assert ("zeppelin", "xylophone")[deleted - 1] in everything(bot)
    assert ("xylophone", "zeppelin")[deleted - 1] not in everything(bot)


def test_an_offered_example_goes_with_a_person_who_is_forgotten(make: Make) -> None:
    bot = make()
    bot.hears(title="xylophone", raw="xylophone", username="Kim")
    bot.hears(id=2, number=2, title="xylophone", author="lee")
    bot.hears("accepted_solution", id=3, number=3, raw="Yes.", author="ann", staff=True)

    forget(bot.bot.answers.engine, "kim")

    assert "xylophone" not in everything(bot)
    assert Reviewing(bot.bot.answers.engine).offered() == []


def test_the_other_drafts_of_a_topic_are_made_anew_without_the_deleted_post(make: Make) -> None:
    bot = make(mode="review")
    bot.hears(title="xylophone")
    bot.hears(id=2, number=2, title="xylophone", raw="NameError: name 'zeppelin' is not defined")
    bot.hears(id=3, number=3, title="xylophone", raw="Same here.", author="lee")
    bot.works()
    before = bot.row()
    assert "zeppelin" in before.found
    bot.hears("post_destroyed", id=2, number=2)
    bot.works()

    assert "zeppelin" not in everything(bot)
    assert (bot.row().state, bot.row().text != "") == (before.state, True)
    bot.hears("post_destroyed")
    assert "xylophone" not in everything(bot)
    assert bot.row(3).raw == "Same here."
