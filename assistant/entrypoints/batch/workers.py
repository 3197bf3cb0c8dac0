"""Processes that diagnose, each with a sandbox of its own, forked once everything is warm."""

import gc
import multiprocessing
import signal
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from multiprocessing.connection import Connection, wait
from multiprocessing.context import ForkProcess
from typing import Any

from assistant.entrypoints.batch.diagnosing import diagnosed, failed
from assistant.types import Post
from assistant.wiring import Assistant

FORK = multiprocessing.get_context("fork")
CASES_PER_PROCESS = 2000  # then a new one takes its place, and with it whatever it had gathered
ENDED = "Diagnosing this case ended our process twice, for lack of memory perhaps."
Task = tuple[str, Mapping[str, Any]]


@dataclass
class Worker:
    """One process, its pipe, and the case that it has; `again` where it is the second try."""

    process: ForkProcess
    pipe: Connection
    task: Task | None = None
    again: bool = False
    served: int = 0


class Workers:
    """Hands of this machine. A process that dies is replaced and its case tried once more.

    This process has no thread while it forks; the sandbox of the assistant is not started
    in it, but in each worker when the first code comes.
    """

    def __init__(self, assistant: Assistant, jobs: int) -> None:
        self.assistant = assistant
        assistant.answer(Post(text="warm"))  # what is read at the first post is shared by all
        gc.collect()
        gc.freeze()
        self.workers: list[Worker] = []
        for _ in range(jobs):
            self.workers.append(self.started())

    def __enter__(self) -> "Workers":
        return self

    def __exit__(self, *_: object) -> None:
        for one in self.workers:
            one.pipe.close()
        for one in self.workers:
            one.process.join(5)
            one.process.kill()

    def has_room(self) -> bool:
        """A process waits for work."""
        return any(one.task is None for one in self.workers)

    def take(self, digest: str, body: Mapping[str, Any]) -> None:
        """Give a case to a process that waits."""
        free = next(one for one in self.workers if one.task is None)
        if free.served >= CASES_PER_PROCESS:
            free = self.renewed(free)
        self.hand(free, (digest, body))

    def hand(self, worker: Worker, task: Task) -> None:
        """Send a case; a process that died while it waited is found out when it is awaited."""
        worker.task = task
        worker.served += 1
        try:
            worker.pipe.send(task)
        except OSError:
            worker.process.kill()

    def done(self) -> Sequence[tuple[str, str]]:
        """What has come back, at least one; a case whose process died may be under way again."""
        found: list[tuple[str, str]] = []
        while not found:
            busy = {one.pipe: one for one in self.workers if one.task is not None}
            for pipe in wait(list(busy)):
                assert isinstance(pipe, Connection)
                found += self.received(busy[pipe])
        return found

    def received(self, worker: Worker) -> list[tuple[str, str]]:
        """The row of a process, or nothing yet where it died over its case for the first time."""
        task, again = worker.task, worker.again
        assert task is not None
        try:
            row = worker.pipe.recv()
        except (EOFError, OSError):
            fresh = self.renewed(worker)
            if not again:
                fresh.again = True
                self.hand(fresh, task)
                return []
            row = failed(ENDED)
        else:
            worker.task, worker.again = None, False
        return [(task[0], row)]

    def renewed(self, worker: Worker) -> Worker:
        """A new process in the place of one."""
        worker.pipe.close()
        worker.process.join(5)
        worker.process.kill()
        fresh = self.started()
        self.workers[self.workers.index(worker)] = fresh
        return fresh

    def started(self) -> Worker:
        """A process that knows all that this one has read."""
        ours, theirs = FORK.Pipe()
        inherited = [ours, *(one.pipe for one in self.workers)]
        process = FORK.Process(target=live, args=(self.assistant, theirs, inherited), daemon=True)
        process.start()
        theirs.close()
        return Worker(process, ours)


def live(assistant: Assistant, pipe: Connection, inherited: Sequence[Connection]) -> None:
    """The life of a process: until the other end closes, also where that was killed."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # who started the batch ends it
    for one in inherited:
        one.close()
    with assistant:
        serve(pipe, lambda body: diagnosed(assistant, body))


def serve(pipe: Connection, work: Callable[[Mapping[str, Any]], str]) -> None:
    """One row for each case."""
    try:
        while True:
            _, body = pipe.recv()
            pipe.send(work(body))
    except (EOFError, OSError):
        return
