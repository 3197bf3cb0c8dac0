"""A diagnosis as server-sent events: what is being done, then where the result is.

The stream is the answer to the form's own POST, so it works with several workers and
keeps nothing between requests; who closes it calls the diagnosis off.
"""

import asyncio
import threading
from collections.abc import AsyncIterator, Awaitable, Callable
from http import HTTPStatus

from fastapi import HTTPException, Request
from starlette.responses import StreamingResponse

from assistant.entrypoints.problems import TITLES
from assistant.watching import CalledOff, Stage, watched

MEDIA = "text/event-stream"
WORDS: dict[Stage, str] = {
    "reading": "Reading what you pasted",
    "running": "Looking for code to run",
    "trying": "Running your code",
    "weighing": "Weighing what was found",
    "writing": "Finding the words",
}
FAILED = "Something failed on our side; nothing of yours is at fault."
Event = tuple[str, str]
Work = Callable[[], Awaitable[str]]


def wanted(request: Request) -> bool:
    """The page's script asks for events; a plain form does not."""
    return MEDIA in request.headers.get("accept", "")


def streamed(work: Work) -> StreamingResponse:
    """The events of some work that gives the address of its result."""
    headers = {"Cache-Control": "no-store", "X-Accel-Buffering": "no"}
    return StreamingResponse(events(work), media_type=MEDIA, headers=headers)


async def events(work: Work) -> AsyncIterator[str]:
    """Each stage as it comes, and one event at the end."""
    loop = asyncio.get_running_loop()
    queue: asyncio.Queue[Event] = asyncio.Queue()
    gone = threading.Event()
    trials = iter(range(1, 1_000_000))

    def watcher(stage: Stage) -> None:
        if gone.is_set():
            raise CalledOff("Nobody waits any more.")
        number = next(trials) if stage == "trying" else 1
        words = WORDS[stage] + (f", run {number}" if number > 1 else "")
        loop.call_soon_threadsafe(queue.put_nowait, ("stage", words))

    task = asyncio.create_task(ended(work, watcher, queue))
    try:
        while True:
            kind, text = await queue.get()
            yield f"event: {kind}\ndata: {text}\n\n"
            if kind != "stage":
                return
    finally:
        gone.set()
        await asyncio.shield(task)


async def ended(work: Work, watcher: Callable[[Stage], None], queue: asyncio.Queue[Event]) -> None:
    """Do the work in a thread, and put the last event."""
    last: Event = ("refused", FAILED)
    try:
        with watched(watcher):
            last = ("done", await work())
    except HTTPException as error:
        wait = (error.headers or {}).get("Retry-After", "")
        phrase = TITLES.get(error.status_code) or HTTPStatus(error.status_code).phrase
        last = ("refused", f"{phrase}: {error.detail}" + (f" ({wait} s)" if wait else ""))
    except CalledOff:
        return
    finally:
        queue.put_nowait(last)
