"""THE ROAD: Post -> Report -> Finding* -> Diagnosis -> Reply."""

import time
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace

from assistant.deciding import decide
from assistant.library.entries import Entry
from assistant.types import (
    Diagnosis,
    Finding,
    Form,
    Link,
    Post,
    Reply,
    Report,
    Thread,
    Trial,
    nowhere,
)
from assistant.watching import tell

Read = Callable[[Post], Report]
Try = Callable[[Report], Trial]
Finder = Callable[[Report, Trial], Iterable[Finding]]
Threads = Callable[[str], tuple[Thread, ...]]
Write = Callable[[Diagnosis, int, Form, Link], Reply]


@dataclass(frozen=True)
class Road:
    """The five steps, each handed in, so that a test can make its own."""

    entries: Mapping[str, Entry]
    read: Read
    on_trial: Try
    finders: tuple[Finder, ...]
    write: Write
    similar_threads: Threads = lambda _: ()

    def answer(
        self, post: Post, rung: int = 1, form: Form = "forum", self_check: Link = nowhere
    ) -> Reply:
        """Read a post, run its code, weigh the findings, and find the words, up to a rung."""
        start = time.perf_counter()
        tell("reading")
        report = self.read(post)
        tell("running")
        trial = self.on_trial(report)
        tell("weighing")
        findings = [finding for find in self.finders for finding in find(report, trial)]
        diagnosis = decide(report, trial, findings, self.entries)
        threads = self.similar_threads(post.said)
        diagnosis = replace(diagnosis, threads=threads)
        tell("writing")
        reply = self.write(diagnosis, rung, form, self_check)
        return replace(reply, elapsed_ms=round((time.perf_counter() - start) * 1000, 1))
