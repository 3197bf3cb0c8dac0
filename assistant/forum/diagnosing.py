"""From a post to a draft: what is read, the road through the assistant, and the decision."""

import json
from collections.abc import Callable
from typing import Any

from assistant.errors import ForumBusy, ForumRefused, ForumUnavailable
from assistant.forum.answers import Answer, Answers
from assistant.forum.budget import Budget
from assistant.forum.conversation import without_quotes
from assistant.forum.discourse import Discourse
from assistant.forum.logs import log
from assistant.forum.policy import Decision, decide
from assistant.forum.wording import call_text, reply_text
from assistant.replying.contract import as_json
from assistant.settings import Forum
from assistant.types import Post, Reply

Ask = Callable[[Post, int], Reply]
BUSY_SECONDS = 2.0
MOST_LATER = 20  # of the author's later posts the newest are read
LONGEST = 200_000


class Diagnosing:
    """Makes the draft of a row."""

    def __init__(
        self, rules: Forum, answers: Answers, forum: Discourse, budget: Budget, ask: Ask
    ) -> None:
        self.rules = rules
        self.answers = answers
        self.forum = forum
        self.budget = budget
        self.ask = ask

    def __call__(self, row: Answer) -> None:
        """Read, diagnose, decide, and store the text that will be posted."""
        quiet = self.answers.quiet(row)
        if quiet and not (row.asked == "person" and quiet == "person"):
            self.answers.change(row, "cancelled", reason=f"quiet: {quiet}")
            return
        post, wait = self.evidence(row)
        if wait:
            self.answers.later(row, wait)
        elif post is None:
            self.answers.change(row, "heard", reason="not by the author of a topic's first post")
        elif row.asked != "person":
            self.draft(row, post)
        elif self.answers.called(row):
            self.answers.change(row, "cancelled", reason="a person was called before")
        else:
            self.call_a_person(row)

    def call_a_person(self, row: Answer) -> None:
        """No diagnosis: the staff are called, in whichever voice the mode allows."""
        self.answers.hush(row, "person")
        text = call_text(row, self.rules.staff_group)
        whisper = self.rules.mode in ("whisper", "review")
        state = "held" if self.rules.mode == "dry_run" else "ready"
        self.answers.change(row, state, text=text, whisper=whisper, reason="asks for a person")

    def draft(self, row: Answer, post: Post) -> None:
        """The whole road for what the author wrote in this topic."""
        rung = self.rung(row)
        found = as_json(self.ask(post, rung))
        decision = decide(found, self.rules)
        self.keep(row, decision, found, reply_text(row, found["reply"]), rung)

    def keep(
        self, row: Answer, decision: Decision, found: dict[str, Any], text: str, rung: int
    ) -> None:
        """Store the draft."""
        self.answers.change(
            row,
            decision.state,
            text=text,
            found=json.dumps(found),
            rung=rung,
            tries=0,
            whisper=decision.whisper,
            reason=decision.reason,
        )
        log.info(
            "diagnosed",
            post=row.post_id,
            verdict=found["verdict"],
            exercise=found["exercise"],
            becomes=decision.state,
            elapsed_ms=found["elapsed_ms"],
        )

    def evidence(self, row: Answer) -> tuple[Post | None, float]:
        """The topic's first post and the same author's later ones, without quotes.

        None where somebody else wrote the first, or with the seconds to wait for the forum.
        """
        first = self.answers.first_of(row)
        if first is None:
            return self.asked_for(row)
        if row.author != first.author:
            return None, 0.0
        told = [first.raw, *self.answers.later_of(first, MOST_LATER)]
        text = "\n\n".join(map(without_quotes, told))[:LONGEST]
        return Post(id=row.post_id, title=first.title, text=text), 0.0

    def asked_for(self, row: Answer) -> tuple[Post | None, float]:
        """The evidence out of the forum, where the topic is older than the bot."""
        wait = self.budget.take(2)
        if wait:
            return None, wait
        try:
            posts = self.forum.topic(row.topic_id).posts
            if not posts or posts[0].staff:
                return None, 0.0
            first = self.forum.post(posts[0].id)
        except (ForumBusy, ForumUnavailable):
            return None, BUSY_SECONDS * (1 + row.tries)
        except ForumRefused:
            return None, 0.0
        if row.author != first.author:
            return None, 0.0
        text = "\n\n".join(map(without_quotes, (first.raw, row.raw)))
        return Post(id=row.post_id, title=row.title or first.title, text=text), 0.0

    def rung(self, row: Answer) -> int:
        """One, and one more for each time the topic asked for more."""
        if row.asked != "more":
            return 1
        return self.answers.highest_rung(row) + 1
