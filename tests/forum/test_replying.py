"""From an event to a reply: every post once, never twice, whatever the forum does."""

import pytest

from tests.forum.conftest import Make


def test_a_first_post_gets_one_reply_that_names_its_post(make: Make) -> None:
    bot = make()

    assert bot.hears() == "first"
    bot.works()

    (reply,) = bot.replies
    assert bot.row().state == "posted"
    assert bot.row().reply_id == str(reply["id"])
    assert reply["reply_to_post_number"] == 1
    assert "post:1.1" in reply["raw"]


def test_the_same_event_again_changes_nothing(make: Make) -> None:
    bot = make()
    for _ in range(3):
        bot.hears()
        bot.works()

    assert len(bot.replies) == 1


@pytest.mark.parametrize(
    ("mood", "state"),
    [
        ({"enqueue": True}, "enqueued"),
        ({"refuse": 403}, "failed"),
        ({"refuse": 422}, "failed"),
        ({"closed": True}, "cancelled"),
        ({"staff_replied": True}, "cancelled"),
    ],
)
def test_what_the_forum_says_decides(make: Make, mood: dict[str, object], state: str) -> None:
    bot = make()
    vars(bot.stub.moods).update(mood)
    bot.hears()
    bot.works()

    assert bot.row().state == state
    assert bot.replies == []


@pytest.mark.parametrize("mood", [{"down": True}, {"per_minute": 1}])
def test_a_forum_that_cannot_now_is_asked_again(make: Make, mood: dict[str, object]) -> None:
    bot = make()
    vars(bot.stub.moods).update(mood)
    bot.hears()
    bot.works(2)
    assert bot.row().state == "ready"

    vars(bot.stub.moods).update(down=False, per_minute=0)
    bot.bot.budget.pause(0)
    with bot.bot.answers.engine.begin() as connection:
        connection.exec_driver_sql("UPDATE forum_state SET paused_until = 0")
    bot.works()

    assert bot.row().state == "posted"
    assert len(bot.replies) == 1


def test_a_reply_whose_answer_was_lost_is_found_and_not_posted_again(make: Make) -> None:
    bot = make()
    bot.stub.moods.drop = 1.0
    bot.stub.memo.clear()
    bot.hears()
    bot.works(2)
    assert bot.row().state == "ready"
    assert len(bot.replies) == 1

    bot.stub.memo.clear()
    with bot.bot.answers.engine.begin() as connection:
        connection.exec_driver_sql("UPDATE forum_state SET paused_until = 0")
    bot.works()

    assert bot.row().state == "posted"
    assert len(bot.replies) == 1
