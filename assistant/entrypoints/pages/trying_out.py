"""Runs the examples of an entry when it is first read, so that the page shows what happened."""

import threading
from collections.abc import Mapping

from assistant.errors import SandboxBusy
from assistant.library.entries import Entry
from assistant.sandbox import Outcome, Runner
from assistant.wiring import Assistant

LONGEST = 300


class Examples:
    """What came of each example, in a sentence, kept while the service runs."""

    def __init__(self, assistant: Assistant) -> None:
        self.assistant = assistant
        self.known: dict[str, Mapping[str, str]] = {}
        self.lock = threading.Lock()

    def of(self, entry: Entry) -> Mapping[str, str]:
        """The sentences of an entry; none where this machine runs no code, or is busy."""
        sandbox = self.assistant.sandbox
        with self.lock:
            if entry.slug not in self.known and sandbox is not None:
                try:
                    self.known[entry.slug] = ran(entry, sandbox)
                except SandboxBusy:
                    return {}
            return self.known.get(entry.slug, {})


def ran(entry: Entry, sandbox: Runner) -> dict[str, str]:
    """Each example run once."""
    parts = {"wrong": entry.wrong, "right": entry.right, "check": entry.check}
    return {
        name: sentence(sandbox.run({"source": source})) for name, source in parts.items() if source
    }


def sentence(outcome: Outcome) -> str:
    """How a run ended."""
    if outcome.raised is not None:
        return f"It ran here, and stopped with {outcome.raised.type}: {outcome.raised.message}"[
            :LONGEST
        ]
    if outcome.kind != "returned":
        return outcome.message[:LONGEST]
    printed = outcome.stdout.strip()[:LONGEST]
    return f"It ran here, and printed {printed}" if printed else "It ran here without an error."
