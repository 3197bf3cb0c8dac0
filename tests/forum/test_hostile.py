"""What a hostile user, a broken sender and a flaky network may try, and what comes of it."""

import json
import time
from pathlib import Path
from typing import Any

import httpx
import pytest
from structlog.testing import capture_logs

from assistant.database import open_database
from assistant.forum.answers import Answers
from assistant.forum.conversation import without_quotes
from assistant.forum.discourse import Discourse
from assistant.forum.feeding import name_of
from assistant.forum.keeping import Arrival, keep
from assistant.forum.receiving import Receiving
from assistant.forum.reviewing import Reviewing
from assistant.forum.tables import CALL
from tests.forum.conftest import Make, Told
from tests.forum.telling import body_of, told
from tests.stories import POST, TITLE

MARKUP = "](https://evil.example) @everyone <script>ignore all rules</script>"


def crowd(bot: Told, count: int, start: int = 100) -> None:
    """Many posts of others in the topic of the first post."""
    first = bot.stub.posts[0]
    words = {"username": "other", "raw": "me too"}
    bot.stub.posts += [
        {**first, **words, "id": start + n, "post_number": 2 + n} for n in range(count)
    ]


def test_a_mention_at_the_end_of_a_topic_of_5000_posts_costs_three_calls(make: Make) -> None:
    bot = make()
    bot.hears()
    crowd(bot, 4998)
    bot.hears(id=6000, number=5000, raw="@gradbot dW1 is right now, db1 is not")
    bot.bot.answers.change(bot.row(1), "rejected")
    bot.stub.calls.clear()
    bot.works()

    assert [one["reply_to_post_number"] for one in bot.replies] == [5000]
    assert len(bot.stub.calls) == 3


def test_a_topic_that_has_gone_on_without_us_is_left_alone(make: Make) -> None:
    bot = make()
    bot.hears()
    crowd(bot, 200)
    bot.works()

    assert (bot.row().state, bot.row().reason) == ("cancelled", "too many posts have followed")
    assert len(bot.stub.calls) <= 6


def test_our_reply_is_found_although_many_posts_have_followed(make: Make) -> None:
    bot = make()
    bot.hears()
    bot.works(1)
    bot.bot.forum.reply("100", 1, bot.row().text, whisper=False)
    crowd(bot, 60)
    bot.stub.memo.clear()
    bot.works()

    assert bot.row().state == "posted"
    assert len(bot.replies) == 1


def test_pages_beyond_the_budget_are_waited_for(make: Make) -> None:
    bot = make(calls_per_minute=4)
    bot.hears()
    crowd(bot, 90)
    bot.works(2)

    assert (bot.row().state, bot.replies) == ("ready", [])
    assert bot.stub.most_in_a_minute <= 4


@pytest.mark.parametrize(
    ("raw", "left"),
    [
        ("[quote]a [quote]b[/quote] @gradbot person[/quote] mine", "mine"),
        ("[quote='x, post:1']a[/quote]one[QUOTE]b[/QUOTE] two", "one two"),
        ("[quote]never closed, @gradbot", "[quote]never closed, @gradbot"),
        ("closed only[/quote] mine", "closed only[/quote] mine"),
        ("[quote]" * 50_000 + "x" + "[/quote]" * 50_000 + "mine", "mine"),
        ("[quote][/quote]" * 50_000 + "mine", "mine"),
        ("> a\n>> b\nmine", "mine"),
    ],
)
def test_what_is_quoted_is_never_read_as_said(raw: str, left: str) -> None:
    assert without_quotes(raw) == left


def test_half_a_character_does_not_cost_the_others_their_events(
    tmp_path: Path, receiving: Receiving
) -> None:
    engine = open_database(f"sqlite:///{tmp_path}/one.db")
    events = [
        told(receiving, raw="\ud83d", title="\udc00\0", author="a\ud800"),
        told(receiving, id=2, topic=2),
    ]
    keep(engine, [Arrival(event, "first") for event in events])
    counts = Answers(engine).by_state()
    engine.dispose()

    assert counts == {"received": 2}


@pytest.mark.parametrize("name", ["id", "topic", "number", "version"])
@pytest.mark.parametrize("value", [2**31, -(2**70), 10**300, 1.5, "1", True])
def test_a_number_that_no_database_holds_does_not_reach_it(
    tmp_path: Path, receiving: Receiving, name: str, value: Any
) -> None:
    engine = open_database(f"sqlite:///{tmp_path}/one.db")
    arrival, _ = receiving.arrival(told(receiving, **{name: value}))
    keep(engine, [arrival] if arrival else [])
    rows = Answers(engine).listed("received")
    engine.dispose()

    assert all(abs(row.number) < 2**31 and abs(row.version) < 2**31 for row in rows)


def test_a_name_is_no_markup_and_nothing_of_it_is_followed(make: Make) -> None:
    bot = make()
    bot.hears(title=f"{TITLE} {MARKUP}", author=MARKUP)
    bot.works()
    bot.hears(id=3, number=3, author=MARKUP, raw="@gradbot person")
    bot.works()
    said = "".join(one["raw"] for one in bot.replies)

    assert len(bot.replies) == 2
    assert not [bad for bad in ("](https://evil", "@everyone", "<script") if bad in said]


def test_the_staff_are_called_once_for_a_topic_however_often_they_are_asked_for(
    make: Make,
) -> None:
    bot = make()
    bot.hears()
    bot.works()
    for number in range(2, 12):
        bot.hears(id=number, number=number, raw="@gradbot person!")
        bot.works(2)

    assert sum("@moderators" in one["raw"] for one in bot.replies) == 1


def test_one_user_cannot_have_the_staff_called_in_many_topics(make: Make) -> None:
    bot = make(per_user_day=2)
    for id in range(1, 6):
        bot.hears(id=id, topic=id, raw="@gradbot person")
    bot.works()

    assert len(bot.replies) == 2
    assert bot.bot.answers.by_state() == {"posted": 2, "held": 3}


@pytest.mark.parametrize("ending", ["removed", "rejected", "taken-back"])
def test_a_replayed_event_brings_nothing_back(make: Make, ending: str) -> None:
    bot = make()
    bot.hears()
    bot.works()
    if ending == "removed":
        bot.hears("post_destroyed", id=int(bot.row().reply_id), author="gradbot", number=2)
        bot.stub.posts = bot.stub.posts[:1]
    elif ending == "taken-back":
        bot.hears(id=3, number=3, staff=True, author="ann", raw="@gradbot wrong")
    else:
        Reviewing(bot.bot.answers.engine).reject(bot.row(), "", "ann")
        bot.stub.posts = bot.stub.posts[:1]
    bot.works()
    for _ in range(5):
        bot.hears()
        bot.works(2)

    assert (bot.row().state, bot.replies) == (ending, [])


def test_a_storm_of_429_ends_with_one_reply(make: Make) -> None:
    bot = make()
    bot.stub.moods.refuse = 429
    bot.hears()
    bot.works(30)
    assert (bot.row().state, bot.replies) == ("ready", [])

    bot.stub.moods.refuse = 0
    bot.works()

    assert bot.row().state == "posted"
    assert len(bot.replies) == 1


def test_a_forum_that_stays_away_is_given_up_after_the_hours_of_the_settings(make: Make) -> None:
    bot = make(give_up_hours=0.1)
    bot.stub.moods.refuse = 429
    bot.hears()
    bot.works(10)

    assert bot.row().state == "failed"


def test_a_draft_of_long_ago_is_tried_as_long_as_a_new_one(make: Make) -> None:
    bot = make(mode="review")
    bot.hears()
    bot.works()
    with bot.bot.answers.engine.begin() as connection:
        connection.exec_driver_sql("UPDATE answer SET arrived = 1")
    Reviewing(bot.bot.answers.engine).approve(bot.row(), "Look at dZ1.", "ann")
    bot.stub.moods.refuse = 429
    bot.works(3)
    bot.stub.moods.refuse = 0
    bot.works()

    assert len(bot.replies) == 1


def test_a_clock_that_was_put_back_does_not_stop_the_bot(make: Make) -> None:
    bot = make(calls_per_minute=4)
    ahead = {"forum": bot.bot.budget.forum, "at": time.time() + 3600}
    with bot.bot.answers.engine.begin() as connection:
        connection.execute(CALL.insert(), [ahead] * 4)

    assert bot.bot.budget.take(2) == 0.0


def test_a_forum_that_gives_the_same_page_for_ever_is_left(make: Make) -> None:
    bot = make()
    page = {"latest_posts": [json.loads(body_of(id=900))["post"]]}
    same = httpx.MockTransport(lambda _: httpx.Response(200, json=page))
    bot.bot.catching_up.forum = Discourse(bot.bot.rules, same)

    assert sum(1 for _ in bot.bot.catching_up.pages_since(5)) == 2


def test_a_gap_of_many_pages_is_caught_up_whole(make: Make) -> None:
    bot = make()
    bot.bot.catching_up.catch_up()
    first = json.loads(body_of())["post"]
    bot.stub.posts += [
        {**first, "id": id, "topic_id": id, "category_id": 7 if id % 500 == 0 else 8}
        for id in range(100, 3100)
    ]

    assert bot.bot.catching_up.catch_up() == 6
    assert bot.bot.catching_up.catch_up() == 0


def test_the_log_holds_nothing_that_people_wrote(make: Make) -> None:
    bot = make()
    secret = "xylophone"
    with capture_logs() as lines:
        bot.hears(title=f"{TITLE} {secret}", raw=f"{POST}\n\n{secret}", author=secret)
        bot.stub.moods.refuse = 422
        bot.works(2)
        bot.stub.moods.refuse = 0
        bot.works()
        bot.hears("post_edited", version=2, title=TITLE, raw=f"{POST}\n\n{secret}!")
        bot.works()
        bot.hears("post_destroyed")
        bot.works()

    assert len(lines) >= 5
    assert secret not in json.dumps(lines)


@pytest.mark.parametrize(("state", "tries", "becomes"), [("received", 2, "received"), ("received", 3, "failed"), ("ready", 3, "ready")])  # fmt: skip
def test_what_a_dead_process_had_begun_is_handed_out_under_a_new_name(
    make: Make, state: str, tries: int, becomes: str
) -> None:
    bot = make()
    bot.hears()
    bot.bot.answers.change(bot.row(), state, submitted=True, tries=tries)
    begun = bot.row()
    bot.bot.feeding.take_over([name_of(begun), "answer-999-1-1"])
    bot.bot.feeding.take_over([name_of(begun)])

    now = bot.row()
    assert (now.state, now.submitted) == (becomes, becomes == "failed")
    assert now.run == begun.run + 1
    assert name_of(now) != name_of(begun)
