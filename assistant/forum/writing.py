"""From a draft to the forum: looks for our own reply before it posts, and stores before it says."""

import time

from assistant.errors import ForumBusy, ForumRefused, ForumUnavailable
from assistant.forum.answers import Answer, Answers
from assistant.forum.budget import Budget
from assistant.forum.discourse import Discourse, Topic
from assistant.forum.logs import log
from assistant.settings import Forum

HOUR = 3600.0
STOPPED_SECONDS = 5.0
TURN_SECONDS = 1.0
LONGEST_PAUSE = 60.0
CALLS = 2  # the look at the topic, and the reply


class Writing:
    """Posts, edits or takes back the reply of a row."""

    def __init__(self, rules: Forum, answers: Answers, forum: Discourse, budget: Budget) -> None:
        self.rules = rules
        self.answers = answers
        self.forum = forum
        self.budget = budget

    def __call__(self, row: Answer) -> None:
        """One attempt; what the forum cannot do now is done later."""
        wait = self.not_now(row)
        if wait is not None:
            self.answers.later(row, wait)
            return
        try:
            self.take_back(row) if row.state == "withdraw" else self.speak(row)
        except ForumBusy as error:
            if error.everything:
                self.budget.pause(error.wait)
            self.again(row, error.wait, str(error))
        except ForumUnavailable as error:
            pause = min(LONGEST_PAUSE, 0.5 * 2.0 ** min(row.tries, 10))
            self.budget.pause(pause)
            self.again(row, pause, str(error))
        except ForumRefused as error:
            self.refused(row, error)

    def not_now(self, row: Answer) -> float | None:
        """Seconds to wait before the forum is asked; for the budget the feeder waits."""
        if self.budget.stopped:
            return STOPPED_SECONDS
        if self.answers.earlier(row):
            return TURN_SECONDS
        if self.budget.take(CALLS):
            return 0.0
        return None if self.hold(row) else TURN_SECONDS

    def hold(self, row: Answer) -> bool:
        """Whether this process speaks for the row, from now on for as long as a lease."""
        return self.answers.claim(row, self.rules.executor, self.rules.lease_seconds)

    def one_more(self) -> None:
        """One more call than was counted. Raises ForumBusy."""
        if wait := self.budget.take(1):
            raise ForumBusy(wait, everything=False)

    def again(self, row: Answer, wait: float, why: str) -> None:
        """Try later, unless it has been tried for too long."""
        if row.tries * LONGEST_PAUSE > self.rules.give_up_hours * HOUR:
            self.answers.change(row, "failed", reason=why)
            return
        # Why is kept in the row: the forum may quote what was written.
        log.info("later", post=row.post_id, wait=round(wait, 1), tries=row.tries + 1)
        reason = row.reason if row.state == "withdraw" else why  # who said that it is wrong stays
        self.answers.later(row, max(wait, 0.2), tries=row.tries + 1, reason=reason)

    def refused(self, row: Answer, error: ForumRefused) -> None:
        """The forum will not have it; but the same text twice means that ours may stand there."""
        if error.status == 422 and row.state != "withdraw" and row.reason != str(error):
            self.again(row, TURN_SECONDS, str(error))  # the next attempt looks first
            return
        log.warning("refused", post=row.post_id, status=error.status)
        gone = error.status in (404, 410)
        self.answers.change(row, "cancelled" if gone else "failed", reason=str(error))

    def speak(self, row: Answer) -> None:
        """Post the stored text, or put it in the place of an earlier reply."""
        topic = self.forum.topic(row.topic_id, row.post_id, self.one_more)
        ours = topic.reply_to(row.number, self.rules.bot)
        if row.reply_id or (ours is not None and row.version > 1):
            unseen = row.reply_id if topic.crowded else ""
            self.correct(row, ours.id if ours is not None else unseen)
        elif ours is not None:
            self.done(row, ours.id, "found")
        else:
            why = self.unwanted(row, topic)
            if why:
                self.answers.change(row, "held" if "quota" in why else "cancelled", reason=why)
                return
            if self.budget.stopped or not self.hold(row):  # while we looked
                self.answers.later(row, STOPPED_SECONDS)
                return
            said = self.forum.reply(row.topic_id, row.number, row.text, whisper=row.whisper)
            self.done(row, said, "posted")

    def done(self, row: Answer, reply_id: str, how: str) -> None:
        """Keep what the forum named."""
        self.answers.replied(row, reply_id, state_of(row) if reply_id else "enqueued")
        log.info(how, post=row.post_id, reply=reply_id, whisper=row.whisper, run=row.run)

    def correct(self, row: Answer, standing: str) -> None:
        """The post was edited after our reply: the reply follows, once; a deleted one stays so."""
        if not standing:
            self.answers.change(row, "removed", reason="the reply is not there any more")
            return
        before = row.posted_text or self.forum.post(standing).raw
        if before.strip() != row.text.strip():
            self.forum.edit(standing, row.text, before)
        self.answers.change(
            row, "posted", edited=True, reply_id=standing, posted_text=row.text, posted=time.time()
        )
        log.info("edited", post=row.post_id, reply=standing)

    def unwanted(self, row: Answer, topic: Topic) -> str:
        """Why nothing is said, as things are now."""
        if not topic.open:
            return "the topic is closed"
        if topic.category is not None and topic.category not in self.rules.answered:
            return "the topic was moved"
        if topic.crowded:
            return "too many posts have followed"
        if not any(one.number == row.number and not one.hidden for one in topic.posts):
            return "the post is gone"
        if row.approved:
            return ""  # a person has decided
        if row.asked == "person":
            return self.over_quota(row, in_topic=False)
        if topic.answered_by_staff(1, self.rules.bot):
            return "the staff have answered"
        return self.answers.quiet(row) or self.over_quota(row)

    def over_quota(self, row: Answer, *, in_topic: bool = True) -> str:
        """Which quota is spent."""
        user, here, day = self.answers.spent(row)
        if user >= self.rules.per_user_day:
            return "quota of the user"
        if in_topic and here >= self.rules.per_topic:
            return "quota of the topic"
        return "quota of the day" if day >= self.rules.per_day else ""

    def take_back(self, row: Answer) -> None:
        """Delete our reply, also one that was posted and not kept."""
        standing = row.reply_id
        if not standing:
            topic = self.forum.topic(row.topic_id, row.post_id, self.one_more)
            ours = topic.reply_to(row.number, self.rules.bot)
            standing = ours.id if ours is not None else ""
        if standing:
            self.forum.delete(standing)
        self.answers.change(row, "taken-back", reply_id=standing)
        log.info("taken back", post=row.post_id, reply=standing)


def state_of(row: Answer) -> str:
    """What a posted row is called."""
    return "whispered" if row.whisper else "posted"
