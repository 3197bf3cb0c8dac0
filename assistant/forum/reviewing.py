"""What mentors decide: a draft goes out as it is or as they put it, or becomes a labelled case."""

import time
from typing import Any

from sqlalchemy import select
from sqlalchemy.engine import Engine as Database

from assistant.forum.answers import Answer, Answers
from assistant.forum.keeping import DELETED
from assistant.forum.tables import ANSWER, CASE, place_of
from assistant.forum.wording import mark
from assistant.mentoring.acts import Act, Acts

TO_REVIEW = ("waiting", "failed", "taken-back", "held")


class Reviewing:
    """The mentors' side of the answers."""

    def __init__(self, database: Database) -> None:
        self.database = database
        self.answers = Answers(database)
        self.acts = Acts(database)

    def approve(self, row: Answer, text: str, by: str) -> bool:
        """Let a draft out, in a mentor's words; False where the post has changed meanwhile."""
        words = text.replace("\r\n", "\n").strip()
        if mark(row).strip() not in words:
            words += mark(row)
        anew = {"reply_id": "", "posted_text": "", "tries": 0, "whisper": False, "reason": ""}
        # A bridge posts for itself, and hears of it when it asks again.
        state = "posted" if row.asked == "bridge" else "ready"
        done = self.answers.change(row, state, text=words, approved=by, **anew)
        if done:
            self.acts.record(Act(by, "approved", place_of(row), row.author, row.text, words))
        return done

    def reject(self, row: Answer, cause: str, by: str) -> bool:
        """Keep a draft in; with the right cause the post becomes a labelled case."""
        if not self.answers.change(row, "rejected", reason=f"rejected by {by}"):
            return False
        self.acts.record(Act(by, "rejected", place_of(row), row.author, row.text, cause=cause))
        if cause:
            self.label(row, cause, by)
        return True

    def label(self, row: Answer, cause: str, by: str) -> None:
        """A labelled case, once for each post; a later word replaces an earlier one."""
        same = (CASE.c.forum == row.forum, CASE.c.post_id == row.post_id, CASE.c.kind == "rejected")
        words = {"cause": cause, "by": by, "at": time.time(), "topic_id": row.topic_id}
        ids = {"forum": row.forum, "post_id": row.post_id, "kind": "rejected"}
        latest = select(ANSWER).where(ANSWER.c.id == row.id).with_for_update()
        with self.database.begin() as connection:
            post = connection.execute(latest).one()
            connection.execute(CASE.delete().where(*same))
            if post.version != DELETED:  # nor was it while the mentor read it
                words |= {"title": post.title, "post": post.raw}
                connection.execute(CASE.insert().values(**ids, **words))

    def offered(self) -> list[Answer]:
        """Accepted solutions of the forum that nobody has looked at."""
        return self.cases(CASE.c.kind == "accepted", CASE.c.cause == "")

    def settle(self, id: int, cause: str, by: str) -> None:
        """Keep an offered example under its cause, or drop it."""
        with self.database.begin() as connection:
            if cause:
                named = CASE.update().where(CASE.c.id == id).values(cause=cause, by=by)
                connection.execute(named)
            else:
                connection.execute(CASE.delete().where(CASE.c.id == id))

    def labelled(self) -> list[dict[str, Any]]:
        """All cases with a cause, as the contract's labelled cases."""
        return [
            {"id": f"post-{one.post_id}", "title": one.title, "post": one.post, "cause": one.cause}
            for one in self.cases(CASE.c.cause != "")
        ]

    def cases(self, *which: Any) -> list[Answer]:
        """Cases, the oldest first."""
        with self.database.connect() as connection:
            return list(connection.execute(select(CASE).where(*which).order_by(CASE.c.id)))
