"""The rules that keep the bot in its place, and people in charge."""

from typing import Any

import pytest

from assistant.forum.reviewing import Reviewing
from tests.forum.conftest import Make

UNSURE = {"title": "Question", "raw": "It does not work, what can I do?"}


@pytest.mark.parametrize(
    ("rules", "post", "state"),
    [
        ({"mode": "dry_run"}, {}, "held"),
        ({"mode": "whisper"}, {}, "whispered"),
        ({"mode": "review"}, {}, "waiting"),
        ({"mode": "post"}, {}, "posted"),
        ({"mode": "post"}, UNSURE, "held"),
        ({"mode": "post", "below": "whisper"}, UNSURE, "whispered"),
        ({"mode": "post", "threshold": 0.99}, {}, "held"),
        ({"mode": "post", "per_user_day": 0}, {}, "held"),
        ({"mode": "post", "per_topic": 0}, {}, "held"),
        ({"mode": "post", "per_day": 0}, {}, "held"),
    ],
)
def test_what_becomes_of_a_post(
    make: Make, rules: dict[str, Any], post: dict[str, Any], state: str
) -> None:
    bot = make(**rules)
    bot.hears(**post)
    bot.works()

    assert bot.row().state == state
    assert [one["post_type"] for one in bot.replies] == {"posted": [1], "whispered": [4]}.get(
        state, []
    )


def test_without_any_setting_nothing_is_posted(make: Make) -> None:
    bot = make(mode="dry_run", categories="")

    assert bot.hears() == "other-category"


@pytest.mark.parametrize(
    ("mode", "state", "types"),
    [("dry_run", "held", []), ("review", "whispered", [4]), ("whisper", "whispered", [4])],
)
def test_a_call_for_a_person_is_public_only_where_replies_are(
    make: Make, mode: str, state: str, types: list[int]
) -> None:
    bot = make(mode=mode)
    bot.hears(id=3, number=3, raw="@gradbot a person, please")
    bot.hears(id=1)
    bot.works()

    assert bot.row(3).state == state
    assert [one["post_type"] for one in bot.replies] == types


def test_the_switch_stops_all_posting_and_what_waited_goes_out_afterwards(make: Make) -> None:
    bot = make()
    bot.bot.budget.set_stopped("ann")
    bot.hears()
    bot.works()
    assert (bot.row().state, bot.replies, bot.bot.budget.stopped) == ("ready", [], "ann")

    bot.bot.budget.set_stopped("")
    bot.works()

    assert bot.row().state == "posted"


def test_the_switch_holds_for_a_reply_that_is_on_its_way(make: Make) -> None:
    bot = make()
    bot.hears()
    bot.works(1)
    look = bot.stub.topic
    switched = bot.bot.budget.set_stopped

    def stopped_meanwhile(*asked: Any, **words: Any) -> tuple[int, Any]:
        switched("ann")
        return look(*asked, **words)

    bot.stub.topic = stopped_meanwhile  # type: ignore[method-assign]
    bot.works()

    assert (bot.row().state, bot.replies) == ("ready", [])


def test_staff_who_speak_first_are_not_talked_over(make: Make) -> None:
    bot = make()
    bot.hears()
    bot.hears(id=2, number=2, staff=True, author="ann", raw="Look at dZ1.")
    bot.works()

    assert (bot.row().state, bot.replies) == ("cancelled", [])


def test_an_edit_before_the_reply_is_what_is_answered(make: Make) -> None:
    bot = make()
    bot.hears("post_edited", version=2)
    bot.hears()
    bot.works()

    assert bot.row().version == 2
    assert len(bot.replies) == 1


def test_an_edit_after_the_reply_corrects_it_once(make: Make) -> None:
    bot = make()
    bot.hears()
    bot.works()
    for version in (2, 3, 4):
        bot.hears("post_edited", version=version)
        bot.works()

    (reply,) = bot.replies
    assert "post:1.2" in reply["raw"]
    assert bot.row().state == "posted"


def test_an_approval_does_not_hold_for_another_version_of_the_post(make: Make) -> None:
    bot = make(mode="review")
    bot.hears()
    bot.works()
    Reviewing(bot.bot.answers.engine).approve(bot.row(), "Look at dZ1.", "ann")
    bot.hears("post_edited", version=2)
    bot.works()

    assert (bot.row().state, bot.row().approved, bot.replies) == ("waiting", "", [])


def test_a_reply_that_somebody_changed_is_not_overwritten(make: Make) -> None:
    bot = make()
    bot.hears()
    bot.works()
    bot.replies[0]["raw"] = "A mentor's words."
    bot.hears("post_edited", version=2)
    bot.works()

    assert bot.replies[0]["raw"] == "A mentor's words."
    assert bot.row().state == "failed"


@pytest.mark.parametrize("early", [True, False])
def test_a_deleted_post_is_not_answered_and_not_forgotten(make: Make, early: bool) -> None:
    bot = make()
    if not early:
        bot.hears()
        bot.works()
    bot.hears("post_destroyed", deleted_at="2026-02-09T10:19:46.324Z")
    bot.works()
    bot.hears()
    bot.works()

    assert bot.replies == []
    assert bot.row().state == ("cancelled" if early else "taken-back")
    assert bot.row().raw == ""


def test_a_reply_that_the_staff_deleted_stays_deleted(make: Make) -> None:
    bot = make()
    bot.hears()
    bot.works()
    reply = int(bot.row().reply_id)
    bot.stub.posts = [one for one in bot.stub.posts if one["id"] != reply]
    bot.hears("post_destroyed", id=reply, author="gradbot", number=2)
    bot.hears("post_edited", version=2)
    bot.works()

    assert (bot.row().state, bot.replies) == ("removed", [])


def test_what_students_wrote_is_cleared_after_a_while(make: Make) -> None:
    bot = make()
    bot.hears()
    bot.works()
    bot.hears(id=2, topic=2, author="b")
    bot.bot.answers.forget_texts(days=1)
    assert bot.row().raw

    bot.bot.answers.forget_texts(days=-1)

    assert (bot.row().raw, bot.row().title, bot.row().found) == ("", "", "{}")
    assert bot.row(2).raw


def test_topics_are_answered_in_their_own_order(make: Make) -> None:
    bot = make()
    bot.hears()
    bot.hears(id=2, number=2, raw="@gradbot dW2 is right, too")
    second = bot.row(2)
    bot.acts["received"](second.id, second.run)
    second = bot.row(2)
    bot.write(second.id, second.run)
    assert bot.replies == []

    bot.works()

    assert [one["reply_to_post_number"] for one in bot.replies] == [1, 2]
