"""Reads the forum's latest posts now and then: a forum does not promise that its events arrive."""

import threading
import time
from collections.abc import Iterator

from sqlalchemy import select

from assistant.errors import ForumUnavailable
from assistant.forum.budget import Budget
from assistant.forum.discourse import Discourse
from assistant.forum.events import Event, ForumPost
from assistant.forum.keeping import keep
from assistant.forum.logs import log
from assistant.forum.receiving import Receiving
from assistant.forum.tables import STATE
from assistant.settings import Forum

# Posts become visible a little out of order, so the last few are read once more.
OVERLAP = 20


class CatchingUp:
    """A thread that asks; of several processes the one whose turn it is."""

    def __init__(
        self, rules: Forum, forum: Discourse, budget: Budget, receiving: Receiving
    ) -> None:
        self.rules = rules
        self.forum = forum
        self.budget = budget
        self.receiving = receiving
        self.ending = threading.Event()
        self.wake = threading.Event()
        self.thread = threading.Thread(target=self.run, name="forum-catching-up", daemon=True)

    def stop(self) -> None:
        """End the thread."""
        self.ending.set()
        self.thread.join()

    def run(self) -> None:
        """Ask at the start, and again after each interval."""
        while not self.ending.is_set():
            try:
                if self.my_turn():
                    log.info("caught up", kept=self.catch_up())
            except Exception as error:  # noqa: BLE001 -- the next look may go well
                log.warning("catching up", error=type(error).__name__)
            self.ending.wait(max(0.2, self.rules.poll_seconds / 8))

    def my_turn(self) -> bool:
        """Whether the interval is over, claimed for this process."""
        over = STATE.c.polled < time.time() - self.rules.poll_seconds
        with self.budget.engine.begin() as connection:
            claimed = STATE.update().where(self.budget.here, over).values(polled=time.time())
            return connection.execute(claimed).rowcount == 1

    def catch_up(self) -> int:
        """Feed all posts since the last time to the same door; gives how many are ours."""
        with self.budget.engine.connect() as connection:
            state = connection.execute(select(STATE).where(self.budget.here)).one()
        newest, found = state.watermark, []
        for page in self.pages_since(state.watermark):
            newest = max([newest, *(int(post.id) for post in page)])
            told = [Event(self.receiving.url, "created", post) for post in page]
            new = [event for event in told if int(event.post.id) > state.floor]
            found += [arrival for arrival, _ in map(self.receiving.arrival, new) if arrival]
        if state.watermark < 0:
            newest = max(newest, 0)
            self.remember(watermark=newest, floor=newest)  # nothing old is answered
            return 0
        if found:
            keep(self.budget.engine, sorted(found, key=lambda one: int(one.event.post.id)))
            self.wake.set()
        self.remember(watermark=newest)
        return len(found)

    def remember(self, **marks: int) -> None:
        """How far we have read; only after what was read is durable."""
        with self.budget.engine.begin() as connection:
            connection.execute(STATE.update().where(self.budget.here).values(**marks))

    def pages_since(self, mark: int) -> Iterator[tuple[ForumPost, ...]]:
        """Page by page, the newest first, down to what was seen; a long outage is many pages."""
        before: int | None = None
        while not self.ending.is_set():
            self.wait_for_budget()
            page = self.forum.latest(before)
            yield page
            lowest = min((int(post.id) for post in page), default=0)
            none_older = before is not None and lowest > before
            if mark < 0 or none_older or lowest <= max(1, mark - OVERLAP):
                return
            before = lowest - 1
        raise ForumUnavailable("The look for posts was ended before it was done.")

    def wait_for_budget(self) -> None:
        """One call of the shared budget."""
        while (wait := self.budget.take(1)) and not self.ending.wait(min(wait, 5.0)):
            pass
