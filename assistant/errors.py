"""Our own failures, each with one sentence for a person."""


class GradmentorError(Exception):
    """Base of our failures; its text is one clear sentence."""


class UnreadableInput(GradmentorError):
    """What came in cannot be read (exit status 2, HTTP 4xx)."""

    status = 422


class InputTooLarge(UnreadableInput):
    """What came in is larger than the settings allow."""

    status = 413


class UnknownExercise(UnreadableInput):
    """An exercise was asked for that is not in the library."""


class BadEntry(GradmentorError):
    """An entry of the knowledge base breaks its form."""


class BadThreads(GradmentorError):
    """The file of imported threads is broken."""


class BadExercise(GradmentorError):
    """An exercise of the knowledge base breaks its form."""


class BadSetting(GradmentorError):
    """A setting is not of the form that it must have."""


class SandboxUnavailable(GradmentorError):
    """This machine cannot confine code, so nothing is run."""


class SandboxBusy(GradmentorError):
    """More runs are waiting than the queue holds (HTTP 429)."""
