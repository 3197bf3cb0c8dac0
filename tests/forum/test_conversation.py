"""Talking to the bot: more, a person, new evidence, and a mentor who says that it is wrong."""

import pytest

from tests.forum.conftest import Make, Told


def answered(make: Make) -> Told:
    """A bot that has answered a first post."""
    bot = make()
    bot.hears()
    bot.works()
    assert len(bot.replies) == 1
    return bot


def test_more_opens_the_next_rung_and_only_that(make: Make) -> None:
    bot = answered(make)
    for number in (3, 5):
        bot.hears(id=number, number=number, raw="more", reply_to="gradbot")
        bot.works()

    folded = [f'[details="{title}"]' for title in ("Where to look", "The idea")]
    rungs = [1 + sum(one["raw"].count(title) for title in folded) for one in bot.replies]
    assert rungs == [1, 2, 3]


def test_a_person_is_called_and_the_bot_is_silent_from_then_on(make: Make) -> None:
    bot = answered(make)
    bot.hears(id=3, number=3, raw="I want a person", reply_to="gradbot")
    bot.works()
    bot.hears(id=5, number=5, raw="@gradbot more")
    bot.works()

    assert [one["raw"].split(",")[0] for one in bot.replies][1:] == ["@moderators"]
    assert bot.row(5).state == "cancelled"


def test_a_mention_with_new_evidence_is_a_new_diagnosis(make: Make) -> None:
    bot = make()
    bot.hears(title="W3 Ex-6", raw="It fails.")
    bot.works()
    assert bot.replies == []
    bot.hears(
        id=2,
        number=2,
        raw="[quote]ValueError: other[/quote] @gradbot I see\nNameError: name 'np' is not defined",
    )
    bot.works()

    assert "ValueError: other" not in bot.row(2).found
    assert "undefined-name" in bot.row(2).found


def test_later_posts_of_the_author_are_read_and_those_of_others_are_not(make: Make) -> None:
    bot = make()
    bot.hears(raw="It fails.", title="W3 Ex-6")
    bot.hears(id=2, number=2, raw="NameError: name 'np' is not defined")
    bot.hears(id=3, number=3, raw="ZeroDivisionError: division by zero", author="other")
    post, _ = bot.bot.diagnosing.evidence(bot.row())

    assert post is not None
    assert "NameError" in post.text
    assert "ZeroDivisionError" not in post.text


def test_a_mentor_who_says_wrong_has_the_reply_taken_back_and_the_case_queued(make: Make) -> None:
    bot = answered(make)
    bot.hears(id=3, number=3, staff=True, author="ann", raw="@gradbot this is wrong")
    bot.works()
    bot.hears(id=4, number=4, raw="@gradbot more")
    bot.works()

    assert bot.replies == []
    assert (bot.row().state, bot.row().reason) == ("taken-back", "wrong, says ann")


def test_a_reply_is_taken_back_for_the_same_reason_when_the_forum_was_down_at_first(
    make: Make,
) -> None:
    bot = answered(make)
    bot.hears(id=3, number=3, staff=True, author="ann", raw="@gradbot this is wrong")
    bot.stub.moods.down = True
    bot.works(1)
    bot.stub.moods.down = False
    assert (bot.row().state, bot.row().tries, len(bot.replies)) == ("withdraw", 1, 1)
    bot.works()

    assert bot.replies == []
    assert (bot.row().state, bot.row().reason) == ("taken-back", "wrong, says ann")


def test_a_student_cannot_have_a_reply_taken_back(make: Make) -> None:
    bot = answered(make)
    bot.hears(id=3, number=3, raw="@gradbot this is wrong")
    bot.works()

    assert bot.row().state == "posted"


def test_a_mention_in_a_topic_older_than_the_bot_is_answered_from_the_forum(make: Make) -> None:
    bot = make()
    bot.hears()
    with bot.bot.answers.engine.begin() as connection:
        connection.exec_driver_sql("DELETE FROM answer")
    bot.hears(id=2, number=2, raw="@gradbot can you help?")
    bot.works()

    assert [one["reply_to_post_number"] for one in bot.replies] == [2]


def test_another_student_does_not_have_somebody_elses_post_diagnosed(make: Make) -> None:
    bot = answered(make)
    bot.hears(id=3, number=3, raw="@gradbot mine too", author="other")
    bot.works()

    assert bot.row(3).state == "heard"


@pytest.mark.parametrize("word", ["person", "more"])
def test_another_student_neither_silences_the_bot_nor_opens_a_hint(make: Make, word: str) -> None:
    bot = answered(make)
    bot.hears(id=3, number=3, raw=f"@gradbot {word}", author="other")
    bot.works()
    assert (bot.row(3).state, len(bot.replies)) == ("heard", 1)

    bot.hears(id=5, number=5, raw=f"@gradbot {word}")
    bot.works()

    assert (bot.row(5).state, len(bot.replies)) == ("posted", 2)


def test_another_student_does_not_keep_the_author_from_the_first_reply(make: Make) -> None:
    bot = make()
    bot.hears(id=3, number=3, raw="@gradbot person", author="other")
    bot.hears()
    bot.works()

    assert [one["reply_to_post_number"] for one in bot.replies] == [1]


@pytest.mark.parametrize(("author", "replies"), [("student1", 1), ("other", 0)])
def test_in_a_topic_older_than_the_bot_the_author_is_asked_of_the_forum(
    make: Make, author: str, replies: int
) -> None:
    bot = make()
    bot.hears()
    with bot.bot.answers.engine.begin() as connection:
        connection.exec_driver_sql("DELETE FROM answer")
    bot.hears(id=2, number=2, raw="@gradbot person", author=author)
    bot.works()

    assert len(bot.replies) == replies
