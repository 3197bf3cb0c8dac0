"""A lost event is not a lost post, and the budget of calls holds for all."""

import time

import pytest

from assistant.errors import ForumBusy, ForumRefused, ForumUnavailable
from assistant.forum.checking import checked
from tests.forum.conftest import Make, Told, shown
from tests.forum.telling import told


def stands(bot: Told, id: int, **post: object) -> None:
    """A post stands in the forum, and its event was lost."""
    event = told(bot.bot.receiving, id=id, topic=id, author=f"student{id}", **post)
    bot.stub.posts.append(shown(event.post))


def test_old_posts_are_left_alone_at_the_first_look(make: Make) -> None:
    bot = make()
    stands(bot, 5)

    assert bot.bot.catching_up.catch_up() == 0
    assert bot.bot.answers.by_state() == {}


def test_a_post_whose_event_was_lost_is_answered_once(make: Make) -> None:
    bot = make()
    stands(bot, 5)
    bot.bot.catching_up.catch_up()
    for id in range(100, 230):
        stands(bot, id, category=7 if id % 10 == 0 else 8)
    bot.bot.catching_up.catch_up()
    bot.hears(id=120, topic=120)
    bot.bot.catching_up.catch_up()
    bot.works(3)

    assert sorted(one["topic_id"] for one in bot.replies) == list(range(100, 230, 10))


def test_of_several_processes_one_looks_at_a_time(make: Make) -> None:
    bot = make()
    assert [bot.bot.catching_up.my_turn() for _ in range(3)] == [True, False, False]


def test_the_budget_of_a_minute_is_never_passed(make: Make) -> None:
    bot = make(calls_per_minute=5)
    taken = [bot.bot.budget.take(2) for _ in range(4)]

    assert taken[:2] == [0.0, 0.0]
    assert all(50 < wait <= 65 for wait in taken[2:])
    assert not bot.bot.budget.allows(2)
    assert bot.bot.budget.allows(1)


def test_replies_wait_for_the_budget_in_their_order(make: Make) -> None:
    bot = make(calls_per_minute=4)
    for id in range(1, 6):
        bot.hears(id=id, topic=id, author=f"student{id}")
    bot.works(3)

    assert [one["topic_id"] for one in bot.replies] == [1, 2]
    assert bot.stub.most_in_a_minute <= 4


def test_a_limit_of_the_whole_forum_pauses_every_call(make: Make) -> None:
    bot = make()
    bot.bot.budget.pause(30)

    assert 29 < bot.bot.budget.take(1) <= 30
    assert not bot.bot.budget.allows(1)


@pytest.mark.parametrize(
    ("mood", "raised"),
    [({"down": True}, ForumUnavailable), ({"per_minute": 1}, ForumBusy), ({}, ForumRefused)],
)
def test_each_answer_of_the_forum_has_its_meaning(
    make: Make, mood: dict[str, object], raised: type[Exception]
) -> None:
    bot = make()
    bot.stub.calls.append(time.time())
    vars(bot.stub.moods).update(mood)
    with pytest.raises(raised):
        bot.bot.forum.topic("12345")


def test_a_reply_out_of_a_dropped_connection_counts_as_unknown(make: Make) -> None:
    bot = make()
    stands(bot, 1)
    bot.stub.moods.drop = 1.0
    with pytest.raises(ForumUnavailable):
        bot.bot.forum.reply("1", 1, "text", whisper=False)

    assert len(bot.replies) == 1


def test_a_forum_is_checked_without_a_post(make: Make) -> None:
    bot = make(categories="7 9")
    stands(bot, 1)
    lines = list(checked(bot.bot.rules, bot.bot.forum, bot.bot.diagnosing.ask))

    assert all(holds for holds, _ in lines)
    assert any("its draft would be ready" in line for _, line in lines)
    assert {one["method"] for one in bot.stub.requests} == {"GET"}


def test_without_the_latest_posts_a_dry_run_does_not_hold(make: Make) -> None:
    bot = make()
    bot.stub.moods.down = True
    lines = list(checked(bot.bot.rules, bot.bot.forum, bot.bot.diagnosing.ask))

    assert (False, "a dry run: not without the latest posts") in lines


def test_a_category_that_the_bot_cannot_see_is_named(make: Make) -> None:
    bot = make(categories="7, 12")
    lines = list(checked(bot.bot.rules, bot.bot.forum, bot.bot.diagnosing.ask))

    assert [line for holds, line in lines if not holds] == [
        "the categories: not to be seen by the bot: [12]"
    ]
