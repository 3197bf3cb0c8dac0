"""Many requests, one write at a time: what arrives while the disk is busy is kept together."""

import asyncio
from collections.abc import Callable, Sequence

from assistant.forum.keeping import Arrival

Waiting = tuple[Arrival, "asyncio.Future[None]"]


class Inbox:
    """Gathers arrivals of one event loop; each waits until its own transaction is committed.

    SQLite lets writers wait busily, and a disk syncs as fast for twenty rows as for one: so one
    write runs, and all that arrive meanwhile go into the next one.
    """

    def __init__(
        self, keep: Callable[[Sequence[Arrival]], None], after: Callable[[], None]
    ) -> None:
        self.keep = keep
        self.after = after
        self.waiting: list[Waiting] = []
        self.writing: asyncio.Task[None] | None = None

    async def put(self, arrival: Arrival) -> None:
        """Return when the arrival is durable. Raises what the database raised."""
        future: asyncio.Future[None] = asyncio.get_running_loop().create_future()
        self.waiting.append((arrival, future))
        if self.writing is None or self.writing.done():
            self.writing = asyncio.create_task(self.write())
        await future

    async def write(self) -> None:
        """Write until nobody waits."""
        while self.waiting:
            batch, self.waiting = self.waiting, []
            try:
                await asyncio.to_thread(self.keep, [arrival for arrival, _ in batch])
            except Exception as error:  # noqa: BLE001 -- each of those who wait is told
                for _, future in batch:
                    if not future.done():
                        future.set_exception(error)
            else:
                for _, future in batch:
                    if not future.done():
                        future.set_result(None)
                self.after()
