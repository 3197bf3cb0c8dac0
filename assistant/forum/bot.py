"""The bot of one forum: its parts, how they start and end, and what the doors may ask of it."""

from collections.abc import Callable

import httpx
from sqlalchemy.engine import Engine as Database
from sqlalchemy.exc import DBAPIError

from assistant.forum.answers import Answers
from assistant.forum.budget import Budget
from assistant.forum.catching_up import CatchingUp
from assistant.forum.diagnosing import Ask, Diagnosing
from assistant.forum.discourse import Discourse
from assistant.forum.engine import Engine
from assistant.forum.feeding import Feeding
from assistant.forum.inbox import Inbox
from assistant.forum.keeping import keep
from assistant.forum.logs import log
from assistant.forum.receiving import Receiving
from assistant.forum.writing import Writing
from assistant.settings import Forum


class Bot:
    """Everything between a forum's events and its replies."""

    def __init__(
        self,
        rules: Forum,
        database: Database,
        ask: Ask,
        engine: Engine,
        transport: httpx.BaseTransport | None = None,
    ) -> None:
        self.rules = rules
        self.engine = engine
        self.answers = Answers(database)
        self.receiving = Receiving(rules)
        self.budget = Budget(database, self.receiving.url, rules.calls_per_minute)
        self.forum = Discourse(rules, transport)
        self.diagnosing = Diagnosing(rules, self.answers, self.forum, self.budget, ask)
        self.writing = Writing(rules, self.answers, self.forum, self.budget)
        self.feeding = Feeding(rules, self.answers, self.budget, engine)
        self.catching_up = CatchingUp(rules, self.forum, self.budget, self.receiving)
        self.catching_up.wake = self.feeding.wake
        self.inbox = Inbox(lambda arrivals: keep(database, arrivals), self.feeding.wake.set)

    def start(self) -> None:
        """Take up what was left, then begin."""
        self.budget.begin()
        self.engine.start(
            {"diagnose": self.guarded(self.diagnosing), "write": self.guarded(self.writing)}
        )
        if self.rules.workers:
            self.feeding.thread.start()
            self.catching_up.thread.start()

    def stop(self) -> None:
        """End in the order in which nothing is handed to what has ended."""
        if self.rules.workers:
            self.catching_up.stop()
            self.feeding.stop()
        self.engine.stop()
        self.forum.close()

    def guarded(self, act: Callable[..., None]) -> Callable[[int, int], None]:
        """The door of all work: what fails in it fails for one post, and a mentor sees it."""

        def run(id: int, run: int) -> None:
            row = self.answers.get(id)
            if row is None or row.run != run:
                return  # something happened to the post meanwhile, and that is handed out too
            try:
                act(row)
            except DBAPIError:
                raise  # the engine waits for the database
            except Exception as error:  # noqa: BLE001 -- one post must not stop the others
                log.error("failed", post=row.post_id, error=type(error).__name__)
                self.answers.change(row, "failed", reason=f"{type(error).__name__} on our side")
            self.feeding.wake.set()

        return run
