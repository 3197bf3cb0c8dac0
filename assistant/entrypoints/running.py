"""`gradmentor run`: any snippet, in the sandbox, and what happened."""

from typing import Any

from assistant.library.exercises import Facts, load_facts, sound_facts
from assistant.library.given_cases import given_cases
from assistant.sandbox import Runner, Sandbox
from assistant.sandbox.trusting import Trusting
from assistant.settings import Settings


def tested(settings: Settings) -> str:
    """The tier that the self-test found. Raises SandboxUnavailable where it found a hole."""
    with Sandbox(settings) as sandbox:
        return f"The sandbox holds: tier {sandbox.tier}."


def known_facts(settings: Settings) -> Facts:
    """What the courses print, those of the operator's own folders among them."""
    known: Facts = {}
    for folder in settings.exercises:
        known |= sound_facts(folder, {})[0]
    return known | load_facts(settings.knowledge_base / "exercises")


def ran(
    settings: Settings, source: str, timeout: float | None, *, trusted: bool = False
) -> dict[str, Any]:
    """The contract's object of a run, and `message`, one sentence on how it ended."""
    runner: Runner = Trusting(settings) if trusted else Sandbox(settings)
    cases = given_cases(source, known_facts(settings))
    try:
        outcome = runner.run({"source": source, "cases": cases}, wall=timeout)
    finally:
        runner.close()
    raised = outcome.raised
    exception = None
    if raised is not None:
        exception = {"type": raised.type, "message": raised.message, "line": raised.line}
    return {
        "outcome": outcome.kind,
        "stdout": outcome.stdout,
        "exception": exception,
        "message": outcome.message,
        "elapsed_ms": outcome.elapsed_ms,
    }
